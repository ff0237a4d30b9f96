import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EarlierQuery } from '../../../main/model/record.ts';
import { openStorage, type Storage } from '../../../main/storage/storage.ts';
import { record } from './records.ts';

const nowEpochMs = Date.parse('2026-11-22T10:00:00.000Z');
const dayMs = 24 * 60 * 60 * 1000;

let folder = '';
let file = '';
let storage: Storage;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-earlier-'));
  file = join(folder, 'ringside.db');
  const opened = await openStorage({
    file,
    workerUrl: new URL('../../../main/storage/worker.ts', import.meta.url),
    cipherKey: null,
    nowEpochMs: () => nowEpochMs,
    onProblem: () => undefined,
    after: () => () => undefined,
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  storage = opened.value;
});
afterEach(async () => {
  await storage.close();
  rmSync(folder, { recursive: true });
});

const earlierIds = async (query: Partial<EarlierQuery>): Promise<string[]> => {
  const read = await storage.earlierCalls({ callerKey: null, ringsideCall: null, sinceEpochMs: 0, ...query });
  return read.ok ? read.value.map(({ id }) => id).sort() : [read.error.kind];
};

test('earlier calls are those of the same caller or of the same X-Ringside-Call, since the time asked for', async () => {
  const callerKey = 'outside:+431514440';
  storage.addCall(record('other'));
  storage.addCall(record('same call', { ringsideCall: '17.1', endedEpochMs: nowEpochMs - 2 }));
  storage.addCall(record('same caller', { callerKey, endedEpochMs: nowEpochMs - 1 }));
  storage.addCall(record('too old', { callerKey, endedEpochMs: nowEpochMs - dayMs }));
  storage.addCall(record('withheld', { callerKey: null }));
  await storage.flush();
  const both = { callerKey, ringsideCall: '17.1', sinceEpochMs: nowEpochMs - 1000 };
  expect([
    await earlierIds(both),
    await earlierIds({ callerKey }),
    await earlierIds({ ringsideCall: '17.1' }),
    await earlierIds({}),
  ]).toEqual([['same call', 'same caller'], ['same caller', 'too old'], ['same call'], []]);
});

test('earlier calls are told as they are now, also while the disk takes no more', async () => {
  storage.addCall(record('a', { how: 'answered' }));
  storage.addCall(record('b'));
  await storage.flush();
  const other = new DatabaseSync(file);
  other.exec(`CREATE TRIGGER full BEFORE INSERT ON calls BEGIN SELECT RAISE(ABORT, 'full'); END`);
  storage.addCall(record('b', { endedEpochMs: 1 }));
  storage.addCall(record('c', { callerKey: 'internal:104' }));
  storage.addCall(record('d', { sentTo: null }));
  expect(await earlierIds({ callerKey: record('').callerKey, sinceEpochMs: 1000 })).toEqual(['a', 'd']);
  other.exec('DROP TRIGGER full');
  other.close();
});

test('earlier calls are at most the last 200 of a caller who rings without end', async () => {
  for (let each = 0; each < 300; each += 1) storage.addCall(record(`r${each}`, { endedEpochMs: each }));
  const ids = await earlierIds({ callerKey: record('').callerKey });
  expect([ids.length, ids.includes('r99'), ids.includes('r100')]).toEqual([200, false, true]);
});

test('earlier calls of a history that is closed are an error, not a silence', async () => {
  await storage.close();
  expect(await earlierIds({})).toEqual(['closed']);
});
