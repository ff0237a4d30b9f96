/** Runs the system's installers, tells what they say as they say it, and tries again where a download failed. */
import { spawnSync } from 'node:child_process';

const attempts = 3;
const quiet = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' };

/** What it printed, or null where it failed or is not there. */
export function output(command: string, ...args: readonly string[]): string | null {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', env: quiet });
  return status === 0 ? stdout.trim() : null;
}

/** Runs it, up to three times.
 *  @param before undoes what a failed attempt has left, ahead of each
 *  @throws Error in words where it fails every time */
export function install(what: string, command: readonly string[], before: () => void = () => undefined): void {
  const [program = '', ...args] = command;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    console.log(attempt === 1 ? `${what}…` : `${what}, attempt ${attempt}…`);
    before();
    const { status, error } = spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'], env: quiet });
    if (status === 0) return;
    if (error !== undefined) console.log(error.message);
  }
  throw new Error(`${what} failed ${attempts} times; what "${command.join(' ')}" said stands above.`);
}
