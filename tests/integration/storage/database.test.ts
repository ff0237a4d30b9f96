import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../../main/storage/database.ts';
import { migrate, migrations, versionOf } from '../../../main/storage/migrations.ts';
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

/** A step made up for this test. */
const nextStep = "ALTER TABLE calls ADD COLUMN line TEXT NOT NULL DEFAULT 'main'";

test('a database of an earlier version keeps its calls through every later step', () => {
  const old = openDatabase(file, 0);
  const oldDatabase = old.ok ? old.value.database : null;
  oldDatabase?.add([record('a')]);
  oldDatabase?.close();

  const next = openDatabase(file, 0, [...migrations, nextStep, 'UPDATE calls SET line = line || 1']);
  const nextDatabase = next.ok ? next.value.database : null;
  expect(nextDatabase?.recent(5)).toEqual([record('a')]);
  nextDatabase?.close();

  const peek = new DatabaseSync(file);
  expect([versionOf(peek), { ...peek.prepare('SELECT line FROM calls').get() }]).toEqual([3, { line: 'main1' }]);
  peek.close();
});

test('a step that fails half-way changes nothing of its own, and the version before it stays', () => {
  const database = new DatabaseSync(':memory:');
  migrate(database, migrations);
  expect(() => migrate(database, [...migrations, `${nextStep}; INSERT INTO nowhere VALUES (1)`])).toThrow(/nowhere/);
  expect(() => database.prepare('SELECT line FROM calls')).toThrow(/no such column/);
  expect(versionOf(database)).toBe(1);
  database.close();
});

test('a batch with one bad record is refused as a whole', () => {
  const opened = openDatabase(file, 0);
  const database = opened.ok ? opened.value.database : null;
  const bad = record('bad', { startedEpochMs: 'noon' as unknown as number });
  expect(() => database?.add([record('a'), bad])).toThrow(/TEXT value in INTEGER column/);
  expect(database?.count()).toBe(0);
  database?.add([record('a')]);
  expect(database?.count()).toBe(1);
  database?.close();
});
