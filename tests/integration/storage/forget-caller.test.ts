import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OutboxId } from '../../../main/model/outbox.ts';
import type { CallRecord } from '../../../main/model/record.ts';
import type { Storage } from '../../../main/storage/storage.ts';
import { newShelf, nowEpochMs, type Shelf } from './open-storage.ts';
import { record } from './records.ts';

const callerKey = 'outside:+4915112345678';
const his: Partial<CallRecord> = {
  callerKey,
  number: '+49 1511 2345678',
  name: 'Xaver Querfeldt',
  note: 'wants Zwetschgenkuchen',
  client: { type: 'CONTACT', id: '77' },
};
/** What must stand nowhere: his number in every spelling, his name, and words that only his calls have, as they were indexed. */
const traces = ['4915112345678', '15112345678', '+49 1511 2345678', '8765432115194', 'Xaver', 'Querfeldt', 'querfeldt'];
const tracesIn = (shelf: Shelf): string[] =>
  [...traces, 'Zwetschgen', 'zwetschgen', callerKey].filter((trace) => shelf.bytes().includes(trace));

let shelf: Shelf;
beforeEach(() => {
  shelf = newShelf();
});
afterEach(() => shelf.end());

async function fill(storage: Storage): Promise<void> {
  for (let each = 0; each < 3000; each += 1) {
    const number = `+1 906 219 ${1000 + ((each * 7919) % 9000)}`;
    storage.addCall(record(`other ${each}`, { number, callerKey: `outside:${number.replaceAll(' ', '')}` }));
    if (each % 30 === 7) storage.addCall(record(`his ${each}`, his));
    if (each % 500 === 0) await storage.flush();
  }
  // Told again with more words: rows and index entries move about.
  for (let each = 7; each < 3000; each += 60)
    storage.addCall(record(`his ${each}`, { ...his, note: `${his.note}!`.repeat(9) }));
  const match = { type: 'CONTACT', id: '77', name: 'Xaver Querfeldt', responsible: null };
  await storage.picks.put({ callerKey, match, pickedEpochMs: 1, untilEpochMs: 2 });
  const times = { atEpochMs: 1, untilEpochMs: 2 };
  await storage.lookups.put({ key: '+4915112345678', matches: [match], unreadableRows: 0, ...times });
  await storage.lookups.put({ key: '+19062191000', matches: [], unreadableRows: 0, ...times });
  const item = { lane: 'CONTACT:77', callId: null, callerKey, about: 'Xaver Querfeldt', createdEpochMs: 1 };
  const target = { kind: 'entity', entity: { type: 'CONTACT', id: '77' } } as const;
  const work = { kind: 'comment', target, text: 'Zwetschgenkuchen' } as const;
  await storage.outbox.save({
    item: { ...item, id: 'o1' as OutboxId, work },
    state: { kind: 'held', untilEpochMs: 5 },
  });
  await storage.outbox.save({
    item: { ...item, id: 'o2' as OutboxId, work },
    state: { kind: 'sent', atEpochMs: 5, createdId: null },
  });
}

test('a caller who is forgotten stands in no byte of any file, and the others are all there', async () => {
  const storage = await shelf.open({ cipherKey: randomBytes(32) });
  await fill(storage);
  writeFileSync(join(shelf.folder, 'ringside.corrupt-2026-01-01T00-00-00.000Z.db'), `damaged ${callerKey}`);
  writeFileSync(join(shelf.folder, 'ringside.corrupt-2026-01-02T00-00-00.000Z.db'), 'damaged, of somebody else');
  expect(tracesIn(shelf)).toContain('4915112345678');
  const would = await storage.wouldForget(callerKey);
  const did = await storage.forgetCaller(callerKey);
  expect([would, did, await storage.wouldForget(callerKey), tracesIn(shelf)]).toEqual([
    { ok: true, value: { calls: 100, unsent: 1 } },
    { ok: true, value: { calls: 100, unsent: 1 } },
    { ok: true, value: { calls: 0, unsent: 0 } },
    [],
  ]);
  expect([
    await storage.span(),
    await storage.outbox.load(),
    await storage.picks.load(),
    await storage.lookups.load(),
    shelf.bytes().includes('damaged, of somebody else'),
  ]).toMatchObject([
    { value: { calls: 3000 } },
    { value: [] },
    { value: [] },
    { value: [{ key: '+19062191000' }] },
    true,
  ]);
});

test('the index forgets his words, stays whole, and still finds the others', async () => {
  const storage = await shelf.open();
  await fill(storage);
  await storage.forgetCaller(callerKey);
  const found = await storage.search({ text: 'anna', only: null, before: null, limit: 5000 });
  expect(found.ok && found.value.calls.length).toBe(3000);
  await storage.close();
  const file = new DatabaseSync(shelf.file);
  file.exec(`INSERT INTO call_words (call_words, rank) VALUES ('integrity-check', 1);
    CREATE VIRTUAL TABLE terms USING fts5vocab('call_words', 'row')`);
  const terms = file.prepare(
    `SELECT term FROM terms WHERE term LIKE '%zwet%' OR term LIKE '%quer%' OR term LIKE '%1511%'`,
  );
  expect([terms.all(), file.prepare('PRAGMA integrity_check').get()]).toEqual([[], { integrity_check: 'ok' }]);
  file.close();
});

test('a retention that removes many calls lets others through between its pieces', async () => {
  const storage = await shelf.open();
  for (let each = 0; each < 400; each += 1) storage.addCall(record(`old ${each}`, { ...his, endedEpochMs: 1 }));
  await storage.flush();
  const order: string[] = [];
  const forgetting = storage.forgetOlderThan(30).then((removed) => order.push(`forgot ${removed.ok && removed.value}`));
  await storage.search({ text: 'x', only: null, before: null, limit: 1 });
  order.push('found');
  await forgetting;
  expect([order, tracesIn(shelf), nowEpochMs > 1]).toEqual([['found', 'forgot 400'], [], true]);
});
