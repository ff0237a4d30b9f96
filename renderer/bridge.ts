/** What a page has from outside itself: the preload's surface and the browser's own signs. Nothing else touches `window`. */
import type { Surface } from '../main/bridge/contract/surface.ts';

declare global {
  interface Window {
    readonly ringside: Surface;
  }
}

/** The preload's surface.
 *  @throws TypeError without a preload, which is a mistake in the build */
export function bridge(): Surface {
  return window.ringside;
}

/** Milliseconds of a clock that never goes back; only differences mean something. */
export function nowMs(): number {
  return performance.now();
}

/** Runs `run` once after `delayMs`. @returns cancels it */
export function after(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs);
  return () => {
    clearTimeout(timer);
  };
}

/** Runs `run` every `periodMs`. @returns stops it */
export function every(periodMs: number, run: () => void): () => void {
  const timer = setInterval(run, periodMs);
  return () => {
    clearInterval(timer);
  };
}

/** Runs `run` when what is in the document now has been painted; at once where the page is hidden and paints nothing.
 *  The second frame begins after the first was handed over. @returns cancels it */
export function afterPaint(run: () => void): () => void {
  if (document.visibilityState === 'hidden') {
    run();
    return () => undefined;
  }
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(run);
  });
  return () => {
    cancelAnimationFrame(frame);
  };
}

/** Tells when the page comes into sight. @returns stops it */
export function onShown(listener: () => void): () => void {
  const changed = (): void => {
    if (document.visibilityState === 'visible') listener();
  };
  document.addEventListener('visibilitychange', changed);
  return () => {
    document.removeEventListener('visibilitychange', changed);
  };
}

/** Tells when the page's network comes or goes. @returns stops it */
export function onNetwork(listener: (isOnline: boolean) => void): () => void {
  const online = (): void => {
    listener(true);
  };
  const offline = (): void => {
    listener(false);
  };
  window.addEventListener('online', online);
  window.addEventListener('offline', offline);
  return () => {
    window.removeEventListener('online', online);
    window.removeEventListener('offline', offline);
  };
}

/** The edge of the screen that the window grows away from: what stands at that edge does not move when it grows. */
export function anchoredEdge(): 'top' | 'bottom' {
  // availTop is Chromium's and not in the standard: the height of a menu bar at the top of the screen.
  const screenTop = 'availTop' in screen && typeof screen.availTop === 'number' ? screen.availTop : 0;
  const above = window.screenY - screenTop;
  // The card has no frame: its page is as high as its window.
  const below = screenTop + screen.availHeight - (window.screenY + window.innerHeight);
  return below < above ? 'bottom' : 'top';
}

/** Height of the screen's work area, CSS pixels. */
export const screenHeightPx = (): number => screen.availHeight;

/** The page's language and theme, where CSS and screen readers look for them. */
export function markPage(language: string, theme: 'system' | 'light' | 'dark'): void {
  document.documentElement.lang = language;
  document.documentElement.dataset['theme'] = theme;
}

/** True on macOS, where ⌘ stands for what Ctrl does elsewhere. */
export function isMac(): boolean {
  return navigator.userAgent.includes('Mac OS X');
}
