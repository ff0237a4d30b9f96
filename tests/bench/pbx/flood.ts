/** Calls from sipp through a real server to one desk, so many a second, and whether the desk has each of them in its history once. */
import { join } from 'node:path';
import type { monitorEventLoopDelay } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import type { ElectronApplication } from 'playwright-core';
import { quitApp } from '../../demo/installed-app.ts';
import { trunkAccount } from '../../pbx/accounts.ts';
import { runSipp, type SippResult } from '../../pbx/agents/sipp.ts';
import type { Companion } from '../../pbx/companion.ts';
import type { ServerAddress } from '../../pbx/servers/real-server.ts';
import { withoutOneRecord } from '../one-record.ts';

export interface Flood {
  readonly calls: number;
  readonly callsPerSec: number;
  /** How long each caller waits before he gives up. */
  readonly ringMs: number;
}

export interface FloodResult {
  /** What the callers got. */
  readonly callers: SippResult;
  /** Calls that are not in the history, or more than once. */
  readonly notRecordedOnce: number;
  /** Records by what became of the call. */
  readonly records: Readonly<Record<string, number>>;
  /** By how much the main process was late, in milliseconds. */
  readonly loopDelayMs: { readonly p50: number; readonly p95: number; readonly max: number };
}

/** The desk's companion is its only leg. */
const number = '710';
const leastDelayMs = 1;

/** Calls the companion of desk 101, waits until its cards are gone, and ends the app: its history is whole then.
 *  @param beforeEnd with the app while it is still there */
export async function floodApp(
  server: ServerAddress,
  companion: Companion,
  { calls, callsPerSec, ringMs }: Flood,
  beforeEnd: () => Promise<void> = () => Promise.resolve(),
): Promise<FloodResult> {
  const page = await companion.callerPage();
  // A card under the pointer stays.
  await page.mouse.move(-5, -5);
  await startLoopDelay(companion.app);
  const callers = await runSipp({
    server,
    scenario: 'ring-and-give-up.xml',
    to: number,
    calls,
    callsPerSec,
    pauseMs: ringMs,
    limitSec: Math.ceil(calls / callsPerSec) + 60,
    account: trunkAccount('trunk'),
  });
  await page.waitForFunction(() => document.querySelector('[data-call]') === null);
  const loopDelayMs = await readLoopDelay(companion.app);
  await beforeEnd();
  await quitApp(companion.launched);
  const file = join(companion.folders.userData, 'ringside.db');
  return { callers, notRecordedOnce: withoutOneRecord(file, callersOf(calls)), records: recordsOf(file), loopDelayMs };
}

/** As ring-and-give-up.xml has them. */
const callersOf = (calls: number): string[] => Array.from({ length: calls }, (_, index) => `+49309${index + 1}`);

function recordsOf(file: string): Record<string, number> {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare('SELECT how, count(*) AS calls FROM calls GROUP BY how').all();
  database.close();
  return Object.fromEntries(rows.map(({ how, calls }) => [String(how), Number(calls)]));
}

declare global {
  var floodLoopDelay: ReturnType<typeof monitorEventLoopDelay>;
}

async function startLoopDelay(app: ElectronApplication): Promise<void> {
  await app.evaluate((_, resolution) => {
    globalThis.floodLoopDelay = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution });
    globalThis.floodLoopDelay.enable();
  }, leastDelayMs);
}

/** The histogram counts from one look to the next: what these are apart anyway is no delay. */
async function readLoopDelay(app: ElectronApplication): Promise<FloodResult['loopDelayMs']> {
  const ns = await app.evaluate(() => {
    const { floodLoopDelay: delay } = globalThis;
    delay.disable();
    return { p50: delay.percentile(50), p95: delay.percentile(95), max: delay.max };
  });
  const ms = (value: number): number => Math.max(0, value / 1e6 - leastDelayMs);
  return { p50: ms(ns.p50), p95: ms(ns.p95), max: ms(ns.max) };
}
