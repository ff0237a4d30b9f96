/** From the start of the app's process on a new profile until the PBX has its registration. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { companion, type Office } from '../demo/office.ts';
import { within } from './within.ts';

const projectRoot = join(import.meta.dirname, '../..');

/** Starts the app `n` times, each time as new: what it imports and creates at its first start counts too.
 *  @returns milliseconds */
export async function runStartUps(office: Office, executablePath: string, n: number): Promise<number[]> {
  const times: number[] = [];
  for (let start = 1; start <= n; start += 1) times.push(await startUp(office, executablePath, start));
  return times;
}

async function startUp({ pbx, newProfile }: Office, executablePath: string, start: number): Promise<number> {
  const { userDataDir, provisioningFile } = newProfile();
  const startedMs = performance.now();
  const app = spawn(
    executablePath,
    [projectRoot, `--user-data-dir=${userDataDir}`, `--provision=${provisioningFile}`, '--provision-silently'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  app.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const ended = once(app, 'exit');
  try {
    const endedEarly = ended.then(() => {
      throw new Error(`The app ended before it was registered.\n${said}`);
    });
    await within(`start ${start}`, Promise.race([pbx.whenRegistered(companion), endedEarly]));
    return performance.now() - startedMs;
  } finally {
    app.kill('SIGTERM');
    await ended;
  }
}
