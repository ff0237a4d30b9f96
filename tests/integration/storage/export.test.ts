import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HistoryQuery } from '../../../main/model/history.ts';
import type { ExportHooks } from '../../../main/storage/side-worker.ts';
import type { Storage } from '../../../main/storage/storage.ts';
import { newShelf, type Shelf } from './open-storage.ts';
import { record } from './records.ts';

let shelf: Shelf;
let storage: Storage;
beforeEach(async () => {
  shelf = newShelf();
  storage = await shelf.open();
  for (let each = 0; each < 1200; each += 1) {
    storage.addCall(
      record(`r${each}`, { name: each % 400 === 7 ? '=cmd, "Анна"' : 'John', startedEpochMs: each * 1000 }),
    );
  }
});
afterEach(() => shelf.end());

const all: HistoryQuery = { text: '', only: null, before: null, limit: 0 };
const hooks = (onWritten: ExportHooks['onWritten'] = () => undefined): ExportHooks => ({
  onWritten,
  signal: new AbortController().signal,
});

test('every call that matches is written, the newest first, and how far it is is told', async () => {
  const target = join(shelf.folder, 'calls.csv');
  const steps: number[] = [];
  const written = await storage.exportCalls(
    all,
    target,
    hooks((rows) => steps.push(rows)),
  );
  const lines = readFileSync(target, 'utf8').split('\r\n');
  expect([written, steps, lines.length, lines[0]?.startsWith('\ufeffstarted,ended,class'), lines.at(-1)]).toEqual([
    { ok: true, value: { written: 1200 } },
    [500, 1000, 1200],
    1202,
    true,
    '',
  ]);
  const some = await storage.exportCalls({ ...all, text: 'анна', only: 'sent-on' }, target, hooks());
  expect([some, readFileSync(target, 'utf8').match(/"'=cmd, ""Анна"""/g)?.length]).toEqual([
    { ok: true, value: { written: 3 } },
    3,
  ]);
});

test('an export that is cancelled leaves what was there before, and no part of a file', async () => {
  const target = join(shelf.folder, 'calls.csv');
  writeFileSync(target, 'of yesterday');
  const controller = new AbortController();
  const cancel = (): void => {
    controller.abort();
  };
  const cancelled = await storage.exportCalls(all, target, { onWritten: cancel, signal: controller.signal });
  expect([cancelled, readFileSync(target, 'utf8'), existsSync(`${target}.part`)]).toEqual([
    { ok: false, error: { kind: 'cancelled' } },
    'of yesterday',
    false,
  ]);
});

test('where the file cannot be written, the system says why, and nothing is left behind', async () => {
  mkdirSync(join(shelf.folder, 'folder'));
  const nowhere = await storage.exportCalls(all, join(shelf.folder, 'no', 'calls.csv'), hooks());
  const taken = await storage.exportCalls(all, join(shelf.folder, 'folder'), hooks());
  const names = readdirSync(shelf.folder).filter((name) => !name.startsWith('ringside.db'));
  expect([nowhere, taken, names]).toMatchObject([
    { error: { kind: 'failed', code: 'ENOENT' } },
    { error: { kind: 'failed', code: 'EISDIR' } },
    ['folder'],
  ]);
});

test.runIf(existsSync('/dev/full'))('a full disk is told as such', async () => {
  symlinkSync('/dev/full', join(shelf.folder, 'calls.csv.part'));
  const full = await storage.exportCalls(all, join(shelf.folder, 'calls.csv'), hooks());
  expect([full, readdirSync(shelf.folder).filter((name) => name.startsWith('calls'))]).toMatchObject([
    { error: { kind: 'failed', code: 'ENOSPC' } },
    [],
  ]);
});

test('closing the app ends an export', async () => {
  const target = join(shelf.folder, 'calls.csv');
  const exporting = storage.exportCalls(
    all,
    target,
    hooks(() => void storage.close()),
  );
  expect([await exporting, existsSync(target), existsSync(`${target}.part`)]).toEqual([
    { ok: false, error: { kind: 'cancelled' } },
    false,
    false,
  ]);
});
