import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStorage } from '../../../main/storage/storage.ts';
import { newShelf, nowEpochMs, workerUrl, type Shelf } from './open-storage.ts';
import { outboxRow, record } from './records.ts';

let shelf: Shelf;
beforeEach(() => {
  shelf = newShelf();
});
afterEach(() => shelf.end());

const tryOpen = (): ReturnType<typeof openStorage> =>
  openStorage({
    ...{ file: shelf.file, workerUrl, cipherKey: null, nowEpochMs: () => nowEpochMs },
    onProblem: (problem) => shelf.problems.push(problem),
    after: () => () => undefined,
  });
/** Another program that has a look at the closed database. */
const peek = (sql: string): unknown => {
  const database = new DatabaseSync(shelf.file);
  const rows = database.prepare(sql).all();
  database.close();
  return rows.map((row) => ({ ...row }));
};

test('a file that is damaged is set aside whole and told, and a new one is begun', async () => {
  await (await shelf.open()).close();
  const garbage = 'this is no database '.repeat(500);
  writeFileSync(shelf.file, garbage);
  const storage = await shelf.open();
  const path = join(shelf.folder, 'ringside.corrupt-2026-11-22T10-00-00.000Z.db');
  expect([shelf.problems, readFileSync(path, 'utf8')]).toEqual([[{ kind: 'set-aside', path }], garbage]);
  storage.addCall(record('a'));
  expect(await storage.recentCalls(5)).toEqual({ ok: true, value: [record('a')] });
});

test('a file that is damaged inside is found at the start, not at the first call', async () => {
  const storage = await shelf.open();
  for (let each = 0; each < 2000; each += 1) storage.addCall(record(`r${each}`));
  await storage.close();
  const bytes = readFileSync(shelf.file);
  bytes.fill(0xaa, 8192, 16_384);
  writeFileSync(shelf.file, bytes);
  await shelf.open();
  expect(shelf.problems.map(({ kind }) => kind)).toEqual(['set-aside']);
});

test('a file that is damaged gives back what had not reached the CRM, as far as it can be read', async () => {
  const storage = await shelf.open();
  await storage.outbox.save(outboxRow('unsent'));
  for (let each = 0; each < 2000; each += 1) storage.addCall(record(`r${each}`));
  await storage.close();
  // The page behind an index, which a check finds and a look at the outbox does not touch.
  const root = peek(`SELECT rootpage FROM sqlite_schema WHERE name = 'calls_by_end'`) as { rootpage: number }[];
  const bytes = readFileSync(shelf.file);
  bytes.fill(0xaa, ((root[0]?.rootpage ?? 0) - 1) * 4096, (root[0]?.rootpage ?? 0) * 4096);
  writeFileSync(shelf.file, bytes);
  expect(await (await shelf.open()).outbox.load()).toEqual({ ok: true, value: [outboxRow('unsent')] });
  expect(shelf.problems.map(({ kind }) => kind)).toEqual(['set-aside']);
});

test('a file that turns out to be damaged while it is used is set aside, and what was asked is done in a new one', async () => {
  const storage = await shelf.open();
  for (let each = 0; each < 2000; each += 1) storage.addCall(record(`r${each}`));
  await storage.flush();
  const other = new DatabaseSync(shelf.file, { defensive: false });
  other.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA writable_schema = ON');
  other.exec(`UPDATE sqlite_schema SET rootpage = 999999 WHERE name = 'calls_by_end'; PRAGMA schema_version = 999`);
  other.close();
  storage.addCall(record('after'));
  expect(await storage.flush()).toEqual({ ok: true, value: undefined });
  expect([await storage.recentCalls(5), shelf.problems.map(({ kind }) => kind)]).toEqual([
    { ok: true, value: [record('after')] },
    ['set-aside'],
  ]);
});

test('a file of a newer Ringside is refused and left alone', async () => {
  await (await shelf.open()).close();
  peek('PRAGMA user_version = 99');
  expect(await tryOpen()).toEqual({ ok: false, error: { kind: 'newer-version', version: 99 } });
  expect(peek('PRAGMA user_version')).toEqual([{ user_version: 99 }]);
});

test('a file that cannot be made is told, and made as soon as it can be: what waited is then in it', async () => {
  rmSync(shelf.folder, { recursive: true });
  writeFileSync(shelf.folder, '');
  const storage = await shelf.open();
  storage.addCall(record('a'));
  const inTheWay = [await storage.flush(), await storage.outbox.load()];
  rmSync(shelf.folder);
  const afterwards = [await storage.outbox.save(outboxRow('unsent')), await storage.recentCalls(5)];
  expect([inTheWay, afterwards, shelf.problems]).toMatchObject([
    [{ error: { code: 'EEXIST' } }, { error: { code: 'EEXIST' } }],
    [{ ok: true }, { ok: true, value: [record('a')] }],
    [
      { kind: 'not-opened', error: { code: 'EEXIST' } },
      { kind: 'not-saved' },
      { kind: 'opened' },
      { kind: 'saved-again' },
    ],
  ]);
});

test.runIf(process.platform !== 'win32')('the file and its folder can be read by this user only', async () => {
  await (await shelf.open()).close();
  chmodSync(shelf.folder, 0o755);
  chmodSync(shelf.file, 0o644);
  const storage = await shelf.open();
  storage.addCall(record('a'));
  await storage.flush();
  const modes = [shelf.folder, shelf.file, `${shelf.file}-wal`].map((path) => statSync(path).mode & 0o777);
  expect(modes.map((mode) => mode.toString(8))).toEqual(['700', '600', '600']);
});
