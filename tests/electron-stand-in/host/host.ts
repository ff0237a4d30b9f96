/** What the stand-in's parts share: built once by electron.ts, given to each in its constructor. */
import type { BrowserWindow } from './browser-window.ts';
import type { Browser } from './browser.ts';
import type { IpcMain } from './ipc-main.ts';
import type { Recorder } from './recorder.ts';
import type { Schemes } from './schemes.ts';
import type { DefaultSession } from './session.ts';
import type { WebContents } from './web-contents.ts';

export interface Host {
  browser: Browser;
  ipcMain: IpcMain;
  recorder: Recorder;
  schemes: Schemes;
  session: DefaultSession;
  windows: Windows;
  /** Bounds of the display on which a window stands. */
  displayOf: (bounds: Electron.Rectangle) => Electron.Rectangle;
  /** Media features that every page is to see, e.g. `prefers-color-scheme`. */
  mediaFeatures: () => { name: string; value: string }[];
  app: { name: string; isReady: () => boolean; emit: (event: string, ...args: unknown[]) => boolean };
}

/** All windows and pages that are open, and which has the focus. */
export class Windows {
  readonly all = new Set<BrowserWindow>();
  readonly contents = new Map<number, WebContents>();
  readonly byContents = new Map<WebContents, BrowserWindow>();
  focused: BrowserWindow | null = null;
  #onAllClosed: () => void = () => undefined;

  onAllClosed(listener: () => void): void {
    this.#onAllClosed = listener;
  }

  closed(window: BrowserWindow, contents: WebContents): void {
    this.all.delete(window);
    this.contents.delete(contents.id);
    this.byContents.delete(contents);
    if (this.all.size === 0) this.#onAllClosed();
  }
}
