import { expect, test } from 'vitest';
import { moveFor } from '../../../../renderer/history/list-keys.ts';

test.each([
  ['ArrowDown', null, { to: 0 }],
  ['ArrowDown', 3, { to: 4 }],
  ['ArrowDown', 9, { to: 9 }],
  ['ArrowUp', 3, { to: 2 }],
  ['ArrowUp', 0, 'search'],
  ['PageDown', 3, { to: 7 }],
  ['PageDown', 8, { to: 9 }],
  ['PageUp', 3, { to: 0 }],
  ['Home', 7, { to: 0 }],
  ['End', 1, { to: 9 }],
  ['x', 1, null],
] as const)('%s at call %s of ten goes to %o', (key, row, move) => {
  expect(moveFor(key, row, 10, 4)).toEqual(move);
});

test('in an empty list only the way back means something', () => {
  expect([moveFor('ArrowDown', null, 0, 4), moveFor('ArrowUp', null, 0, 4)]).toEqual([null, 'search']);
});
