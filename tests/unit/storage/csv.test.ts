import { expect, test } from 'vitest';
import { cellOf, csvLineOf, headerLine } from '../../../main/storage/csv.ts';
import { record } from '../../integration/storage/records.ts';

test.each([
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ['+cmd|calc', "'+cmd|calc"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', `"'\t'=1"`],
  ['\r=1', `"'\r'=1"`],
  ['  =1', "'  =1"],
  ['＝1+1', "'＝1+1"],
  ['+1906', "'+1906"],
  ['+1-906-219', "'+1-906-219"],
])('a cell that would begin a formula becomes text: %j', (text, cell) => {
  expect(cellOf(text)).toBe(cell);
});

/** Where a spreadsheet takes something else than the comma for the end of a cell, our quotes are none to it: what follows begins a cell. */
test.each([
  ['Doe;=1+1;b', `"Doe;'=1+1;b"`],
  ['Doe; =1+1', `"Doe; '=1+1"`],
  ['Doe;"=1+1"', `"Doe;""'=1+1"""`],
  ['Doe\t@SUM(A1)', `"Doe\t'@SUM(A1)"`],
  ['called twice\r\n-2+3', `"called twice\r\n'-2+3"`],
  ['\n=1', `"'\n'=1"`],
  ['a\n;＝1;+1', `"a\n;'＝1;'+1"`],
])('no part of a cell can become a formula of its own: %j', (text, cell) => {
  expect(cellOf(text)).toBe(cell);
});

test.each([
  ['+1 906 219 5047', '+1 906 219 5047'],
  ['+55 11 96123-4567', '+55 11 96123-4567'],
  ['Doe, John', '"Doe, John"'],
  ['two\r\nlines', '"two\r\nlines"'],
  ['say "hi"', '"say ""hi"""'],
  ['a;b', '"a;b"'],
  ['Анна', 'Анна'],
  ['a=b', 'a=b'],
  ['half \ud800 a sign\0', 'half \ufffd a sign'],
])('%j reads as people know it', (text, cell) => {
  expect(cellOf(text)).toBe(cell);
});

test('a line has a cell for every column, and an empty one for what is not known', () => {
  const bare = record('a', {
    name: null,
    number: null,
    sentTo: null,
    client: null,
    assignee: null,
    how: 'caller-hung-up',
  });
  const cells = csvLineOf(bare).split(',');
  expect([cells.length, cells.slice(2), headerLine().split(',').length]).toEqual([
    15,
    ['missed', 'caller-hung-up', '', '', '', '', '600', 'Sales', '', '', '', '', '\r\n'],
    15,
  ]);
});
