/** The private folder of one run of a server, and the sweeping up of runs whose owner has died. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const prefix = 'ringside-pbx-';
const ownerFile = 'owner';

/** A process id and its start time, since ids are used again; null for a process that is not there. */
function identityOf(pid: number | 'self'): string | null {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return null;
  // The second field is the program's name in brackets, with any characters in it.
  const fields = readFileSync(file, 'utf8')
    .replace(/\(.*\)/s, 'name')
    .split(' ');
  return `${fields[0] ?? ''} ${fields[21] ?? ''}`;
}

/** Makes a folder for this process's run. @param parent a folder that is there */
export function makeRunFolder(parent: string): string {
  const folder = mkdtempSync(join(parent, prefix));
  writeFileSync(join(folder, ownerFile), identityOf('self') ?? '');
  return folder;
}

export function removeRunFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Ends the servers whose owners were killed before they could, and removes their folders. */
export function sweepRunFolders(parent: string): void {
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent).filter((each) => each.startsWith(prefix))) {
    const folder = join(parent, name);
    const file = join(folder, ownerFile);
    // Without the file it is just being made.
    if (!existsSync(file)) continue;
    const owner = readFileSync(file, 'utf8');
    if (owner === identityOf(Number(owner.split(' ')[0]))) continue;
    for (const pid of processesNaming(name)) process.kill(pid, 'SIGKILL');
    removeRunFolder(folder);
  }
}

/** The processes that have this word in their command line: every server names its own folder there. */
function processesNaming(word: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && commandLineOf(name).includes(word))
    .map(Number);
}

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // It has ended since the folder was read.
    return '';
  }
}
