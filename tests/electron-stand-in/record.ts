/**
 * What the stand-in writes down of calls that a desktop would have carried out, and how a test plays the desktop.
 *
 * A test reads it with `readRecord(app)` and plays with `desktop(app).pressShortcut('F9')`. Both work on the stand-in
 * only: a test of behaviour that the real Electron shows too must not use this file.
 */
import type { ElectronApplication } from 'playwright-core';

export interface ImageRecord {
  /** Where the image was read from; null for one made in memory. */
  path: string | null;
  widthPx: number;
  heightPx: number;
  isTemplate: boolean;
  /** Scale factors that have a picture of their own, ascending. */
  scaleFactors: number[];
}

export interface MenuItemRecord {
  id: string;
  label: string;
  type: string;
  isEnabled: boolean;
  isVisible: boolean;
  isChecked: boolean;
  submenu: MenuItemRecord[] | null;
}

export interface TrayRecord {
  image: ImageRecord;
  toolTip: string;
  title: string;
  menu: MenuItemRecord[] | null;
  isDestroyed: boolean;
}

/** A call that could take the focus from what the user works in. `windowId` is null for calls of `app`. */
export interface FocusCall {
  call: 'app.focus' | 'show' | 'focus' | 'moveTop' | 'setFocusable(true)' | 'restore' | 'webContents.focus';
  windowId: number | null;
}

export interface WindowRecord {
  id: number;
  /** The constructor's options, JSON only: icons and parents are left out. */
  options: Record<string, unknown>;
  /** Every call that shows, hides, moves or raises it, in order, with its JSON arguments. */
  calls: { call: string; args: unknown[] }[];
}

export interface StandInRecord {
  focusCalls: FocusCall[];
  /** All windows ever made, in order, the closed ones too. */
  windows: WindowRecord[];
  trays: TrayRecord[];
  applicationMenu: MenuItemRecord[] | null;
  notifications: { title: string; body: string; isSilent: boolean; isClosed: boolean }[];
  opened: { how: 'openExternal' | 'openPath' | 'showItemInFolder'; target: string }[];
  dialogs: { kind: string; options: unknown }[];
  /** Accelerators registered at this moment, as the app wrote them. */
  shortcuts: string[];
  loginItem: Record<string, unknown> | null;
  appUserModelId: string | null;
  /** Last given to `app.setBadgeCount`. */
  badgeCount: number;
  /** What a paste would give. */
  clipboard: string;
  /** Permissions that pages asked for, and what the app's handlers said. */
  permissions: { permission: string; how: 'request' | 'check'; isAllowed: boolean }[];
}

export interface DisplayRecord {
  id: number;
  bounds: { x: number; y: number; width: number; height: number };
  workArea: { x: number; y: number; width: number; height: number };
  scaleFactor: number;
}

/** What a test may do in the desktop's and the user's stead. Each throws where there is nothing to act on. */
export interface DesktopControls {
  /** Prepares the answer of the next dialog (e.g. `{ response: 0 }`), first in first out. */
  answerDialog: (answer: object) => void;
  /** Another program holds this accelerator: `globalShortcut.register` answers false from now on. */
  takeShortcut: (accelerator: string) => void;
  pressShortcut: (accelerator: string) => void;
  clickTray: () => void;
  /** Clicks an item of the newest tray's menu; labels of parents first. */
  clickTrayMenu: (...labels: string[]) => void;
  /** Clicks the newest notification. */
  clickNotification: () => void;
  /** Replaces the displays, the first being the primary one, and emits the screen's events. */
  setDisplays: (displays: DisplayRecord[]) => void;
  setSystemTheme: (theme: { isDark: boolean; isHighContrast: boolean }) => void;
}

/** The stand-in's `globalThis.electronStandIn`. */
export interface StandInGlobal {
  read: () => StandInRecord;
  desktop: DesktopControls;
}

type Holder = { electronStandIn?: StandInGlobal };

/** @throws Error on the real Electron, which records nothing */
export function readRecord(app: ElectronApplication): Promise<StandInRecord> {
  return app.evaluate(() => {
    const standIn = (globalThis as Holder).electronStandIn;
    if (!standIn) throw new Error('Only the stand-in records what the desktop would have done.');
    return standIn.read();
  });
}

type Remote = { [K in keyof DesktopControls]: (...args: Parameters<DesktopControls[K]>) => Promise<void> };

/** @throws Error from each of its functions on the real Electron, where the desktop is the real one */
export function desktop(app: ElectronApplication): Remote {
  const remote =
    <K extends keyof DesktopControls>(name: K) =>
    (...args: Parameters<DesktopControls[K]>): Promise<void> =>
      app.evaluate(
        (_electron, call) => {
          const standIn = (globalThis as Holder).electronStandIn;
          if (!standIn) throw new Error('Only the stand-in lets a test play the desktop.');
          (standIn.desktop[call.name] as (...values: unknown[]) => void)(...call.args);
        },
        { name, args: [...args] },
      );
  return {
    answerDialog: remote('answerDialog'),
    takeShortcut: remote('takeShortcut'),
    pressShortcut: remote('pressShortcut'),
    clickTray: remote('clickTray'),
    clickTrayMenu: remote('clickTrayMenu'),
    clickNotification: remote('clickNotification'),
    setDisplays: remote('setDisplays'),
    setSystemTheme: remote('setSystemTheme'),
  };
}
