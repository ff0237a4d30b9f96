/** How the windows are made, as data: what a page may do and how the card behaves on the desktop. */
import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import type { WindowName } from '../model/window.ts';

/** Width of the card; its height follows its content. */
export const cardWidthDip = 420;

export interface WindowContext {
  /** Absolute path of the one preload script. */
  readonly preload: string;
  readonly platform: NodeJS.Platform;
  /** Decides the colour behind a page that has not painted yet. */
  readonly isDark: boolean;
}

/** What a page may do. The same for every window; kept by tests/architecture/window-options.test.ts. */
function webPreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    // Names and notes must not reach a dictionary service.
    spellcheck: false,
    navigateOnDragDrop: false,
    // SIP's timing is in the main process: an unthrottled hidden page costs CPU for nothing.
    backgroundThrottling: true,
  };
}

/** Colour behind a page before its first paint, `#rrggbb`; the same as the pages' own background. */
export function backgroundColor(isDark: boolean): string {
  return isDark ? '#1c1f24' : '#ffffff';
}

/** Constructor options of a window. None is shown by its creation.
 *
 *  The card is opaque: a transparent window loses sub-pixel text, its shadow on Windows, and flickers when it grows.
 *  Its edge is drawn by the page, and rounded by the system where that rounds windows (macOS, Windows 11). */
export function windowOptions(name: WindowName, context: WindowContext): BrowserWindowConstructorOptions {
  const common: BrowserWindowConstructorOptions = {
    show: false,
    title: 'Ringside',
    backgroundColor: backgroundColor(context.isDark),
    webPreferences: webPreferences(context.preload),
  };
  switch (name) {
    case 'caller':
      return { ...common, ...cardOptions(context.platform) };
    case 'setup':
      return { ...common, width: 760, height: 820, minWidth: 480, minHeight: 480, fullscreenable: false };
    case 'status':
      return { ...common, width: 640, height: 640, minWidth: 420, minHeight: 360, fullscreenable: false };
    case 'colleagues':
      return { ...common, width: 400, height: 600, minWidth: 320, minHeight: 320, fullscreenable: false };
    case 'history':
      return { ...common, width: 720, height: 720, minWidth: 320, minHeight: 360, fullscreenable: false };
    case 'outbox':
      return { ...common, width: 520, height: 560, minWidth: 320, minHeight: 320, fullscreenable: false };
  }
}

function cardOptions(platform: NodeJS.Platform): BrowserWindowConstructorOptions {
  return {
    width: cardWidthDip,
    height: 240,
    useContentSize: true,
    frame: false,
    transparent: false,
    hasShadow: true,
    roundedCorners: true,
    // Keys meant for another program must never answer, send or decline a call.
    focusable: false,
    // macOS: the first click on a window of an inactive app is the click on the button.
    acceptFirstMouse: true,
    alwaysOnTop: true,
    skipTaskbar: true,
    resizable: false,
    movable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    hiddenInMissionControl: true,
    // Lets the page render its empty card at start, so that the first call finds it warm.
    paintWhenInitiallyHidden: true,
    ...windowType(platform),
  };
}

/** `toolbar` keeps the card out of Alt+Tab on Windows; `panel` does not activate the app on macOS.
 *  @see https://www.electronjs.org/docs/latest/api/structures/base-window-options */
function windowType(platform: NodeJS.Platform): { readonly type?: string } {
  if (platform === 'win32') return { type: 'toolbar' };
  if (platform === 'darwin') return { type: 'panel' };
  return {};
}
