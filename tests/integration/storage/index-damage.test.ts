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

const many = 450;
async function filled(): Promise<Storage> {
  const storage = await shelf.open();
  for (let each = 0; each < many; each += 1) storage.addCall(record(`r${each}`));
  await storage.flush();
  return storage;
}

/** What a broken index looks like; the calls beside it are whole. */
function damageIndex(): void {
  const other = new DatabaseSync(shelf.file, { defensive: false });
  other.exec(`UPDATE call_words_data SET block = x'0000000000' WHERE id > 10`);
  other.close();
}

/** How many calls are found by a word; words come back piece by piece. */
async function foundBy(storage: Storage, text: string): Promise<number> {
  const page = await storage.search({ text, only: null, before: null, limit: 1000 });
  return page.ok ? page.value.calls.length : -1;
}

test('an index that is damaged is made anew at the start, and no call is lost for it', async () => {
  await (await filled()).close();
  damageIndex();
  const storage = await shelf.open();
  await expect.poll(() => foundBy(storage, 'doe')).toBe(many);
  expect([await storage.span(), shelf.problems]).toMatchObject([{ value: { calls: many } }, []]);
});

test('an index that turns out to be damaged while it is used is made anew, and what was asked is done', async () => {
  const storage = await filled();
  damageIndex();
  await expect.poll(() => foundBy(storage, 'doe')).toBe(many);
  storage.addCall(record('after', { name: 'Later Caller' }));
  expect([await foundBy(storage, 'later'), await storage.span(), shelf.problems]).toMatchObject([
    1,
    { value: { calls: many + 1 } },
    [],
  ]);
});

test('a call whose steps cannot be read is shown without them, among all the others', async () => {
  const storage = await filled();
  const other = new DatabaseSync(shelf.file);
  other.exec(`UPDATE calls SET steps = '[{' WHERE id = 'r449'; UPDATE calls SET steps = '{}' WHERE id = 'r448'`);
  other.close();
  const page = await storage.search({ text: '', only: null, before: null, limit: 3 });
  const steps = [
    { atEpochMs: record('x').startedEpochMs, what: 'rang', to: null },
    { atEpochMs: record('x').endedEpochMs, what: 'ended', to: null },
  ] as const;
  expect(page).toMatchObject({
    value: {
      calls: [{ record: record('r449', { steps }) }, { record: record('r448', { steps }) }, { record: record('r447') }],
    },
  });
});
