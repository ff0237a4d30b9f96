/** Starts the built app under Playwright's stock `_electron`, on the real Electron or the stand-in alike. */
import { type ChildProcess, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { chooseElectron, type Chosen } from './choose.ts';

export interface LaunchOptions {
  userDataDir: string;
  /** Further arguments for the app. */
  args?: readonly string[];
  /** Beside the process's own variables. */
  env?: Readonly<Record<string, string>>;
  /** Overrides the variable ELECTRON. */
  host?: 'real' | 'stand-in';
  /** Folder of the app; this project's own if left out. */
  root?: string;
  /** As of chooseElectron; false if left out. */
  mayDownload?: boolean;
}

export interface LaunchedApp {
  app: ElectronApplication;
  chosen: Chosen;
  /** The host's process; Playwright's own `app.process()` fails once it has ended. */
  child: ChildProcess;
  /** Everything the app has written to stderr so far: for the message of a failing test. */
  stderr: () => string;
  /** Ends the app whatever it says to that, and waits until its process has gone. Safe to call twice. */
  stop: () => Promise<void>;
}

const projectRoot = join(import.meta.dirname, '../..');

/** @throws Error where the app ends before it is ready, with what it wrote */
export async function launchApp(options: LaunchOptions): Promise<LaunchedApp> {
  const { userDataDir, args = [], env = {}, host, root = projectRoot, mayDownload = false } = options;
  const chosen = await chooseElectron({
    env: { ...process.env, ...(host ? { ELECTRON: host } : {}) },
    mayDownload,
  });
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const { executablePath } = chosen;
  const started = {
    executablePath,
    args: [root, `--user-data-dir=${userDataDir}`, ...args],
    env: { ...Object.fromEntries(inherited), ...env },
  };
  // Playwright would show every page its own "light" in place of the system's and the app's choice.
  const app = await _electron.launch({ ...started, colorScheme: null }).catch((cause: unknown) => {
    throw new Error(`The app could not be started on ${executablePath}.\n${lastWords(started)}`, { cause });
  });
  const child = app.process();
  let written = '';
  child.stderr?.on('data', (chunk: Buffer) => (written += chunk.toString('utf8')));
  return { app, chosen, child, stderr: () => written, stop: () => stop(app, child) };
}

/** Playwright keeps what a process wrote that ended too early to itself; a second start tells it. */
function lastWords({
  executablePath,
  args,
  env,
}: {
  executablePath: string;
  args: string[];
  env: NodeJS.ProcessEnv;
}): string {
  const { status, stdout, stderr } = spawnSync(executablePath, args, { env, timeout: 5000, encoding: 'utf8' });
  const words = `${stdout}${stderr}`.trim();
  return status === null ? `Started again without Playwright it ran on. ${words}` : words;
}

/**
 * The window whose address ends like this, e.g. `/caller/index.html`: the order in which windows come is not told by
 * either host, and the stand-in's addresses begin with https instead of `app:`. Waits until there is one.
 * @throws TimeoutError after 10 s
 */
export async function windowAt(app: ElectronApplication, ending: string): Promise<Page> {
  const isIt = (page: Page): boolean => new URL(page.url()).pathname.endsWith(ending);
  const waitMs = 10_000;
  const url = (address: URL): boolean => address.pathname.endsWith(ending);
  const there = app.windows().find(isIt);
  if (there) return there;
  const waiting = app.windows().map(async (page) => {
    await page.waitForURL(url, { timeout: waitMs, waitUntil: 'commit' });
    return page;
  });
  const coming = app.waitForEvent('window', {
    timeout: waitMs,
    predicate: async (page) => {
      await page.waitForURL(url, { timeout: waitMs, waitUntil: 'commit' });
      return true;
    },
  });
  return Promise.any([...waiting, coming]);
}

async function stop(app: ElectronApplication, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  // The answer is lost where the app ends first, which is what is asked for.
  app
    .evaluate(({ app: electronApp }) => {
      electronApp.exit(0);
    })
    .catch(() => undefined);
  await ended;
}
