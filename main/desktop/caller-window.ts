/** The card's window: never takes the focus unless summoned, never shows a former caller, never stands off the screen. */
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import type { WebContents } from 'electron';
import type { CallId } from '../model/call.ts';
import { loadPage } from './load-page.ts';
import type { Corner } from './place-card.ts';
import { cardMarginDip, placeCard } from './place-card.ts';
import type { Presentation, PresentationEffect, PresentationEvent } from './presentation.ts';
import { initialPresentation, nextPresentation } from './presentation.ts';
import { backgroundColor, cardWidthDip, windowOptions } from './window-options.ts';

/** A page that cannot be loaded is tried again; at once would be a storm. */
const RELOAD_AFTER_MS = 1_000;

export type CallerWindowEvent =
  /** Just became visible: a click counts only 300 ms later. */
  | { readonly kind: 'shown' }
  /** What is under the pointer has moved: a click counts only 300 ms later. */
  | { readonly kind: 'moved' }
  | { readonly kind: 'hidden' }
  /** Has the focus because the agent asked for it: the page is an alertdialog now. */
  | { readonly kind: 'summoned' }
  /** Has given the focus back, or lost it to another window. */
  | { readonly kind: 'released' }
  /** The agent tried to close the window, which means: hide. */
  | { readonly kind: 'close-asked' }
  /** The page's process died and the page is being loaded again. */
  | { readonly kind: 'page-gone'; readonly reason: string }
  | { readonly kind: 'load-failed'; readonly reason: string };

export interface CallerWindowNeeds {
  /** Absolute path of the preload script. */
  readonly preload: string;
  /** `app://ringside/caller/index.html` */
  readonly url: string;
  readonly platform: NodeJS.Platform;
  /** Read at each placement, so that a changed setting counts from the next one on. */
  readonly corner: () => Corner;
  /** Runs `run` once after `delayMs`; the result cancels it. */
  readonly after: (delayMs: number, run: () => void) => () => void;
  readonly onEvent: (event: CallerWindowEvent) => void;
}

export class CallerWindow {
  readonly #needs: CallerWindowNeeds;
  #window: BrowserWindow | null = null;
  #state: Presentation = initialPresentation;
  #cancelTimer: () => void = () => undefined;
  #heightDip = 240;
  #displayId: number | null = null;
  #isSummoned = false;

  constructor(needs: CallerWindowNeeds) {
    this.#needs = needs;
  }

  /** Creates the window, hidden, and loads its page. Needs a ready app.
   *  @returns destroys the window and removes every listener */
  start(): () => void {
    const window = new BrowserWindow(
      windowOptions('caller', {
        preload: this.#needs.preload,
        platform: this.#needs.platform,
        isDark: nativeTheme.shouldUseDarkColors,
      }),
    );
    this.#window = window;
    let isEnding = false;
    const onQuit = (): void => void (isEnding = true);
    const onDisplays = (): void => {
      if (window.isVisible()) this.#place(window);
    };
    const onTheme = (): void => {
      window.setBackgroundColor(backgroundColor(nativeTheme.shouldUseDarkColors));
    };
    window.on('close', (event) => {
      if (isEnding) return;
      event.preventDefault();
      this.#needs.onEvent({ kind: 'close-asked' });
    });
    // Windows ends the session without asking the app to quit.
    window.on('session-end', () => {
      app.quit();
    });
    window.on('blur', () => {
      this.release();
    });
    window.webContents.on('did-navigate', () => {
      this.#dispatch({ kind: 'page-renewed' });
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (isEnding) return;
      this.#needs.onEvent({ kind: 'page-gone', reason });
      this.#dispatch({ kind: 'page-gone' });
    });
    app.on('before-quit', onQuit);
    screen.on('display-metrics-changed', onDisplays);
    screen.on('display-removed', onDisplays);
    nativeTheme.on('updated', onTheme);
    this.#load(window);
    return () => {
      isEnding = true;
      this.#cancelTimer();
      app.off('before-quit', onQuit);
      screen.off('display-metrics-changed', onDisplays);
      screen.off('display-removed', onDisplays);
      nativeTheme.off('updated', onTheme);
      this.#window = null;
      if (!window.isDestroyed()) window.destroy();
    };
  }

