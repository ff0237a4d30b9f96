/** Collects what the stand-in writes down; record.ts tells what each list means. */
import type { MenuItemRecord, StandInRecord, TrayRecord } from '../record.ts';

interface Described<T> {
  describe: () => T;
}

export class Recorder {
  readonly focusCalls: StandInRecord['focusCalls'] = [];
  readonly windows: StandInRecord['windows'] = [];
  readonly notifications: StandInRecord['notifications'] = [];
  readonly opened: StandInRecord['opened'] = [];
  readonly dialogs: StandInRecord['dialogs'] = [];
  readonly permissions: StandInRecord['permissions'] = [];
  readonly trays: Described<TrayRecord>[] = [];
  readonly shortcuts = new Map<string, () => void>();
  applicationMenu: Described<MenuItemRecord[]> | null = null;
  loginItem: StandInRecord['loginItem'] = null;
  appUserModelId: string | null = null;
  badgeCount = 0;
  clipboard = '';

  /** A copy as of now, JSON only. */
  read(): StandInRecord {
    const {
      focusCalls,
      windows,
      notifications,
      opened,
      dialogs,
      permissions,
      loginItem,
      appUserModelId,
      badgeCount,
      clipboard,
    } = this;
    return structuredClone({
      focusCalls,
      windows,
      notifications,
      opened,
      dialogs,
      permissions,
      loginItem,
      appUserModelId,
      badgeCount,
      clipboard,
      trays: this.trays.map((tray) => tray.describe()),
      applicationMenu: this.applicationMenu?.describe() ?? null,
      shortcuts: [...this.shortcuts.keys()],
    });
  }
}

/** Drops what JSON cannot say (functions, images, windows), so that options can be written down. */
export function jsonOnly(value: object): Record<string, unknown> {
  const isPlain = (entry: unknown): boolean =>
    entry === null ||
    typeof entry !== 'object' ||
    Array.isArray(entry) ||
    Object.getPrototypeOf(entry) === Object.prototype;
  const text = JSON.stringify(value, (_key, entry: unknown) => (isPlain(entry) ? entry : undefined));
  return JSON.parse(text) as Record<string, unknown>;
}
