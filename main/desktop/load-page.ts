/** Loads a window's page and tells a failure as a value. */
import type { BrowserWindow } from 'electron';
import type { Result } from '../model/result.ts';
import { err, ok } from '../model/result.ts';

/** Chromium's ERR_ABORTED: a newer load took this one's place.
 *  @see https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h */
const abortedCode = 'ERR_ABORTED';

/** @returns ok when loaded, superseded by a newer load, or the window went meanwhile; else Chromium's own word. Never rejects. */
export async function loadPage(window: BrowserWindow, url: string): Promise<Result<null, string>> {
  try {
    await window.loadURL(url);
    return ok(null);
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    return window.isDestroyed() || reason.includes(abortedCode) ? ok(null) : err(reason);
  }
}