  /** The page, to which the bridge sends and which it knows as a sender; null before start and after stop. */
  get contents(): WebContents | null {
    return this.#window === null || this.#window.isDestroyed() ? null : this.#window.webContents;
  }

  /** Which calls want a card now, topmost first. Call it at once on INVITE, on every change, and with `[]` when the last is gone. */
  present(callIds: readonly CallId[]): void {
    this.#dispatch({ kind: 'present', callIds });
  }

  /** The page says that this call's card is in its document (not: painted; a hidden page does not paint). */
  acknowledge(callId: CallId): void {
    this.#dispatch({ kind: 'acknowledged', callId });
  }

  /** The page says that it has painted an empty document: now the window may hide. */
  pageIsBlank(): void {
    this.#dispatch({ kind: 'blanked' });
  }

  /** The page's content needs this height. Bounded by 80 DIP and the work area; the corner stays where it is. */
  resizeTo(heightDip: number): void {
    this.#heightDip = heightDip;
    if (this.#window?.isVisible() === true) this.#place(this.#window);
  }

  /** Takes the focus, because the agent asked for it with the shortcut. The only place that does.
   *  @returns false when no card is shown */
  summon(): boolean {
    const window = this.#window;
    if (window === null || this.#state.kind !== 'shown') return false;
    window.setFocusable(true);
    // On Windows focusable implies a taskbar button.
    window.setSkipTaskbar(true);
    window.focus();
    window.webContents.focus();
    this.#isSummoned = true;
    this.#needs.onEvent({ kind: 'summoned' });
    return true;
  }

  /** Gives the focus back to where it was. Changes nothing when the card was not summoned. */
  release(): void {
    const window = this.#window;
    if (window === null || !this.#isSummoned) return;
    this.#isSummoned = false;
    window.blur();
    window.setFocusable(false);
    window.setSkipTaskbar(true);
    // macOS: blur puts the window behind all others.
    if (this.#needs.platform === 'darwin' && this.#state.kind === 'shown') window.showInactive();
    this.#needs.onEvent({ kind: 'released' });
  }

  #dispatch(event: PresentationEvent): void {
    const { state, effects } = nextPresentation(this.#state, event);
    this.#state = state;
    const window = this.#window;
    if (window === null) return;
    if (window.isDestroyed()) return;
    for (const effect of effects) this.#run(window, effect);
  }

  #run(window: BrowserWindow, effect: PresentationEffect): void {
    switch (effect.kind) {
      case 'show':
        this.#show(window);
        break;
      case 'hide':
        this.release();
        window.hide();
        this.#needs.onEvent({ kind: 'hidden' });
        break;
      case 'reload':
        this.#load(window);
        break;
      case 'arm':
        this.#cancelTimer();
        this.#cancelTimer = this.#needs.after(effect.delayMs, () => {
          this.#dispatch({ kind: 'deadline', generation: effect.generation });
        });
        break;
    }
  }

  #show(window: BrowserWindow): void {
    // The agent looks where the pointer is; the card then stays on that display.
    this.#displayId = screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).id;
    this.#place(window);
    // Said again at each showing: full-screen programs and new desktops take the order away.
    window.setAlwaysOnTop(true, 'screen-saver');
    if (this.#needs.platform !== 'win32')
      window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
    window.showInactive();
    this.#needs.onEvent({ kind: 'shown' });
  }

  #place(window: BrowserWindow): void {
    const displays = screen.getAllDisplays();
    const display = displays.find(({ id }) => id === this.#displayId) ?? screen.getPrimaryDisplay();
    this.#displayId = display.id;
    const size = { width: cardWidthDip, height: this.#heightDip };
    const wanted = placeCard(display.workArea, size, this.#needs.corner(), cardMarginDip);
    const now = window.getBounds();
    window.setBounds(wanted);
    // A height that grows downwards moves nothing under the pointer.
    if (window.isVisible() && (now.x !== wanted.x || now.y !== wanted.y)) this.#needs.onEvent({ kind: 'moved' });
  }

  #load(window: BrowserWindow): void {
    void loadPage(window, this.#needs.url).then((loaded) => {
      if (loaded.ok) return;
      this.#needs.onEvent({ kind: 'load-failed', reason: loaded.error });
      // Without its page no call would ever show.
      this.#needs.after(RELOAD_AFTER_MS, () => {
        if (this.#window === window && !window.isDestroyed()) this.#load(window);
      });
    });
  }
}
