import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../main/storage/database.ts';
import { migrate, migrations, versionOf } from '../../../main/storage/migrations.ts';
import { openDatabase } from '../../../main/storage/open.ts';
import { record } from './records.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-database-'));
  file = join(folder, 'ringside.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const open = (steps = migrations): Database => {
  const opened = openDatabase({ file, atEpochMs: 0, cipherKey: null, steps });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value.database;
};

/** A step made up for this test. */
const nextStep = "ALTER TABLE calls ADD COLUMN line TEXT NOT NULL DEFAULT 'main'";

test('a database of an earlier version keeps its calls through every later step', () => {
  const old = open();
  old.calls.add([record('a')]);
  old.close();

  const next = open([...migrations, nextStep, 'UPDATE calls SET line = line || 1']);
  expect(next.calls.recent(5)).toEqual([record('a')]);
  next.close();

  const peek = new DatabaseSync(file);
  expect([versionOf(peek), { ...peek.prepare('SELECT line FROM calls').get() }]).toEqual([6, { line: 'main1' }]);
  peek.close();
});

test('a file of version 1 keeps its calls, each with its caller in one spelling and its target apart from the name', () => {
  const old = new DatabaseSync(file);
  migrate(old, migrations.slice(0, 1));
  const insert = old.prepare(
    `INSERT INTO calls (id, number, name, started_epoch_ms, ended_epoch_ms, how, sent_to) VALUES (?, ?, 'John Doe', 1, 2, ?, ?)`,
  );
  insert.run('outside', '+1 906 219 5047', 'sent-on', 'Anna Petrova · 102');
  insert.run('hyphen', '+55 11 96123-4567', 'sent-on', '102');
  insert.run('unproven', '0049891234', 'stopped-ringing', null);
  insert.run('internal', '104', 'stopped-ringing', null);
  insert.run('named', 'Reception', 'stopped-ringing', null);
  insert.run('withheld', null, 'declined', 'Mailbox · 800');
  old.close();

  const database = open();
  const rows = database.calls.recent(10).toReversed();
  expect(rows.map(({ id, callerKey, number, sentTo }) => [id, callerKey, number, sentTo])).toEqual([
    ['outside', 'outside:+19062195047', '+1 906 219 5047', { name: 'Anna Petrova', shown: '102', outcome: 'not-told' }],
    ['hyphen', 'outside:+5511961234567', '+55 11 96123-4567', { name: null, shown: '102', outcome: 'not-told' }],
    ['unproven', 'outside:0049891234', '0049891234', null],
    ['internal', 'internal:104', '104', null],
    ['named', 'name:reception', 'Reception', null],
    ['withheld', null, null, { name: 'Mailbox', shown: '800', outcome: 'not-told' }],
  ]);
  const query = { callerKey: 'outside:+19062195047', ringsideCall: null, sinceEpochMs: 0 };
  expect(database.calls.earlier(query).map(({ id }) => id)).toEqual(['outside']);
  database.close();
});

test('what became of a call where it was sent is kept, and a later word replaces the former; of older calls it is not told', () => {
  const old = new DatabaseSync(file);
  migrate(old, migrations.slice(0, 2));
  old.exec(
    `INSERT INTO calls (id, started_epoch_ms, ended_epoch_ms, how, sent_to_name, sent_to)
     VALUES ('old', 1, 2, 'sent-on', 'Anna Petrova', '102'), ('never sent', 1, 2, 'stopped-ringing', NULL, NULL)`,
  );
  old.close();

  const database = open();
  const sentTo = { name: 'Boris Ivanov', shown: '104' };
  database.calls.add([record('new', { sentTo: { ...sentTo, outcome: 'ringing' } })]);
  database.calls.add([record('new', { sentTo: { ...sentTo, outcome: 'answered' } })]);
  database.calls.add([
    record('taken', { how: 'caller-left', sentTo: null }),
    record('back', { how: 'sent-back', sentTo: null }),
  ]);
  expect(database.calls.recent(10).map(({ id, how, sentTo: to }) => [id, how, to])).toEqual([
    ['back', 'sent-back', null],
    ['taken', 'caller-left', null],
    ['new', 'sent-on', { ...sentTo, outcome: 'answered' }],
    ['never sent', 'stopped-ringing', null],
    ['old', 'sent-on', { name: 'Anna Petrova', shown: '102', outcome: 'not-told' }],
  ]);
  database.close();
});

test('a step that fails half-way changes nothing of its own, and the version before it stays', () => {
  const database = new DatabaseSync(':memory:');
  migrate(database, migrations);
  expect(() => migrate(database, [...migrations, `${nextStep}; INSERT INTO nowhere VALUES (1)`])).toThrow(/nowhere/);
  expect(() => database.prepare('SELECT line FROM calls')).toThrow(/no such column/);
  expect(versionOf(database)).toBe(4);
  database.close();
});

test('a batch with one bad record is refused as a whole', () => {
  const database = open();
  const bad = record('bad', { startedEpochMs: 'noon' as unknown as number });
  expect(() => {
    database.calls.add([record('a'), bad]);
  }).toThrow(/TEXT value in INTEGER column/);
  expect(database.calls.span().calls).toBe(0);
  database.calls.add([record('a')]);
  expect(database.calls.span().calls).toBe(1);
  database.close();
});
