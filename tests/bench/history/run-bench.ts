/** Measures a history of very many calls, through the worker as the app does, and gives the rows of the report. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '../../../main/model/result.ts';
import { openDatabase } from '../../../main/storage/open.ts';
import { CHECKED_MARK } from '../../../main/storage/protocol.ts';
import { openStorage, type Storage, type StorageOptions } from '../../../main/storage/storage.ts';
import { rowFor, type Row } from '../report.ts';
import { medianOfRuns, summarise, type Summary } from '../statistics.ts';
import goals from './goals.json' with { type: 'json' };
import { firstPaintTimes } from './first-paint.ts';
import { callMaker, seeded } from './many-calls.ts';
import { queries } from './queries.ts';

export interface HistoryPlan {
  readonly calls: number;
  readonly inserts: number;
  readonly openings: number;
  readonly runs: number;
}

export const fullPlan: HistoryPlan = { calls: 1_000_000, inserts: 1000, openings: 20, runs: 3 };
/** For CI: shows that everything works; its times say little. */
export const quickPlan: HistoryPlan = { calls: 20_000, inserts: 100, openings: 3, runs: 1 };

/** A history that is new, beside which opening the large one is measured. */
const FEW_CALLS = 1000;
const PAGE = 50;
/** Pages that are read one after another, as somebody scrolls. */
const PAGES = 4;

const workerUrl = new URL('../../../main/storage/worker.ts', import.meta.url);

/** @throws Error for a failure: nothing is measured then */
function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const optionsFor = (file: string): StorageOptions => ({
  ...{ file, workerUrl, cipherKey: null, nowEpochMs: Date.now },
  onProblem: (problem) => {
    throw new Error(JSON.stringify(problem));
  },
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
});

/** Makes the file of the history, without a worker: nobody waits for it. It counts as checked this week, as in daily use. */
export function writeHistory(file: string, count: number): void {
  const { database } = valueOf(openDatabase({ file, atEpochMs: Date.now(), cipherKey: null }));
  const callOf = callMaker(seeded(1));
  for (let from = 0; from < count; from += 1000) {
    database.calls.add(Array.from({ length: Math.min(1000, count - from) }, (_, each) => callOf(from + each)));
  }
  database.words.catchUp();
  database.marks.set(CHECKED_MARK, Date.now());
  database.close();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

/** Each query from the newest call on and from places further back, with the pages after each. */
async function searchTimes(storage: Storage, calls: number): Promise<number[]> {
  const times: number[] = [];
  for (const query of queries) {
    for (const from of [null, Math.floor(calls / 2), Math.floor(calls / 50)]) {
      let before: number | null = from;
      for (let page = 0; page < PAGES; page += 1) {
        const startedMs = performance.now();
        const { next } = valueOf(await storage.search({ ...query, before, limit: PAGE }));
        times.push(performance.now() - startedMs);
        if (next === null) break;
        before = next;
      }
    }
  }
  return times;
}

async function insertTimes(storage: Storage, from: number, count: number): Promise<number[]> {
  const callOf = callMaker(seeded(2));
  const times: number[] = [];
  for (let each = 0; each < count; each += 1) {
    const record = callOf(from + each);
    times.push(
      await timed(async () => {
        storage.addCall(record);
        valueOf(await storage.flush());
      }),
    );
  }
  return times;
}

async function openTimes(file: string, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let each = 0; each < count; each += 1) {
    const startedMs = performance.now();
    const storage = valueOf(await openStorage(optionsFor(file)));
    times.push(performance.now() - startedMs);
    await storage.close();
  }
  return times;
}

async function repeat(runs: number, measure: (run: number) => Promise<number[]>): Promise<Summary> {
  const summaries: Summary[] = [];
  for (let run = 0; run < runs; run += 1) summaries.push(summarise(await measure(run)));
  return medianOfRuns(summaries);
}

/** @param say tells a person how far it is */
export async function runHistoryBench(plan: HistoryPlan, say: (line: string) => void): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-history-'));
  try {
    const large = join(folder, 'large', 'ringside.db');
    const small = join(folder, 'small', 'ringside.db');
    say(`Writing ${plan.calls} calls`);
    writeHistory(large, plan.calls);
    writeHistory(small, FEW_CALLS);
    return await measureHistory(plan, { large, small }, say);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param files made by {@link writeHistory}; `small`: beside which opening the large one is measured */
async function measureHistory(
  plan: HistoryPlan,
  { large, small }: { readonly large: string; readonly small: string },
  say: (line: string) => void,
): Promise<Row[]> {
  say(`Opening, ${plan.runs} × ${plan.openings} times, and as often a small one`);
  const openBaseline = await repeat(plan.runs, () => openTimes(small, plan.openings));
  const open = await repeat(plan.runs, () => openTimes(large, plan.openings));
  const storage = valueOf(await openStorage(optionsFor(large)));
  say(`Searching, ${queries.length} queries`);
  await searchTimes(storage, plan.calls);
  const search = await repeat(plan.runs, () => searchTimes(storage, plan.calls));
  say('Typing and opening, until the calls are painted');
  const paint = await repeat(plan.runs, () => firstPaintTimes(storage, queries, plan.openings));
  say(`Adding ${plan.runs} × ${plan.inserts} calls`);
  const insert = await repeat(plan.runs, (run) => insertTimes(storage, plan.calls + run * plan.inserts, plan.inserts));
  await storage.close();
  return [
    rowFor('history-search-1m', 'stand-in', goals['history-search-1m'], search),
    rowFor('history-first-paint-1m', 'stand-in', goals['history-first-paint-1m'], paint),
    rowFor('history-insert-1m', 'stand-in', goals['history-insert-1m'], insert),
    rowFor('history-open-1m', 'stand-in', goals['history-open-1m'], open, openBaseline),
  ];
}
