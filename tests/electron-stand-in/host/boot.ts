/** Electron's start-up order in plain Node: command line, the module `electron`, the app's main module, then `ready`. */
import { mkdirSync, readFileSync } from 'node:fs';
import inspector from 'node:inspector';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AppPackage } from './app.ts';
import { parseCommandLine } from './command-line.ts';
import { buildElectron, type StandIn } from './electron.ts';
import { answerElectron } from './module-hook.ts';

async function boot(args: string[]): Promise<void> {
  process.argv = [process.execPath, ...args];
  const { root, preloads, switches, inspectPort } = parseCommandLine(args);
  if (inspectPort !== undefined) inspector.open(inspectPort, '127.0.0.1');
  const folder = resolve(root);
  const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as AppPackage;
  const standIn = buildElectron(folder, description, switches);
  passForElectron(folder);
  Object.assign(globalThis, { electronStandIn: standIn.global });
  answerElectron(standIn.module);
  endBySignal(standIn);

  const require = createRequire(join(folder, 'package.json'));
  for (const preload of preloads) require(preload);
  await import(pathToFileURL(join(folder, description.main)).href);
  await becomeReady(standIn);
}

function passForElectron(root: string): void {
  const require = createRequire(import.meta.url);
  const { version } = require('electron/package.json') as { version: string };
  Object.assign(process, { type: 'browser', defaultApp: true, resourcesPath: join(root, 'resources') });
  Object.defineProperty(process, 'versions', {
    value: Object.freeze({ ...process.versions, electron: version, chrome: 'stand-in' }),
  });
}

async function becomeReady({ app, browser }: StandIn): Promise<void> {
  // A second instance has quit before it came to this.
  if (app.isQuitting) return;
  const profileFolder = join(app.getPath('sessionData'), 'stand-in-chromium');
  mkdirSync(profileFolder, { recursive: true });
  const isHeaded = process.env['STAND_IN_HEADED'] === '1';
  await browser.start({ profileFolder, locale: app.getLocale(), isHeaded }, (why) => {
    console.error(`Electron stand-in: ${why}`);
    process.exit(1);
  });
  app.becomeReady();
}

/** As Electron does on these signals: the app is asked to quit, and may clear up. */
function endBySignal({ app }: StandIn): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      app.quit();
    });
  }
}

await boot(process.argv.slice(2));
