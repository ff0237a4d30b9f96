/** A flood: so many calls a second for so long, each from another caller, who gives up after a second. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { installApp } from '../demo/installed-app.ts';
import { companion, queues, type Office } from '../demo/office.ts';
import type { Chosen } from '../electron-stand-in/choose.ts';
import type { RigCall } from '../rig/pbx/index.ts';
import { tidyRssMb } from './app-memory.ts';
import { withoutOneRecord } from './one-record.ts';
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
