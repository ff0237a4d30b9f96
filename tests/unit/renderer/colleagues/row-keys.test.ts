import { expect, test } from 'vitest';
import { isWriting, rowFor } from '../../../../renderer/colleagues/row-keys.ts';

test.each([
  ['ArrowDown', null, 0],
  ['ArrowDown', 0, 1],
  ['ArrowDown', 2, 2],
  ['ArrowUp', 2, 1],
  ['ArrowUp', 0, 'search'],
  ['ArrowUp', null, null],
  ['Home', 2, 0],
  ['Home', null, null],
  ['End', 0, 2],
  ['End', null, null],
  ['a', 1, null],
] as const)('%s at row %s of three goes to %s', (key, row, to) => {
  expect(rowFor(key, row, 3)).toBe(to);
});

test('without rows the arrows belong to the field', () => {
  expect(['ArrowDown', 'ArrowUp', 'Home', 'End'].map((key) => rowFor(key, null, 0))).toEqual([null, null, null, null]);
});

test('letters and digits write; shortcuts, space and named keys do not', () => {
  const press = (key: string, more: object = {}): boolean =>
    isWriting({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });
  expect([press('a'), press('ü'), press('1')]).toEqual([true, true, true]);
  expect([
    press(' '),
    press('Tab'),
    press('a', { ctrlKey: true }),
    press('a', { metaKey: true }),
    press('a', { altKey: true }),
  ]).toEqual([false, false, false, false, false]);
});
