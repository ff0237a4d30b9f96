import { expect, test } from 'vitest';
import { badgePicture, badgeSizePx } from '../../../main/desktop/badge-picture.ts';

/** The white of the picture as text, one character for each dot of the glyphs. */
function inkOf(count: number, dotPx: number, columns: number): string[] {
  const pixels = badgePicture(count);
  const left = (badgeSizePx - columns * dotPx) / 2;
  const top = (badgeSizePx - 5 * dotPx) / 2;
  return Array.from({ length: 5 }, (_, row) =>
    Array.from({ length: columns }, (__, column) => {
      const x = Math.floor(left + (column + 0.5) * dotPx);
      const y = Math.floor(top + (row + 0.5) * dotPx);
      return pixels[(y * badgeSizePx + x) * 4] === 0xff ? '#' : '.';
    }).join(''),
  );
}

test('shows a digit', () => {
  expect(inkOf(2, 4, 3)).toEqual(['###', '..#', '###', '#..', '###']);
});

test('above nine says "9+"', () => {
  expect([inkOf(10, 3, 7), inkOf(999, 3, 7)]).toEqual([
    ['###....', '#.#..#.', '###.###', '..#..#.', '###....'],
    ['###....', '#.#..#.', '###.###', '..#..#.', '###....'],
  ]);
});

test('is empty in its corners, so that a round disc is seen', () => {
  expect(badgePicture(1).slice(0, 4)).toEqual(new Uint8Array([0, 0, 0, 0]));
});
