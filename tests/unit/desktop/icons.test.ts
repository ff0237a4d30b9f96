import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { trayStates } from '../../../main/desktop/tray-state.ts';
import type { TrayState } from '../../../main/desktop/tray-state.ts';
import { trayColors } from '../../icons/shapes.ts';

const folder = join(import.meta.dirname, '../../../main/desktop/icons');
const read = (name: string): Buffer => readFileSync(join(folder, name));

/** Width and height from the header chunk. */
const pngSize = (name: string): readonly number[] => {
  const png = read(name);
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
};

/** Which of the 256 pixels of the 16-pixel picture are coloured: neither clear nor the white of a hole. */
function silhouette(state: TrayState): readonly boolean[] {
  const ico = read(`${state}.ico`);
  const pixels = ico.subarray(ico.readUInt32LE(6 + 12) + 40);
  return Array.from({ length: 256 }, (_, n) => {
    const [blue = 0, green = 0, red = 0, alpha = 0] = pixels.subarray(n * 4, n * 4 + 4);
    return alpha > 128 && Math.min(blue, green, red) < 190;
  });
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe('the tray’s icons', () => {
  test.each(trayStates)('%s is there for every system, in its sizes', (state) => {
    expect(pngSize(`${state}@2x.png`)).toEqual([32, 32]);
    expect(pngSize(`${state}Template.png`)).toEqual([16, 16]);
    expect(pngSize(`${state}Template@2x.png`)).toEqual([32, 32]);
    const ico = read(`${state}.ico`);
    const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, n) => ico.readUInt8(6 + 16 * n));
    expect(sizes).toEqual([16, 20, 24, 32, 48]);
  });

  test('differ by shape in at least a tenth of their pixels, any two of them, at the smallest size', () => {
    const pairs = trayStates.flatMap((one, n) => trayStates.slice(n + 1).map((other) => [one, other] as const));
    const alike = pairs.filter(([one, other]) => {
      const second = silhouette(other);
      return silhouette(one).filter((isInk, n) => isInk !== second[n]).length < 26;
    });
    expect(alike).toEqual([]);
  });

  test.each(trayStates)('%s stands out from a light and from a dark taskbar', (state) => {
    expect(contrast(trayColors[state], '#f3f3f3')).toBeGreaterThanOrEqual(3);
    expect(contrast(trayColors[state], '#1f1f1f')).toBeGreaterThanOrEqual(3);
  });
});
