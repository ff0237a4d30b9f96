import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LegId } from '../../../main/model/call.ts';
import type { TakenDialog } from '../../../main/model/taken.ts';
import { createTakenJournal } from '../../../main/storage/taken-journal.ts';

const dialog = (id: string, takenEpochMs: number): TakenDialog => ({
  id: id as LegId,
  callId: `${id}@pbx`,
  localTag: 'ours',
  remoteTag: 'theirs',
  localUri: 'sip:101c@pbx.example.com',
  remoteUri: 'sip:+12025550142@pbx.example.com',
  remoteTarget: 'sip:asterisk@192.0.2.1:5060;transport=ws',
  routes: ['<sip:192.0.2.9;lr>'],
  cseq: 3,
  takenEpochMs,
});

let folder = '';
let problems: string[] = [];
const open = (): ReturnType<typeof createTakenJournal> =>
  createTakenJournal(join(folder, 'taken'), (code) => problems.push(code));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-journal-'));
  problems = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('what was written is read by the next run, oldest first, until it is removed', () => {
  const former = open();
  expect([former.write(dialog('b', 2)), former.write(dialog('a', 1)), former.write(dialog('c', 3))]).toEqual([
    true,
    true,
    true,
  ]);
  former.write({ ...dialog('b', 2), cseq: 9 });
  former.remove('c' as LegId);
  former.remove('never there' as LegId);
  expect([open().read(), problems]).toEqual([[dialog('a', 1), { ...dialog('b', 2), cseq: 9 }], []]);
});

test('the folder and its files are private', () => {
  open().write(dialog('a', 1));
  const modes = ['taken', ...readdirSync(join(folder, 'taken')).map((name) => join('taken', name))].map((name) =>
    (statSync(join(folder, name)).mode & 0o777).toString(8),
  );
  expect(modes).toEqual(['700', '600']);
});

test('an id that is no file name stays in the folder', () => {
  const journal = open();
  journal.write(dialog('../../outside', 1));
  expect([readdirSync(folder), journal.read()]).toEqual([['taken'], [dialog('../../outside', 1)]]);
});

test.each([
  ['half a file', '{"id":"a","callId"'],
  ['another shape', '{"id":"a"}'],
  ['a line end that would make a header', JSON.stringify({ ...dialog('a', 1), remoteTag: 'x\r\nVia: y' })],
])('%s is set aside, told, and not read again', (_what, text) => {
  mkdirSync(join(folder, 'taken'));
  writeFileSync(join(folder, 'taken', 'odd.json'), text);
  expect([open().read(), open().read(), problems]).toEqual([[], [], ['unreadable']]);
  expect(readdirSync(join(folder, 'taken'))).toEqual(['odd.json.unreadable']);
});

test('where nothing can be written, that is told and nothing is promised', () => {
  writeFileSync(join(folder, 'taken'), 'a file in the way');
  expect([open().write(dialog('a', 1)), open().read(), problems]).toEqual([false, [], ['EEXIST', 'EEXIST']]);
});

test('of a write that never came to its end nothing stays: nobody was answered by it, and it holds a number', () => {
  const former = open();
  former.write(dialog('a', 1));
  const [kept = ''] = readdirSync(join(folder, 'taken'));
  writeFileSync(join(folder, 'taken', `${kept}.new`), JSON.stringify(dialog('a', 1)).slice(0, 100));
  expect([open().read(), readdirSync(join(folder, 'taken')), problems]).toEqual([[dialog('a', 1)], [kept], []]);
});
