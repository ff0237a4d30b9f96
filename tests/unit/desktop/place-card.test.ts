import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cornerFor, placeCard } from '../../../main/desktop/place-card.ts';

const taskbarBelow = { x: 0, y: 0, width: 1920, height: 1040 };
const card = { width: 420, height: 300 };

describe('the card on the screen', () => {
  test('stands in the bottom right corner above the taskbar', () => {
    expect(placeCard(taskbarBelow, card, 'bottom-right', 12)).toEqual({ x: 1488, y: 728, width: 420, height: 300 });
  });

  test('stands in the top right corner below the menu bar', () => {
    expect(placeCard({ x: 0, y: 25, width: 1440, height: 875 }, card, 'top-right', 12)).toEqual({
      x: 1008,
      y: 37,
      width: 420,
      height: 300,
    });
  });

  test('stands on a second display left of and above the first one', () => {
    expect(placeCard({ x: -1280, y: -1024, width: 1280, height: 1024 }, card, 'bottom-right', 12)).toEqual({
      x: -432,
      y: -312,
      width: 420,
      height: 300,
    });
  });

  test('keeps its lower right corner while it grows', () => {
    const small = placeCard(taskbarBelow, card, 'bottom-right', 12);
    const grown = placeCard(taskbarBelow, { width: 420, height: 500 }, 'bottom-right', 12);
    expect([grown.x + grown.width, grown.y + grown.height]).toEqual([small.x + small.width, small.y + small.height]);
  });

  test('is never a sliver and never higher than the work area', () => {
    expect(placeCard(taskbarBelow, { width: 420, height: 3 }, 'top-right', 12).height).toBe(80);
    expect(placeCard(taskbarBelow, { width: 420, height: 9000 }, 'bottom-right', 12)).toEqual({
      x: 1488,
      y: 12,
      width: 420,
      height: 1016,
    });
  });

  test('lies wholly inside any work area that has room for it, in whole pixels', () => {
    const workAreas = fc.record({
      x: fc.integer({ min: -8000, max: 8000 }),
      y: fc.integer({ min: -8000, max: 8000 }),
      width: fc.integer({ min: 200, max: 8000 }),
      height: fc.integer({ min: 120, max: 8000 }),
    });
    const heights = fc.double({ min: 0, max: 20_000, noNaN: true });
    const corners = fc.constantFrom('top-right' as const, 'bottom-right' as const);
    fc.assert(
      fc.property(workAreas, heights, corners, (area, height, corner) => {
        const placed = placeCard(area, { width: 420, height }, corner, 12);
        expect(Object.values(placed).every(Number.isInteger)).toBe(true);
        expect(placed.x).toBeGreaterThanOrEqual(area.x);
        expect(placed.y).toBeGreaterThanOrEqual(area.y);
        expect(placed.x + placed.width).toBeLessThanOrEqual(area.x + area.width);
        expect(placed.y + placed.height).toBeLessThanOrEqual(area.y + area.height);
      }),
    );
  });
});

test('the corner follows the system unless the setting names one', () => {
  expect([
    cornerFor('system', 'win32'),
    cornerFor('system', 'linux'),
    cornerFor('system', 'darwin'),
    cornerFor('bottom-right', 'darwin'),
    cornerFor('top-right', 'win32'),
  ]).toEqual(['bottom-right', 'bottom-right', 'top-right', 'bottom-right', 'top-right']);
});
