import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStorage, type Storage, type StorageProblem } from '../../../main/storage/storage.ts';
import { record } from './records.ts';

const workerUrl = new URL('../../../main/storage/worker.ts', import.meta.url);
const nowEpochMs = Date.parse('2026-11-22T10:00:00.000Z');
const dayMs = 24 * 60 * 60 * 1000;

let folder = '';
let file = '';
let problems: StorageProblem[] = [];
let storages: Storage[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-storage-'));
  file = join(folder, 'data', 'ringside.db');
  problems = [];
  storages = [];
});
afterEach(async () => {
  await Promise.all(storages.map((storage) => storage.close()));
  rmSync(folder, { recursive: true });
});

const tryOpen = (entry = workerUrl): ReturnType<typeof openStorage> =>
  openStorage({
    file,
    workerUrl: entry,
    cipherKey: null,
    nowEpochMs: () => nowEpochMs,
    onProblem: (problem) => problems.push(problem),
    after: () => () => undefined,
  });
const open = async (entry = workerUrl): Promise<Storage> => {
  const opened = await tryOpen(entry);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  storages.push(opened.value);
  return opened.value;
};
const idsOf = async (storage: Storage, limit: number): Promise<string[]> => {
  const recent = await storage.recentCalls(limit);
  return recent.ok ? recent.value.map(({ id }) => id) : [recent.error.kind];
};
describe('calls', () => {
  test('come back as they were, the last added first, also after a restart', async () => {
    const withheld = record('b', { number: null, name: null, sentTo: null, how: 'caller-hung-up' });
    const first = await open();
    first.addCall(record('a'));
    first.addCall(withheld);
    expect(await first.recentCalls(5)).toEqual({ ok: true, value: [withheld, record('a')] });
    expect(await first.close()).toEqual({ ok: true, value: undefined });
    expect(await (await open()).recentCalls(1)).toEqual({ ok: true, value: [withheld] });
  });

  test('added again under the same id are one line, as last told', async () => {
    const storage = await open();
    storage.addCall(record('a'));
    storage.addCall(record('b'));
    await storage.flush();
    storage.addCall(record('a', { how: 'stopped-ringing' }));
    expect(await storage.recentCalls(5)).toEqual({
      ok: true,
      value: [record('b'), record('a', { how: 'stopped-ringing' })],
    });
  });

  test('3,000 of them are all there and in order', async () => {
    const storage = await open();
    const ids = Array.from({ length: 3000 }, (_, index) => `r${index}`);
    for (const id of ids) storage.addCall(record(id));
    expect(await storage.span()).toEqual({ ok: true, value: { calls: 3000, sinceEpochMs: record('').startedEpochMs } });
    expect(await idsOf(storage, 3000)).toEqual(ids.toReversed());
  });

  test('older than the company keeps them are forgotten, in every file of the database', async () => {
    const storage = await open();
    storage.addCall(record('old', { name: 'Renée Ünal', endedEpochMs: nowEpochMs - 91 * dayMs }));
    storage.addCall(record('young', { endedEpochMs: nowEpochMs - 89 * dayMs }));
    await storage.flush();
    expect(await storage.forgetOlderThan(90)).toEqual({ ok: true, value: 1 });
    expect(await idsOf(storage, 5)).toEqual(['young']);
    const bytes = [file, `${file}-wal`].map((path) => readFileSync(path, 'utf8')).join('');
    expect([bytes.includes('Renée'), bytes.includes('John Doe')]).toEqual([false, true]);
  });

  test('added after closing are told as lost', async () => {
    const storage = await open();
    await storage.close();
    storage.addCall(record('late'));
    expect(problems).toEqual([{ kind: 'dropped', count: 1 }]);
    expect(await storage.recentCalls(1)).toEqual({ ok: false, error: { kind: 'closed' } });
  });
});

describe('a process that is killed while it writes', () => {
  test('loses nothing that was confirmed: no call, and nothing for the CRM or how far that was', async () => {
    const writer = fileURLToPath(new URL('./writer.ts', import.meta.url));
    const child = spawn(process.execPath, [writer, file, fileURLToPath(workerUrl)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    let confirmed = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      confirmed = Number(line);
      if (confirmed > 200) child.kill('SIGKILL');
    }
    expect(await exited).toEqual([null, 'SIGKILL']);
    const storage = await open();
    const ids = (await idsOf(storage, 1_000_000)).toReversed();
    expect(confirmed).toBeGreaterThan(200);
    expect(ids.slice(0, confirmed)).toEqual(Array.from({ length: confirmed }, (_, index) => `r${index}`));
    const outbox = await storage.outbox.load();
    const rows = outbox.ok ? outbox.value.slice(0, confirmed / 7) : [];
    expect(rows.map(({ item, state }) => `${item.id} ${state.kind}`)).toEqual(
      Array.from({ length: confirmed / 7 }, (_, index) => `o${(index + 1) * 7} in-flight`),
    );
    expect(problems).toEqual([]);
  });
});

describe('a write that fails', () => {
  test('is told, the call is kept and shown, and flush() brings it to the disk when it can be', async () => {
    const storage = await open();
    const other = new DatabaseSync(file);
    other.exec('ALTER TABLE calls RENAME TO elsewhere');
    storage.addCall(record('kept'));
    expect(await storage.flush()).toMatchObject({ ok: false, error: { kind: 'failed', code: 'SQLITE_1' } });
    expect(problems).toMatchObject([{ kind: 'not-saved', waiting: 1 }]);
    other.exec('ALTER TABLE elsewhere RENAME TO calls');
    other.close();
    expect(await storage.flush()).toEqual({ ok: true, value: undefined });
    expect(problems.map(({ kind }) => kind)).toEqual(['not-saved', 'saved-again']);
    expect(await idsOf(storage, 5)).toEqual(['kept']);
  });

  test('at closing is told with the number of calls that are lost', async () => {
    const storage = await open();
    const other = new DatabaseSync(file);
    other.exec('DROP TABLE calls');
    other.close();
    storage.addCall(record('a'));
    storage.addCall(record('b'));
    expect(await storage.close()).toMatchObject({ ok: false });
    expect(problems.at(-1)).toEqual({ kind: 'dropped', count: 2 });
    expect(existsSync(file)).toBe(true);
  });
});

describe('a worker that dies', () => {
  test('in the middle of a write is told and started anew, and the call reaches the disk once', async () => {
    const storage = await open(new URL('./dying-worker.ts', import.meta.url));
    storage.addCall(record('a'));
    expect(await storage.flush()).toMatchObject({ ok: false, error: { kind: 'worker-gone' } });
    expect(await storage.flush()).toEqual({ ok: true, value: undefined });
    expect(await idsOf(storage, 5)).toEqual(['a']);
    expect(problems.map(({ kind }) => kind)).toEqual(['not-saved', 'saved-again']);
  });

  test('before it has opened anything is told as the reason', async () => {
    const opened = await tryOpen(new URL('./no-such-worker.ts', import.meta.url));
    expect(opened).toMatchObject({ ok: false, error: { kind: 'worker-gone' } });
  });
});
