import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { KeptLookup, Pick } from '../../../main/model/client.ts';
import type { OutboxId } from '../../../main/model/outbox.ts';
import { newShelf, type Shelf } from './open-storage.ts';
import { outboxRow } from './records.ts';

let shelf: Shelf;
beforeEach(() => {
  shelf = newShelf();
});
afterEach(() => shelf.end());

const kept = (key: string, name = 'John Doe'): KeptLookup => ({
  ...{ key, unreadableRows: 0, atEpochMs: 1, untilEpochMs: 2 },
  matches: [{ type: 'CONTACT', id: '651', name, responsible: null }],
});
const pick = (callerKey: string, id = '651'): Pick => ({
  ...{ callerKey, pickedEpochMs: 1, untilEpochMs: 2 },
  match: { type: 'CONTACT', id, name: 'John Doe', responsible: null },
});
const change = (sql: string): void => {
  const other = new DatabaseSync(shelf.file);
  other.exec(sql);
  other.close();
};

test('the outbox comes back in the order in which it was put, each row as it was saved last', async () => {
  const first = await shelf.open();
  for (const id of ['c', 'a', 'b']) await first.outbox.save(outboxRow(id));
  await first.outbox.save(outboxRow('c', { kind: 'sent', atEpochMs: 5, createdId: '7' }));
  await first.outbox.remove(['a' as OutboxId, 'nobody' as OutboxId]);
  await first.close();
  expect(await (await shelf.open()).outbox.load()).toEqual({
    ok: true,
    value: [outboxRow('c', { kind: 'sent', atEpochMs: 5, createdId: '7' }), outboxRow('b')],
  });
});

test('a row of the outbox that cannot be read is told, and the others come', async () => {
  const storage = await shelf.open();
  for (const id of ['a', 'b', 'c']) await storage.outbox.save(outboxRow(id));
  change(`UPDATE outbox SET row = '{"item"' WHERE id = 'a'; UPDATE outbox SET row = '[]' WHERE id = 'b'`);
  expect([await storage.outbox.load(), shelf.problems]).toEqual([
    { ok: true, value: [outboxRow('c')] },
    [{ kind: 'unreadable', what: 'outbox', count: 2 }],
  ]);
});

test('a row of the outbox whose kind nobody here knows, or that is not whole, is told as one that cannot be read', async () => {
  const storage = await shelf.open();
  for (const id of ['a', 'b', 'c', 'd']) await storage.outbox.save(outboxRow(id));
  change(`UPDATE outbox SET row = json_set(row, '$.state.kind', 'lost') WHERE id = 'a';
    UPDATE outbox SET row = json_set(row, '$.state', json('{"kind":"refused","error":null,"atEpochMs":1}')) WHERE id = 'b';
    UPDATE outbox SET row = json_set(row, '$.item.work.kind', 'toString') WHERE id = 'c'`);
  expect([await storage.outbox.load(), shelf.problems]).toEqual([
    { ok: true, value: [outboxRow('d')] },
    [{ kind: 'unreadable', what: 'outbox', count: 3 }],
  ]);
});

test('kept answers come back by the same key, and their file gives nothing away', async () => {
  const cipherKey = randomBytes(32);
  const first = await shelf.open({ cipherKey });
  await first.lookups.put(kept('+19062195047', 'Old Name'));
  await first.lookups.put(kept('+19062195047'));
  await first.lookups.put(kept('+431514440'));
  await first.lookups.forget(['+431514440']);
  const texts = ['9062195047', 'Doe', 'CONTACT', '431514440'];
  expect(texts.filter((text) => shelf.bytes().includes(text))).toEqual([]);
  await first.close();
  const again = await shelf.open({ cipherKey });
  expect(await again.lookups.load()).toEqual({ ok: true, value: [kept('+19062195047')] });
  await again.lookups.forgetAll();
  expect(await again.lookups.load()).toEqual({ ok: true, value: [] });
});

test('kept answers of another key, and rows that were tampered with, are removed and told', async () => {
  const cipherKey = randomBytes(32);
  const first = await shelf.open({ cipherKey });
  for (const key of ['a', 'b', 'c', 'd']) await first.lookups.put(kept(key));
  change(`UPDATE kept_lookups SET sealed = zeroblob(40) WHERE key_mac = (SELECT min(key_mac) FROM kept_lookups);
    UPDATE kept_lookups SET nonce = x'00', sealed = x'' WHERE key_mac = (SELECT max(key_mac) FROM kept_lookups)`);
  const read = await first.lookups.load();
  await first.close();
  const other = await shelf.open({ cipherKey: randomBytes(32) });
  expect([read, await other.lookups.load(), await other.lookups.load(), shelf.problems]).toMatchObject([
    { value: { length: 2 } },
    { value: [] },
    { value: [] },
    [{ count: 2 }, { kind: 'unreadable', what: 'kept answers', count: 2 }],
  ]);
});

test('without a key nothing is kept', async () => {
  const storage = await shelf.open();
  await storage.lookups.put(kept('+19062195047'));
  expect([await storage.lookups.load(), shelf.bytes().includes('Doe')]).toEqual([{ ok: true, value: [] }, false]);
});

test('picks are one for each caller, and are taken back', async () => {
  const storage = await shelf.open();
  await storage.picks.put(pick('a'));
  await storage.picks.put(pick('b'));
  await storage.picks.put(pick('b', '652'));
  await storage.picks.remove(['a']);
  const left = await storage.picks.load();
  await storage.picks.removeAll();
  expect([left, await storage.picks.load()]).toEqual([
    { ok: true, value: [pick('b', '652')] },
    { ok: true, value: [] },
  ]);
});

test('a mark outlives the app; one that was never set is none', async () => {
  const first = await shelf.open();
  await first.setMark('history-seen', 1);
  await first.setMark('history-seen', 1_795_341_600_000);
  await first.close();
  const again = await shelf.open();
  expect([await again.mark('history-seen'), await again.mark('other')]).toEqual([
    { ok: true, value: 1_795_341_600_000 },
    { ok: true, value: null },
  ]);
});
