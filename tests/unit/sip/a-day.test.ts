import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LegId } from '../../../main/model/call.ts';
import { createLine } from '../../../main/sip/line.ts';
import { LINE_TIMING } from '../../../main/sip/line-options.ts';
import { memoryJournal } from '../../integration/sip/memory-journal.ts';
import { MemoryServer, openMemoryLink } from './memory-server.ts';

const STEP_MS = 5000;
const OUTAGE_MS = 300_000;
const HOUR_MS = 3_600_000;
const START_EPOCH_MS = 1_763_800_000_000;

beforeEach(() => {
  vi.useFakeTimers({ now: START_EPOCH_MS });
});

afterEach(() => {
  vi.useRealTimers();
});

/** Time passes in steps, and promises are kept between: a line opens its links by them. */
const pass = async (ms: number): Promise<void> => {
  for (let passed = 0; passed < ms; passed += STEP_MS) {
    vi.advanceTimersByTime(STEP_MS);
    await Promise.resolve();
  }
};

/** Bytes in use after everything that can be was thrown away. */
const heapBytes = (): number => {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
  return process.memoryUsage().heapUsed;
};

test('a day of registration, with three outages, leaves no timer and no memory behind, and its refreshes do not drift', async () => {
  const first = new MemoryServer('tcp://127.0.0.1:5061');
  const second = new MemoryServer('tcp://127.0.0.1:5062');
  const registeredAt: string[] = [];
  const line = createLine({
    settings: {
      servers: [first.url, second.url],
      aor: 'sip:101c@pbx.example.com',
      extension: '101',
      authorizationUser: '101c',
      pbx: 'generic',
      desksAtServer: 100,
      caFile: null,
      allowInsecure: false,
      ringingTransfer: 'redirect',
      pickupPrefix: null,
      companionPattern: null,
      busyLamps: 50,
    },
    password: 'secret',
    identity: { contactName: 'c0ffee', viaHost: 'desk.invalid', instanceId: '7d0f3f5c-2d0c-4f6e-9a53-0a5f5e8c3b11' },
    deps: {
      clock: {
        nowEpochMs: () => Date.now(),
        after: (delayMs, run) => {
          const timer = setTimeout(run, delayMs);
          return () => {
            clearTimeout(timer);
          };
        },
      },
      random01: () => 0.5,
      networkInterfaces: () => ({}),
      newLegId: () => 'leg' as LegId,
      onFault: () => undefined,
      // Looks at the world more seldom than a real line, so that a day takes seconds: sip.js needs half a millisecond for a message.
      journal: memoryJournal(),
      timing: { ...LINE_TIMING, probeIntervalMs: 60_000, tickMs: 10_000, maxGapMs: 30_000, networkPollMs: 20_000 },
      openLink: openMemoryLink([first, second]),
    },
  });
  line.subscribe((event) => {
    const server = event.kind === 'status' && event.status.kind === 'registered' ? event.status.server : null;
    if (server !== null && server !== registeredAt.at(-1)) registeredAt.push(server);
  });
  const stop = line.start();

  const timers: number[] = [];
  const heaps: number[] = [];
  const hours = async (count: number): Promise<void> => {
    for (let hour = 0; hour < count; hour += 1) {
      await pass(HOUR_MS);
      timers.push(vi.getTimerCount());
    }
  };
  for (let part = 0; part < 3; part += 1) {
    await hours(4);
    first.goDown();
    await pass(OUTAGE_MS);
    first.comeUp();
    await hours(4);
    heaps.push(heapBytes());
  }
  const stopped = stop();
  await pass(STEP_MS);
  await stopped;

  const gapsSec = first.registeredSec.slice(1).map((atSec, index) => atSec - (first.registeredSec[index] ?? 0));
  // Half to three quarters of 300 s, and 20 ms for the digest; those across an outage aside.
  const refreshesSec = gapsSec.filter((gapSec) => gapSec < 300).map((gapSec) => gapSec.toFixed(2));
  // After the second outage and the third: before, code is still being compiled.
  const grownBytes = (heaps.at(-1) ?? 0) - (heaps.at(-2) ?? 0);
  expect([
    registeredAt,
    [refreshesSec.length > 400, new Set(refreshesSec)],
    [first, second].map(({ exchange }) => exchange.registrar.bindings('101c')),
    Math.max(...timers) <= Math.max(...timers.slice(0, 6)) + 1,
    grownBytes < 800_000,
    vi.getTimerCount(),
  ]).toEqual([
    [1, 2, 1, 2, 1, 2, 1].map((server) => (server === 1 ? first.url : second.url)),
    [true, new Set(['187.52'])],
    [[], []],
    true,
    true,
    0,
  ]);
}, 30_000);
