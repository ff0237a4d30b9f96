/** The built app on a new profile, registered at the office's PBX, with the page of its caller window. */
import type { ElectronApplication, Page } from 'playwright-core';
import { within } from '../bench/within.ts';
import type { Chosen } from '../electron-stand-in/choose.ts';
import { launchApp, windowAt, type LaunchedApp } from '../electron-stand-in/launch.ts';
import { companion, type Office } from './office.ts';

export interface InstalledApp {
  readonly app: ElectronApplication;
  readonly card: Page;
  readonly launched: LaunchedApp;
  readonly userDataDir: string;
  /** Asks it to quit, as the tray's menu does: open calls are recorded, the registration is given back. Safe to call twice. */
  readonly quit: () => Promise<void>;
}

export interface InstallOptions {
  /** Beside the process's own variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** The longest that its start, and then its registration, may take. */
  readonly limitMs?: number;
  /** Gets the new profile's folder before the app starts. */
  readonly prepare?: (userDataDir: string) => void;
}

/** @throws Error (rejects) with what the app wrote, where it does not register; nothing is left running then */
export async function installApp(
  office: Office,
  { host }: Pick<Chosen, 'host'>,
  { env = {}, limitMs, prepare }: InstallOptions = {},
): Promise<InstalledApp> {
  const { userDataDir, provisioningFile } = office.newProfile();
  prepare?.(userDataDir);
  const launching = launchApp({
    userDataDir,
    args: [`--provision=${provisioningFile}`, '--provision-silently'],
    env,
    host: host === 'electron' ? 'real' : 'stand-in',
  });
  const launched = await within('app started', launching, limitMs).catch(async (error: unknown) => {
    await launching.then((late) => late.stop());
    throw error;
  });
  try {
    const card = await within('registered', cardOf(launched, office), limitMs);
    return { app: launched.app, card, launched, userDataDir, quit: () => quitApp(launched) };
  } catch (cause) {
    await launched.stop();
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${why}\n${launched.stderr()}`.trim(), { cause });
  }
}

async function cardOf({ app }: LaunchedApp, { pbx }: Office): Promise<Page> {
  const [card] = await Promise.all([windowAt(app, '/caller/index.html'), pbx.whenRegistered(companion)]);
  await card.waitForSelector('[data-content]', { state: 'attached' });
  return card;
}

/** As {@link InstalledApp.quit}. */
export async function quitApp({ app, child }: LaunchedApp): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  // The answer is lost where the app ends first, which is what is asked for.
  app
    .evaluate(({ app: electronApp }) => {
      electronApp.quit();
    })
    .catch(() => undefined);
  await ended;
}
