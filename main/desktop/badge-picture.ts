/** A small disc with a number, drawn without a canvas: main has none. Pure. */

/** Windows scales overlays of 16 DIP down from this. */
export const badgeSizePx = 32;

/** Three columns, five rows, one digit of octal for each row. */
const glyphs: Readonly<Record<string, string>> = {
  '1': '26227',
  '2': '71747',
  '3': '71717',
  '4': '55711',
  '5': '74717',
  '6': '74757',
  '7': '71122',
  '8': '75757',
  '9': '75717',
  '+': '02720',
};
const GLYPH_COLUMNS = 3;
const GLYPH_ROWS = 5;
// Blue, green, red, alpha: the disc's dark red, whose contrast to white is above 4.5.
const disc = [0x1a, 0x1a, 0xa4, 0xff] as const;
const ink = [0xff, 0xff, 0xff, 0xff] as const;

/** @param count from 1; above 9 it is "9+"
 *  @returns 32 × 32 pixels, BGRA, premultiplied (edges are either whole or empty) */
export function badgePicture(count: number): Uint8Array {
  const text = count > 9 ? '9+' : String(Math.max(1, Math.trunc(count)));
  const dotPx = text.length === 1 ? 4 : 3;
  const widthPx = (text.length * (GLYPH_COLUMNS + 1) - 1) * dotPx;
  const left = (badgeSizePx - widthPx) / 2;
  const top = (badgeSizePx - GLYPH_ROWS * dotPx) / 2;
  const isInk = (x: number, y: number): boolean => {
    const column = Math.floor((x - left) / dotPx);
    const row = Math.floor((y - top) / dotPx);
    if (column < 0 || row < 0 || row >= GLYPH_ROWS) return false;
    const glyph = glyphs[text.charAt(Math.floor(column / (GLYPH_COLUMNS + 1)))] ?? '00000';
    const bit = column % (GLYPH_COLUMNS + 1);
    return bit < GLYPH_COLUMNS && ((Number(glyph.charAt(row)) >> (GLYPH_COLUMNS - 1 - bit)) & 1) === 1;
  };
  const pixels = new Uint8Array(badgeSizePx * badgeSizePx * 4);
  const radius = badgeSizePx / 2;
  for (let y = 0; y < badgeSizePx; y += 1) {
    for (let x = 0; x < badgeSizePx; x += 1) {
      if (Math.hypot(x + 0.5 - radius, y + 0.5 - radius) > radius) continue;
      pixels.set(isInk(x, y) ? ink : disc, (y * badgeSizePx + x) * 4);
    }
  }
  return pixels;
}
