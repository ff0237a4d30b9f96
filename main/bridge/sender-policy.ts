/** Who may ask what: a known window, its main frame, on our own origin, and on the channel's list. */
import type { WindowName } from './contract/requests.ts';

/** The origin that every window is loaded from. */
export const APP_ORIGIN = 'app://ringside';

/** What Electron tells of a sender; a frame that was removed meanwhile is null. */
export interface Sender {
  readonly webContentsId: number;
  readonly frame: { readonly url: string; readonly isMain: boolean } | null;
}

export type Refusal = 'unknown-window' | 'no-frame' | 'sub-frame' | 'foreign-origin' | 'window-not-allowed';

/** @returns the window that asks, or why it is refused. Never throws. */
export function admit(
  sender: Sender,
  windowOf: (webContentsId: number) => WindowName | undefined,
  allowed: readonly WindowName[],
): { readonly window: WindowName } | { readonly refusal: Refusal } {
  const window = windowOf(sender.webContentsId);
  if (window === undefined) return { refusal: 'unknown-window' };
  if (sender.frame === null) return { refusal: 'no-frame' };
  if (!sender.frame.isMain) return { refusal: 'sub-frame' };
  if (!isOurs(sender.frame.url)) return { refusal: 'foreign-origin' };
  return allowed.includes(window) ? { window } : { refusal: 'window-not-allowed' };
}

/** `URL.origin` of a custom scheme is "null", so scheme and host are compared. */
function isOurs(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}` === APP_ORIGIN;
}
