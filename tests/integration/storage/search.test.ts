import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { callClasses, type HistoryQuery } from '../../../main/model/history.ts';
import type { Storage } from '../../../main/storage/storage.ts';
import { migrate, migrations } from '../../../main/storage/migrations.ts';
import { newShelf, nowEpochMs, type Shelf } from './open-storage.ts';
import { record } from './records.ts';

let shelf: Shelf;
beforeEach(() => {
  shelf = newShelf();
});
afterEach(() => shelf.end());

const page = async (storage: Storage, query: Partial<HistoryQuery>): Promise<readonly [string[], number | null]> => {
  const read = await storage.search({ text: '', only: null, before: null, limit: 50, ...query });
  return read.ok ? [read.value.calls.map((call) => call.record.id), read.value.next] : [[read.error.kind], null];
};

test('pages go from the newest call back, each once, also where words and a class are asked for', async () => {
  const storage = await shelf.open();
  for (let each = 1; each <= 7; each += 1) {
    storage.addCall(record(`anna ${each}`, { name: 'Anna', how: 'caller-hung-up' }));
    storage.addCall(record(`boris ${each}`, { name: 'Boris', assignee: null, sentTo: null, how: 'answered' }));
  }
  const query = { text: 'ann', only: 'missed', limit: 3 } as const;
  const [first, second] = await page(storage, query);
  const [middle, third] = await page(storage, { ...query, before: second });
  expect([first, middle, await page(storage, { ...query, before: third })]).toEqual([
    ['anna 7', 'anna 6', 'anna 5'],
    ['anna 4', 'anna 3', 'anna 2'],
    [['anna 1'], null],
  ]);
  expect([
    await page(storage, { only: 'answered', limit: 2 }),
    await page(storage, { text: 'anna', only: 'answered' }),
    await page(storage, { text: '?', only: null }),
  ]).toEqual([
    [['boris 7', 'boris 6'], 12],
    [[], null],
    [[], null],
  ]);
});

test('a call that is told again is found by what it says now, in its old place', async () => {
  const storage = await shelf.open();
  storage.addCall(record('a', { name: 'John Doe' }));
  storage.addCall(record('b', { name: 'Jane Roe' }));
  await storage.flush();
  storage.addCall(record('a', { name: 'Jim Poe', number: '+49 89 1234' }));
  const ids = await Promise.all(['john', 'jim', '1234', 'j'].map((text) => page(storage, { text })));
  expect(ids.map(([found]) => found)).toEqual([[], ['a'], ['a'], ['b', 'a']]);
});

test('one call, the span and the missed ones since a time are told', async () => {
  const storage = await shelf.open();
  storage.addCall(record('first', { startedEpochMs: 5, endedEpochMs: 10, how: 'caller-hung-up' }));
  storage.addCall(record('left', { endedEpochMs: 20, how: 'caller-left' }));
  storage.addCall(record('stopped', { endedEpochMs: 20, how: 'stopped-ringing' }));
  expect([
    await storage.call('left'),
    await storage.call('nobody'),
    await storage.span(),
    await storage.missedSince(10),
    await storage.missedSince(11),
  ]).toEqual([
    { ok: true, value: { seq: 2, record: record('left', { endedEpochMs: 20, how: 'caller-left' }) } },
    { ok: true, value: null },
    { ok: true, value: { calls: 3, sinceEpochMs: 5 } },
    { ok: true, value: 2 },
    { ok: true, value: 1 },
  ]);
});

test('calls of the version before the search are found once their words are made, and none is lost', async () => {
  const old = new DatabaseSync(shelf.file);
  migrate(old, migrations.slice(0, 3));
  const insert = old.prepare(
    `INSERT INTO calls (id, caller_key, number, name, started_epoch_ms, ended_epoch_ms, how, sent_to_name, sent_to, sent_to_outcome)
     VALUES (?, 'outside:+19062195047', '+1 906 219 5047', ?, 1, 2, ?, 'Anna Petrova', '102', 'answered')`,
  );
  old.exec('BEGIN');
  for (let each = 1; each <= 1000; each += 1) insert.run(`r${each}`, each === 5 ? 'Ёлкин' : 'John', 'sent-on');
  old.exec('COMMIT');
  old.close();

  const storage = await shelf.open();
  storage.addCall(record('new', { name: 'Nova' }));
  await expect.poll(() => page(storage, { text: 'елк' })).toEqual([['r5'], null]);
  const all = [await storage.span(), (await page(storage, { text: 'anna 5047', limit: 2000 }))[0].length];
  expect(all).toEqual([{ ok: true, value: { calls: 1001, sinceEpochMs: 1 } }, 1001]);
  expect(await storage.call('r5')).toMatchObject({
    value: { seq: 5, record: { client: null, note: null, steps: [{ what: 'rang' }, { what: 'ended' }] } },
  });
});

test('the class in the file is the class of the record, however a call ends', async () => {
  const storage = await shelf.open();
  const reasons = [
    ...(['caller-hung-up', 'stopped-ringing', 'answered', 'answered-elsewhere', 'declined', 'do-not-disturb'] as const),
    ...(['line-lost', 'slept', 'quit', 'failed', 'caller-left', 'sent-back', 'sent-on'] as const),
  ];
  for (const how of reasons) storage.addCall(record(how, { how, name: 'Anna', endedEpochMs: nowEpochMs }));
  const byColumn = await Promise.all(callClasses.map((only) => page(storage, { only })));
  expect(await Promise.all(callClasses.map((only) => page(storage, { only, text: 'anna' })))).toEqual(byColumn);
  expect(byColumn.flatMap(([ids]) => ids).sort()).toEqual(reasons.toSorted());
});
