/** Starts the fixture app on the stand-in, with a profile of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchApp, type LaunchedApp, windowAt } from '../../electron-stand-in/launch.ts';

export const fixtureRoot = join(import.meta.dirname, '../../electron-stand-in/fixture');

export interface Fixture extends LaunchedApp {
  caller: Page;
  setup: Page;
  userDataDir: string;
}

/** What the fixture's main process writes down: `globalThis.seen`. */
export interface Seen {
  navigations: string[];
  opened: string[];
  seconds: string[];
  messages: unknown[];
  life: string[];
}

/** What the fixture's preload exposes. */
interface FixtureApi {
  echo: (value: unknown) => Promise<unknown>;
  fail: () => Promise<never>;
  who: () => Promise<unknown>;
  seal: (text: string) => Promise<unknown>;
  send: (value: unknown) => void;
  onTick: (listener: (value: number) => void) => () => void;
  platform: string;
  nested: { deep: { value: number } };
}

declare global {
  var fixture: FixtureApi;
  var ticks: number[];
  var seen: Seen;
}

export async function startFixture(env: Record<string, string> = {}): Promise<Fixture> {
  const userDataDir = mkdtempSync(join(tmpdir(), 'stand-in-test-'));
  const launched = await launchApp({ userDataDir, env, host: 'stand-in', root: fixtureRoot });
  const [caller, setup] = await Promise.all([
    windowAt(launched.app, '/caller.html'),
    windowAt(launched.app, '/setup.html'),
  ]);
  await Promise.all([caller.waitForLoadState(), setup.waitForLoadState()]);
  const stop = async (): Promise<void> => {
    await launched.stop();
    // A Chromium that was left alone may still be writing.
    rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  return { ...launched, caller, setup, userDataDir, stop };
}

export const readSeen = ({ app }: Fixture): Promise<Seen> => app.evaluate(() => globalThis.seen);
