/** All windows but the card: made when asked for, gone when closed; the app stays in the tray. */
import { BrowserWindow, nativeTheme } from 'electron';
import type { WebContents } from 'electron';
import type { WindowName } from '../model/window.ts';
import { loadPage } from './load-page.ts';
import { windowOptions } from './window-options.ts';

export type PlainWindowEvent =
  | { readonly kind: 'opened' }
  | { readonly kind: 'closed' }
  /** It has the focus now. */
  | { readonly kind: 'looked-at' }
  /** The page's process died and the page is being loaded again. */
  | { readonly kind: 'page-gone'; readonly reason: string }
  | { readonly kind: 'load-failed'; readonly reason: string };

export type PlainWindowName = Exclude<WindowName, 'caller'>;

export interface PlainWindowNeeds {
  readonly name: PlainWindowName;
  /** Absolute path of the preload script. */
  readonly preload: string;
  /** `app://ringside/setup/index.html` */
  readonly url: string;
  readonly platform: NodeJS.Platform;
  readonly onEvent: (event: PlainWindowEvent) => void;
}

export class PlainWindow {
  readonly #needs: PlainWindowNeeds;
  #window: BrowserWindow | null = null;

  constructor(needs: PlainWindowNeeds) {
    this.#needs = needs;
  }

  /** Null while it is not open. */
  get window(): BrowserWindow | null {
    return this.#window === null || this.#window.isDestroyed() ? null : this.#window;
  }

  /** Whether the agent is looking at it now. */
  get isLookedAt(): boolean {
    return this.window?.isFocused() ?? false;
  }

  /** The page while the window is open, else null. */
  get contents(): WebContents | null {
    return this.#window === null || this.#window.isDestroyed() ? null : this.#window.webContents;
  }

  /** Opens the window, or brings the open one to the front. Takes the focus: the agent asked for it. */
  open(): void {
    if (this.#window !== null) {
      if (this.#window.isMinimized()) this.#window.restore();
      this.#window.show();
      return;
    }
    const window = new BrowserWindow(
      windowOptions(this.#needs.name, {
        preload: this.#needs.preload,
        platform: this.#needs.platform,
        isDark: nativeTheme.shouldUseDarkColors,
      }),
    );
    this.#window = window;
    window.once('ready-to-show', () => {
      window.show();
    });
    window.on('closed', () => {
      this.#window = null;
      this.#needs.onEvent({ kind: 'closed' });
    });
    window.on('focus', () => {
      this.#needs.onEvent({ kind: 'looked-at' });
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (window.isDestroyed()) return;
      this.#needs.onEvent({ kind: 'page-gone', reason });
      this.#load(window);
    });
    this.#load(window);
    this.#needs.onEvent({ kind: 'opened' });
  }

  /** Closes the window if it is open. */
  close(): void {
    this.#window?.close();
  }

  #load(window: BrowserWindow): void {
    void loadPage(window, this.#needs.url).then((loaded) => {
      if (!loaded.ok) this.#needs.onEvent({ kind: 'load-failed', reason: loaded.error });
    });
  }
}
