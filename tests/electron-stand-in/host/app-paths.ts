/** Where Electron's named folders are. */
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

export interface PathContext {
  appName: string;
  /** As set by --user-data-dir or by the app. */
  userData: string | undefined;
}

/** @returns undefined for a name that the stand-in does not know */
export function knownPath(name: string, { appName, userData }: PathContext): string | undefined {
  const home = homedir();
  const appData = process.env['XDG_CONFIG_HOME'] ?? join(home, '.config');
  const profile = userData ?? join(appData, appName);
  const known: Record<string, string> = {
    home,
    appData,
    userData: profile,
    sessionData: profile,
    logs: join(profile, 'logs'),
    crashDumps: join(profile, 'Crashpad'),
    temp: tmpdir(),
    exe: process.execPath,
    desktop: join(home, 'Desktop'),
    documents: join(home, 'Documents'),
    downloads: join(home, 'Downloads'),
  };
  return known[name];
}
