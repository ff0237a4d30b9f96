/** A flood: so many calls a second for so long, each from another caller, who gives up after a second. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import type { ElectronApplication } from 'playwright-core';
import { installApp } from '../demo/installed-app.ts';
import { companion, queues, type Office } from '../demo/office.ts';
import type { Chosen } from '../electron-stand-in/choose.ts';
import type { RigCall } from '../rig/pbx/index.ts';
import { within } from './within.ts';

export interface BurstResult {
  readonly calls: number;
  /** INVITEs without a final answer, plus calls without their one record. */
  readonly lost: number;
  /** Of the main process, in MB (1,000,000 bytes): what it keeps after the flood against before it. Never below 0. */
  readonly rssGrowthMb: number;
}

const perSecond = 50;
const ringForMs = 1000;
/** The first calls make the engine compile and its heap find its size; they are no growth. */
const warmUpSec = 10;
/** V8 keeps the pages that a collection has freed for some 8 s before the system gets them back. */
const settleMs = 20_000;
const knownCallers = 200;

/** @param nextNumber gives another caller each time */
export async function runBurst(
  office: Office,
  chosen: Chosen,
  seconds: number,
  nextNumber: () => string,
): Promise<BurstResult> {
  const installed = await installApp(office, chosen);
  try {
    const warm = await flood(office, warmUpSec, nextNumber);
    const before = await tidyRssMb(installed.app);
    const calls = [...warm, ...(await flood(office, seconds, nextNumber))];
    const after = await tidyRssMb(installed.app);
    await installed.quit();
    const unanswered = calls.filter(({ hasFinal }) => !hasFinal).length;
    const unrecorded = withoutOneRecord(
      join(installed.userDataDir, 'ringside.db'),
      calls.map(({ number }) => number),
    );
    return { calls: calls.length, lost: unanswered + unrecorded, rssGrowthMb: Math.max(0, after - before) };
  } finally {
    // An app that drowns in calls does not hear that it is to end.
    await within('the end of the app', installed.launched.stop()).catch(() => installed.launched.child.kill('SIGKILL'));
  }
}

interface Flooded {
  readonly number: string;
  readonly hasFinal: boolean;
}

async function flood(office: Office, seconds: number, nextNumber: () => string): Promise<Flooded[]> {
  const calls: Promise<Flooded>[] = [];
  const startMs = performance.now();
  for (let count = 0; count < seconds * perSecond; count += 1) {
    await delay(Math.max(0, startMs + (count * 1000) / perSecond - performance.now()));
    const number = nextNumber();
    const { data } = office.portal;
    data.entities = [
      ...data.entities.slice(-knownCallers),
      { type: 'CONTACT', id: 10_000 + count, name: 'John Doe', phones: [number], assignedById: 99 },
    ];
    calls.push(ringAndGiveUp(office.callQueue(queues[0], { number }), number));
  }
  return Promise.all(calls);
}

async function ringAndGiveUp(call: RigCall, number: string): Promise<Flooded> {
  await delay(ringForMs);
  call.hangUp();
  // A leg that the app never answers is given up by the PBX after a while and is over then, too.
  await within(`the end of the call from ${number}`, call.whenSettled(), 60_000);
  return { number, hasFinal: call.legOf(companion)?.responses.some(({ status }) => status >= 200) ?? false };
}

/** What the process keeps. V8 gives a young generation that has grown back at its next full collection only, to which an idle
 *  process does not come for minutes: the app has no say in that, so that before and after the flood one is asked for. */
async function tidyRssMb(app: ElectronApplication): Promise<number> {
  await app.evaluate(() => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
    // A flag set this late is seen by new contexts only.
    const collect = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void;
    collect();
    collect();
  });
  let lowest = Number.POSITIVE_INFINITY;
  const endMs = performance.now() + settleMs;
  while (performance.now() < endMs) {
    await delay(500);
    lowest = Math.min(lowest, (await app.evaluate(() => process.memoryUsage().rss)) / 1e6);
  }
  return lowest;
}

/** The app has ended and its history is whole. @returns numbers that have no record or more than one */
function withoutOneRecord(file: string, numbers: readonly string[]): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare('SELECT number FROM calls').all();
  database.close();
  const counts = new Map<string, number>();
  for (const { number } of rows) {
    const digits = String(number).replaceAll(/\D/g, '');
    counts.set(digits, (counts.get(digits) ?? 0) + 1);
  }
  return numbers.filter((number) => counts.get(number.replaceAll(/\D/g, '')) !== 1).length;
}
