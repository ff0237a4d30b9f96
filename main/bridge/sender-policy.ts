/** Who may ask what: a known window, its main frame, on our own origin, and on the channel's list. */
import type { WindowName } from '../model/window.ts';

/** What Electron tells of a sender; a frame that was removed meanwhile is null. */
export interface Sender {
  readonly webContentsId: number;
  readonly frame: { readonly url: string; readonly isMain: boolean } | null;
}

export type Refusal = 'unknown-window' | 'no-frame' | 'sub-frame' | 'foreign-origin' | 'window-not-allowed';

/** @param origin the one that every window is loaded from, e.g. `app://ringside`
 *  @returns the window that asks, or why it is refused. Never throws. */
export function admit(
  sender: Sender,
  windowOf: (webContentsId: number) => WindowName | undefined,
  { allowed, origin }: { readonly allowed: readonly WindowName[]; readonly origin: string },
): { readonly window: WindowName } | { readonly refusal: Refusal } {
  const window = windowOf(sender.webContentsId);
  if (window === undefined) return { refusal: 'unknown-window' };
  if (sender.frame === null) return { refusal: 'no-frame' };
  if (!sender.frame.isMain) return { refusal: 'sub-frame' };
  if (originOf(sender.frame.url) !== origin) return { refusal: 'foreign-origin' };
  return allowed.includes(window) ? { window } : { refusal: 'window-not-allowed' };
}

/** `URL.origin` of a custom scheme is "null", so scheme and host are put together here. */
function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
