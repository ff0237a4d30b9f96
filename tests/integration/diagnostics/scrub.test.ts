/** Taking a caller out of log files that are on disk. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { scrubLogs } from '../../../main/diagnostics/scrub.ts';
import { openLog } from '../../../main/diagnostics/log.ts';
import { err, ok } from '../../../main/model/result.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-scrub-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const words = ['Jürgen "Jo" Müller', '19062195047'];

test('every spelling goes from the log and the one before it, and nothing else does', async () => {
  writeFileSync(
    join(folder, 'ringside.log'),
    `a ${JSON.stringify({ x: words[0] })}\nb ${encodeURIComponent(words[0] ?? '')}\n`,
  );
  writeFileSync(join(folder, 'ringside.old.log'), 'c 19062195047 d\n', { mode: 0o600 });
  writeFileSync(join(folder, 'notes.txt'), '19062195047');
  expect(await scrubLogs(folder, words)).toEqual(ok(null));
  expect(
    readdirSync(folder)
      .sort()
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  ).toEqual(['19062195047', 'a {"x":"[forgotten]"}\nb [forgotten]\n', 'c [forgotten] d\n']);
});

test('a file in which he does not stand is not touched', async () => {
  const path = join(folder, 'ringside.log');
  writeFileSync(path, 'nothing of him\n');
  const { ino } = statSync(path);
  await scrubLogs(folder, words);
  expect(statSync(path).ino).toBe(ino);
});

test('the log goes on in the file that was written anew', async () => {
  const log = openLog({
    folder,
    secrets: () => [],
    nowEpochMs: () => 0,
    onProblem: (detail) => {
      throw new Error(detail);
    },
    maxBytes: 100_000,
    isEchoed: false,
  });
  log.info('one', { detail: 'Jürgen "Jo" Müller' });
  await scrubLogs(folder, words);
  log.info('two');
  expect(readFileSync(join(folder, 'ringside.log'), 'utf8')).toBe(
    '1970-01-01T00:00:00.000Z info one {"detail":"[forgotten]"}\n1970-01-01T00:00:00.000Z info two\n',
  );
});

test('no log is no fault, and one that cannot be read is told', async () => {
  mkdirSync(join(folder, 'folder.log'));
  expect([await scrubLogs(join(folder, 'none'), words), await scrubLogs(folder, words)]).toEqual([
    ok(null),
    err('EISDIR'),
  ]);
});
