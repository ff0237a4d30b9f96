/** A line against the embedded PBX, and promises for what it tells. */
import { randomUUID } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import type { LineFault } from '../../../main/sip/inbound-guard.ts';
import { createLine, type Line } from '../../../main/sip/line.ts';
import type { Clock } from '../../../main/model/clock.ts';
import { LINE_TIMING, type LineDeps, type LineOptions, type LineTiming } from '../../../main/sip/line-options.ts';
import type { LegId } from '../../../main/model/call.ts';
import type { LineEvent } from '../../../main/model/line.ts';
import { memoryJournal } from './memory-journal.ts';
import type { SipSettings } from '../../../main/model/settings.ts';

export const USER = '101c';
export const PASSWORD = 'correct horse';

/** Not moved by a test that fakes the timers of sip.js. */
const real = { setTimeout, clearTimeout };

export const wallClock: Clock = {
  nowEpochMs: () => Date.now(),
  after: (delayMs, run) => {
    const timer = real.setTimeout(run, delayMs);
    return () => {
      real.clearTimeout(timer);
    };
  },
};

/** What the line puts off for long comes soon; what it waits for takes the time it takes. */
export const hurried: Clock = {
  ...wallClock,
  after: (delayMs, run) => wallClock.after(delayMs >= 15_000 ? 50 : delayMs, run),
};

export const identity = {
  contactName: 'c0ffee42',
  viaHost: 'desk-1.invalid',
  instanceId: '7d0f3f5c-2d0c-4f6e-9a53-0a5f5e8c3b11',
};

export interface RigLine {
  readonly line: Line;
  /** Everything it told, in order. */
  readonly events: readonly LineEvent[];
  readonly faults: readonly LineFault[];
  /** The first event that fits, past or future. */
  when<T extends LineEvent>(fits: (event: LineEvent) => event is T, from?: number): Promise<T>;
  readonly stop: () => Promise<void>;
}

export interface RigLineOptions {
  readonly servers: readonly string[];
  readonly settings?: Partial<SipSettings>;
  readonly password?: string;
  readonly timing?: Partial<LineTiming>;
  readonly deps?: Partial<LineDeps>;
  readonly contactName?: string;
}

export function lineOptions(options: RigLineOptions, onFault: (fault: LineFault) => void): LineOptions {
  return {
    settings: {
      servers: options.servers,
      aor: `sip:${USER}@pbx.example.com`,
      extension: '101',
      authorizationUser: USER,
      pbx: 'generic',
      desksAtServer: 100,
      caFile: null,
      allowInsecure: false,
      ringingTransfer: 'redirect',
      pickupPrefix: null,
      companionPattern: null,
      busyLamps: 50,
      ...options.settings,
    },
    password: options.password ?? PASSWORD,
    identity: { ...identity, contactName: options.contactName ?? identity.contactName },
    deps: {
      clock: wallClock,
      random01: () => 0.1,
      networkInterfaces,
      newLegId: () => randomUUID() as string as LegId,
      onFault,
      timing: { ...LINE_TIMING, ...options.timing },
      journal: memoryJournal(),
      ...options.deps,
    },
  };
}

/** Builds and starts a line. Stop it in the end. */
export function startLine(options: RigLineOptions): RigLine {
  const events: LineEvent[] = [];
  const faults: LineFault[] = [];
  const watchers = new Set<() => void>();
  const line = createLine(lineOptions(options, (fault) => faults.push(fault)));
  line.subscribe((event) => {
    events.push(event);
    for (const look of watchers) look();
  });
  const stop = line.start();
  return {
    line,
    events,
    faults,
    stop,
    when: (fits, from = 0) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = events.slice(from).find(fits);
          if (found === undefined) return;
          watchers.delete(look);
          resolve(found);
        };
        watchers.add(look);
        look();
      }),
  };
}

type Of<K extends LineEvent['kind']> = LineEvent & { kind: K };

export const isInvite = (event: LineEvent): event is Of<'invite'> => event.kind === 'invite';
export const isStopped = (event: LineEvent): event is Of<'leg-stopped'> => event.kind === 'leg-stopped';
export const isAcknowledged = (event: LineEvent): event is Of<'acknowledged'> => event.kind === 'acknowledged';
export const isLost = (event: LineEvent): event is Of<'legs-lost'> => event.kind === 'legs-lost';
export const isRegistered = (event: LineEvent): event is Of<'status'> =>
  event.kind === 'status' && event.status.kind === 'registered';
export const hasProblem = (event: LineEvent): event is Of<'status'> =>
  event.kind === 'status' && event.status.kind === 'registering' && event.status.problem !== null;
