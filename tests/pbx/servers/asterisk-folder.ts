/** Where Asterisk lies: a Debian system in a folder outside the repository, entered by chroot. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** RINGSIDE_PBX_DIR, or /var/lib/ringside-pbx/asterisk. */
export function asteriskRoot(env: NodeJS.ProcessEnv = process.env): string {
  const wanted = env['RINGSIDE_PBX_DIR'] ?? '';
  return wanted === '' ? '/var/lib/ringside-pbx/asterisk' : wanted;
}

/** `22.10.0`; null where there is none that runs. */
export function asteriskVersion(root: string): string | null {
  if (!existsSync(join(root, 'usr/sbin/asterisk'))) return null;
  const { stdout } = spawnSync('chroot', [root, 'asterisk', '-V'], { encoding: 'utf8' });
  return /Asterisk (\d[\w.]*)/.exec(stdout)?.[1] ?? null;
}

/** Where the runs' folders lie: chroot sees them too. */
export const asteriskRuns = (root: string): string => join(root, 'tmp');
