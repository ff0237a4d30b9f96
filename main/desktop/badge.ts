/** The count of missed calls on Dock, taskbar and launcher. */
import { app, nativeImage, type BrowserWindow } from 'electron';
import { badgePicture, badgeSizePx } from './badge-picture.ts';

/** Shows the count, or takes it away at 0.
 *  Linux: desktops with Unity's launcher interface. macOS: the Dock's icon, where the app has one (a tray app has none, the
 *  tray's own title then tells). Windows: an overlay on the taskbar buttons of the windows that are open.
 *  @param words for screen readers: "2 missed calls"
 *  @param windows that have a taskbar button now
 *  @see https://www.electronjs.org/docs/latest/api/app#appsetbadgecountcount-linux-macos */
export function showBadge(
  count: number,
  words: string,
  windows: readonly BrowserWindow[],
  platform: NodeJS.Platform,
): void {
  if (platform !== 'win32') {
    app.setBadgeCount(count);
    return;
  }
  const picture =
    count === 0
      ? null
      : nativeImage.createFromBitmap(Buffer.from(badgePicture(count)), { width: badgeSizePx, height: badgeSizePx });
  for (const window of windows) if (!window.isDestroyed()) window.setOverlayIcon(picture, count === 0 ? '' : words);
}
