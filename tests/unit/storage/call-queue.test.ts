import { beforeEach, describe, expect, test } from 'vitest';
import type { CallRecord } from '../../../main/model/record.ts';
import { err, ok, type Result } from '../../../main/model/result.ts';
import { CallQueue, MAX_WAITING, type QueueProblem } from '../../../main/storage/call-queue.ts';
import type { StorageError } from '../../../main/storage/protocol.ts';
import { record } from '../../integration/storage/records.ts';

const full: StorageError = { kind: 'failed', code: 'SQLITE_13', detail: 'database or disk is full' };

let written: string[][] = [];
let failure: StorageError | null = null;
let problems: QueueProblem[] = [];
let timers: { delayMs: number; run: () => void; isCancelled: boolean }[] = [];
let queue: CallQueue;

const write = (records: readonly CallRecord[]): Promise<Result<unknown, StorageError>> => {
  if (failure !== null) return Promise.resolve(err(failure));
  written.push(records.map(({ id }) => id));
  return Promise.resolve(ok(undefined));
};
const addAll = (...ids: string[]): void => {
  for (const id of ids) queue.add(record(id));
};

beforeEach(() => {
  written = [];
  failure = null;
  problems = [];
  timers = [];
  queue = new CallQueue({
    write,
    onProblem: (problem) => problems.push(problem),
    after: (delayMs, run) => {
      const timer = { delayMs, run, isCancelled: false };
      timers.push(timer);
      return () => {
        timer.isCancelled = true;
      };
    },
  });
});

test('what is added in one tick is written together and in order', async () => {
  addAll('a', 'b', 'c');
  expect(written).toEqual([]);
  expect(await queue.flush()).toEqual(ok(undefined));
  expect([written, queue.waiting()]).toEqual([[['a', 'b', 'c']], []]);
});

test('what is added while a write runs goes with the next one, and flush waits for it', async () => {
  addAll('a');
  const first = queue.flush();
  addAll('b', 'c');
  await Promise.all([first, queue.flush()]);
  expect(written).toEqual([['a'], ['b', 'c']]);
});

describe('while writing fails', () => {
  test('records are kept, the failure is told once, and each next try waits longer', async () => {
    failure = full;
    addAll('a');
    expect(await queue.flush()).toEqual(err(full));
    addAll('b');
    expect(await queue.flush()).toEqual(err(full));
    expect(problems).toEqual([{ kind: 'not-saved', error: full, waiting: 1 }]);
    expect(queue.waiting().map(({ id }) => id)).toEqual(['a', 'b']);
    expect(timers.map(({ delayMs, isCancelled }) => [delayMs, isCancelled])).toEqual([
      [1000, true],
      [2000, false],
    ]);
  });

  test('the next try writes everything in order and says that it is over', async () => {
    failure = full;
    addAll('a', 'b');
    await queue.flush();
    failure = null;
    timers[0]?.run();
    expect(await queue.flush()).toEqual(ok(undefined));
    expect(written).toEqual([['a', 'b']]);
    expect(problems.map(({ kind }) => kind)).toEqual(['not-saved', 'saved-again']);
  });

  test('past the bound the oldest is dropped, which is told', async () => {
    failure = full;
    addAll(...Array.from({ length: MAX_WAITING }, (_, index) => `r${index}`));
    await queue.flush();
    addAll('one more');
    expect(problems.at(-1)).toEqual({ kind: 'dropped', count: 1 });
    expect([queue.waiting().length, queue.waiting()[0]?.id, queue.waiting().at(-1)?.id]).toEqual([
      MAX_WAITING,
      'r1',
      'one more',
    ]);
  });

  test('stopping ends the tries and says how many are lost', async () => {
    failure = full;
    addAll('a', 'b');
    await queue.flush();
    expect([queue.stop(), timers[0]?.isCancelled]).toEqual([2, true]);
  });
});
