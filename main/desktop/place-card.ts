/** Where the card stands on the screen: always wholly inside a work area, held by one corner. */
import type { DesktopSettings } from '../model/settings.ts';

/** In device-independent pixels, as Electron's screen module counts them. */
interface RectangleDip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface SizeDip {
  readonly width: number;
  readonly height: number;
}

export type Corner = 'top-right' | 'bottom-right';

/** Distance of the card from the work area's edges. */
export const cardMarginDip = 12;
/** Below this the card would be a sliver that nobody sees. */
const minCardHeightDip = 80;

/** The corner that the setting means on this system: notifications come from the top on macOS. */
export function cornerFor(setting: DesktopSettings['corner'], platform: NodeJS.Platform): Corner {
  if (setting !== 'system') return setting;
  return platform === 'darwin' ? 'top-right' : 'bottom-right';
}

/** Bounds of a card in a work area.
 *  @param size wanted; the height is bounded by 80 DIP and the work area, the width by the work area
 *  @returns integers that lie inside the work area wherever the work area can hold 80 DIP. Never throws. */
export function placeCard(workArea: RectangleDip, size: SizeDip, corner: Corner, marginDip: number): RectangleDip {
  const roomHeight = Math.max(minCardHeightDip, workArea.height - 2 * marginDip);
  const roomWidth = Math.max(1, workArea.width - 2 * marginDip);
  const height = Math.round(Math.min(Math.max(size.height, minCardHeightDip), roomHeight));
  const width = Math.round(Math.min(size.width, roomWidth));
  const right = workArea.x + workArea.width - marginDip;
  const bottom = workArea.y + workArea.height - marginDip;
  return {
    x: Math.round(Math.max(workArea.x, right - width)),
    y: Math.round(corner === 'top-right' ? workArea.y + marginDip : Math.max(workArea.y, bottom - height)),
    width,
    height,
  };
}
