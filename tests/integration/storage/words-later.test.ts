import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Storage } from '../../../main/storage/storage.ts';
import { newShelf, type Shelf } from './open-storage.ts';
import { record } from './records.ts';

let shelf: Shelf;
beforeEach(() => {
  shelf = newShelf();
});
afterEach(() => shelf.end());

const found = async (storage: Storage, text: string): Promise<readonly string[]> => {
  const page = await storage.search({ text, only: null, before: null, limit: 50 });
  return page.ok ? page.value.calls.map((call) => call.record.id) : [page.error.kind];
};
/** How many calls, and how many of them have words, as another program sees it. */
function counted(file: string): unknown {
  const other = new DatabaseSync(file, { readOnly: true });
  const counts = other
    .prepare('SELECT (SELECT count(*) FROM calls) AS calls, (SELECT count(*) FROM call_words) AS words')
    .get();
  other.close();
  return { ...counts };
}

test('a call is on disk before its words are, and the very next search finds it all the same', async () => {
  const storage = await shelf.open();
  storage.addCall(record('a', { name: 'Ada Early' }));
  await storage.flush();
  const before = counted(shelf.file);
  expect([before, await found(storage, 'early'), counted(shelf.file)]).toEqual([
    { calls: 1, words: 0 },
    ['a'],
    { calls: 1, words: 1 },
  ]);
});

test('a call whose words were not made when the app was killed is found after the next start', async () => {
  const storage = await shelf.open();
  storage.addCall(record('with words', { name: 'Ada Early' }));
  await found(storage, 'early');
  storage.addCall(record('without', { name: 'Ben Late' }));
  await storage.flush();
  // What a kill leaves: the file and its log, as they are this moment.
  const left = join(shelf.folder, 'left.db');
  cpSync(shelf.file, left);
  cpSync(`${shelf.file}-wal`, `${left}-wal`);
  expect(counted(left)).toEqual({ calls: 2, words: 1 });
  const next = await shelf.open({ file: left });
  expect([await found(next, 'late'), await found(next, 'early')]).toEqual([['without'], ['with words']]);
});

test('calls that come within a moment get their words together, when the moment is over', async () => {
  const runs: (() => void)[] = [];
  const storage = await shelf.open({
    after: (_, run) => {
      runs.push(run);
      return () => undefined;
    },
  });
  for (const id of ['a', 'b', 'c']) {
    storage.addCall(record(id));
    await storage.flush();
  }
  expect([runs.length, counted(shelf.file)]).toEqual([1, { calls: 3, words: 0 }]);
  for (const run of runs) run();
  await expect.poll(() => counted(shelf.file)).toEqual({ calls: 3, words: 3 });
});

test('a call that changes, or is forgotten, before it has words is found by what it says last, or not at all', async () => {
  const storage = await shelf.open();
  const gone = { callerKey: 'outside:+4989123456', number: '+49 89 123456', name: 'Gert Gone' };
  storage.addCall(record('kept', { name: 'Ada Early' }));
  storage.addCall(record('last with words', gone));
  await found(storage, 'gert');
  storage.addCall(record('changed', { name: 'Ben Before' }));
  storage.addCall(record('without words', gone));
  storage.addCall(record('changed', { name: 'Ann After' }));
  await storage.flush();
  expect(await storage.forgetCaller(gone.callerKey)).toEqual({ ok: true, value: { calls: 2, unsent: 0 } });
  await storage.close();
  const next = await shelf.open();
  const texts = ['early', 'before', 'after', 'gert'];
  expect(await Promise.all(texts.map((text) => found(next, text)))).toEqual([['kept'], [], ['changed'], []]);
  expect(shelf.bytes().includes('Gert')).toBe(false);
});

test('an export finds what came a moment ago', async () => {
  const storage = await shelf.open();
  storage.addCall(record('a', { name: 'Ada Early' }));
  const target = join(shelf.folder, 'calls.csv');
  const hooks = { onWritten: () => undefined, signal: new AbortController().signal };
  const query = { text: 'early', only: null, before: null, limit: 50 };
  expect(await storage.exportCalls(query, target, hooks)).toEqual({ ok: true, value: { written: 1 } });
});
