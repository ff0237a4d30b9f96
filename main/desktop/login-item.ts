/** Start at login: Electron's own on Windows and macOS, an autostart entry on Linux, where Electron has none. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import type { Result } from '../model/result.ts';
import { err, ok } from '../model/result.ts';
import { autostartEntry } from './autostart-entry.ts';

/** The app's place at login is not writable, or the system wants the user to allow it first. */
export interface LoginItemError {
  readonly kind: 'not-written' | 'needs-approval';
  /** The system's own word. */
  readonly detail: string;
}

/** Makes the system start the app at login, or stops it. Applying what is already so changes nothing. Never rejects. */
export async function applyStartAtLogin(
  isWanted: boolean,
  platform: NodeJS.Platform,
): Promise<Result<null, LoginItemError>> {
  if (platform === 'linux') return applyAutostart(isWanted);
  const [path = process.execPath, ...args] = command();
  app.setLoginItemSettings(platform === 'win32' ? { openAtLogin: isWanted, path, args } : { openAtLogin: isWanted });
  if (platform !== 'darwin' || !isWanted) return ok(null);
  const { status } = app.getLoginItemSettings();
  return status === 'requires-approval' ? err({ kind: 'needs-approval', detail: status }) : ok(null);
}

/** How this very app was started, without what was meant for this one start. */
function command(): readonly string[] {
  // An AppImage runs from a mount that is gone at the next login.
  const program = process.env['APPIMAGE'] ?? process.execPath;
  return app.isPackaged ? [program] : [program, app.getAppPath()];
}

async function applyAutostart(isWanted: boolean): Promise<Result<null, LoginItemError>> {
  const file = join(app.getPath('appData'), 'autostart', 'ringside.desktop');
  try {
    if (!isWanted) await rm(file, { force: true });
    else {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, autostartEntry(command()));
    }
    return ok(null);
  } catch (failure) {
    return err({ kind: 'not-written', detail: failure instanceof Error ? failure.message : String(failure) });
  }
}
