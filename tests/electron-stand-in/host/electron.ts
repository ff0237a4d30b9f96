/** Builds the module `electron` for one app: the only place that puts the stand-in's parts together. */
import { App, type AppPackage } from './app.ts';
import { type BrowserWindowClass, browserWindowClass } from './browser-window.ts';
import { Browser } from './browser.ts';
import { desktopControls } from './desktop/controls.ts';
import { Menu, MenuItem } from './desktop/menu.ts';
import { NativeImage } from './desktop/native-image.ts';
import { NativeTheme } from './desktop/native-theme.ts';
import { safeStorage } from './desktop/safe-storage.ts';
import { Screen } from './desktop/screen.ts';
import { clipboard, Dialogs, PowerMonitor, shell, Shortcuts } from './desktop/small.ts';
import { Notification, Tray } from './desktop/tray.ts';
import { type Host, Windows } from './host.ts';
import { IpcMain } from './ipc-main.ts';
import { Recorder } from './recorder.ts';
import type { StandInGlobal } from '../record.ts';
import { Schemes } from './schemes.ts';
import { DefaultSession } from './session.ts';
import { strict } from './strict.ts';

export interface StandIn {
  app: App;
  browser: Browser;
  /** The module's members by name. */
  module: object;
  global: StandInGlobal;
}

export function buildElectron(root: string, description: AppPackage, switches: Map<string, string>): StandIn {
  const recorder = new Recorder();
  const browser = new Browser();
  const windows = new Windows();
  const app = new App(root, description, switches, { browser, windows, recorder });
  const ipcMain = new IpcMain();
  const schemes = new Schemes(() => app.isReady());
  const protocol = schemes.asProtocol();
  const session = new DefaultSession(protocol, recorder);
  const nativeTheme = new NativeTheme(() => {
    for (const contents of windows.contents.values()) contents.setMedia();
  });
  const screen = new Screen();
  const dialogs = new Dialogs(recorder);
  const shortcuts = new Shortcuts(recorder);
  const mediaFeatures = (): { name: string; value: string }[] => nativeTheme.mediaFeatures();
  const displayOf = (bounds: Electron.Rectangle): Electron.Rectangle => screen.getDisplayMatching(bounds).bounds;
  const host: Host = { app, browser, displayOf, ipcMain, mediaFeatures, recorder, schemes, session, windows };
  const BrowserWindow = browserWindowClass(host);
  const shown = { tray: undefined as Tray | undefined, notification: undefined as Notification | undefined };

  const module = {
    app,
    BrowserWindow,
    clipboard: clipboard(recorder),
    dialog: dialogs.asModule(),
    globalShortcut: shortcuts.asModule(),
    ipcMain,
    Menu: menuClass(recorder),
    MenuItem,
    nativeImage: NativeImage,
    nativeTheme,
    Notification: notificationClass(recorder, (made) => (shown.notification = made)),
    powerMonitor: new PowerMonitor(),
    protocol,
    safeStorage: safeStorage(
      () => app.getPath('userData'),
      () => process.env['STAND_IN_NO_KEYRING'] === '1',
    ),
    screen,
    session: strict('session', { defaultSession: session }),
    shell: shell(recorder),
    Tray: trayClass(recorder, (made) => (shown.tray = made)),
    webContents: webContentsModule(windows),
  } satisfies Partial<Record<keyof typeof Electron.CrossProcessExports, unknown>>;
  const desktop = desktopControls({ dialogs, shortcuts, screen, nativeTheme, shown });
  return { app, browser, module, global: { read: () => recorder.read(), desktop } };
}

function menuClass(recorder: Recorder): typeof Menu {
  return class ApplicationMenu extends Menu {
    static setApplicationMenu(menu: Menu | null): void {
      recorder.applicationMenu = menu;
    }
  };
}

function trayClass(recorder: Recorder, onMade: (tray: Tray) => void): new (image: NativeImage | string) => Tray {
  return class extends Tray {
    constructor(image: NativeImage | string) {
      super(recorder, image);
      onMade(this);
    }
  };
}

function notificationClass(
  recorder: Recorder,
  onShown: (notification: Notification) => void,
): new (options?: Electron.NotificationConstructorOptions) => Notification {
  return class extends Notification {
    constructor(options?: Electron.NotificationConstructorOptions) {
      super(recorder, options);
      this.on('show', () => {
        onShown(this);
      });
    }
    static isSupported(): boolean {
      return true;
    }
  };
}

/** Electron's `webContents`; Playwright finds a page's window through `fromDevToolsTargetId`. */
function webContentsModule(windows: Windows): object {
  const all = (): InstanceType<BrowserWindowClass>['webContents'][] => [...windows.contents.values()];
  return strict('webContents', {
    getAllWebContents: all,
    fromId: (id: number) => windows.contents.get(id),
    fromDevToolsTargetId: (targetId: string) => all().find((contents) => contents.page.targetId === targetId),
    getFocusedWebContents: () => windows.focused?.webContents ?? null,
  });
}
