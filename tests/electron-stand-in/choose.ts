/** Chooses what runs the app: the real Electron where its binary is there or comes soon, else the stand-in. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findChromium } from './host/chromium-binary.ts';

export interface Chosen {
  host: 'electron' | 'stand-in';
  executablePath: string;
  /** One sentence part for people: "its binary is installed". */
  why: string;
}

export interface ChooseOptions {
  env?: NodeJS.ProcessEnv;
  /** Tests do not wait for a download: they take the stand-in unless ELECTRON=real says otherwise. */
  mayDownload?: boolean;
  downloadLimitMs?: number;
}

const electronFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
const standInPath = join(import.meta.dirname, 'electron');
const defaultLimitMs = 20_000;

/**
 * ELECTRON=real and ELECTRON=stand-in decide alone; without them the real one goes first.
 * @throws Error that says what to do, where what was asked for is not to be had
 */
export async function chooseElectron(options: ChooseOptions = {}): Promise<Chosen> {
  const { env = process.env, mayDownload = true, downloadLimitMs = defaultLimitMs } = options;
  // Set to nothing is not set.
  const wanted = env['ELECTRON'] === '' ? undefined : env['ELECTRON'];
  if (wanted === 'stand-in') return standIn('ELECTRON=stand-in asks for it', env);
  if (wanted !== undefined && wanted !== 'real') {
    throw new Error(`ELECTRON=${wanted} is neither "real" nor "stand-in".`);
  }
  const installed = installedBinary();
  if (installed) return { host: 'electron', executablePath: installed, why: 'its binary is installed' };
  if (wanted !== 'real' && !mayDownload) return standIn("Electron's binary is not installed", env);
  const failure = await download(downloadLimitMs, env);
  const fetched = installedBinary();
  if (fetched) return { host: 'electron', executablePath: fetched, why: 'its binary has just been downloaded' };
  if (wanted === 'real') {
    throw new Error(
      `ELECTRON=real, but Electron's binary is not installed and its download failed (${failure}). ` +
        'Run "npx install-electron" where the network allows it.',
    );
  }
  return standIn(`Electron's binary is not installed and its download failed: ${failure}`, env);
}

/** @returns undefined where the package has no binary, or not all of it */
function installedBinary(): string | undefined {
  const pathFile = join(electronFolder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const path = join(electronFolder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(path) ? path : undefined;
}

/** Electron's own installer, ended at the limit. @returns why it failed; of no meaning where the binary is there */
function download(limitMs: number, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(electronFolder, 'install.js')], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    const limit = setTimeout(() => {
      said = `it took longer than ${String(limitMs / 1000)} s`;
      child.kill();
    }, limitMs);
    child.once('error', (error) => (said = error.message));
    child.once('close', () => {
      clearTimeout(limit);
      resolve(said.split('\n')[0] ?? '');
    });
  });
}

function standIn(why: string, env: NodeJS.ProcessEnv): Chosen {
  if (process.platform === 'win32') {
    throw new Error(`${why}; the stand-in runs on Linux and macOS only. Run "npx install-electron".`);
  }
  try {
    findChromium(env);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${why}; and the stand-in cannot run: ${reason}`, { cause });
  }
  return { host: 'stand-in', executablePath: standInPath, why };
}
