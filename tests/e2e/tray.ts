/** The tray as the stand-in wrote it down: only for tests that run on the stand-in. */
import type { ElectronApplication } from 'playwright-core';
import { readRecord, type MenuItemRecord, type TrayRecord } from '../electron-stand-in/record.ts';

/** @throws Error where the app has no tray icon, or more than one */
export async function readTray(app: ElectronApplication): Promise<TrayRecord> {
  const trays = (await readRecord(app)).trays.filter(({ isDestroyed }) => !isDestroyed);
  const [tray] = trays;
  if (tray === undefined || trays.length > 1) throw new Error(`There are ${trays.length} tray icons.`);
  return tray;
}

/** The state by the picture's file: `ready`, `ringing`, …; the build puts a hash behind the name. */
export async function trayShape(app: ElectronApplication): Promise<string> {
  const { image } = await readTray(app);
  const [, shape = 'none'] = /([a-z-]+)(?:Template)?(?:@2x)?-[\w-]{8}\.(?:png|ico)$/.exec(image.path ?? '') ?? [];
  return shape;
}

/** The menu's labels from top to bottom, without separators. */
export async function trayLabels(app: ElectronApplication): Promise<string[]> {
  const { menu } = await readTray(app);
  return (menu ?? []).filter(({ type }) => type !== 'separator').map(({ label }: MenuItemRecord) => label);
}
