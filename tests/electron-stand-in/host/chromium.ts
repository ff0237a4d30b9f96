/** The Chromium process. Its pipe ends it whenever this process ends, however; the port is what Playwright connects to. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { Cdp } from './cdp.ts';
import { findChromium } from './chromium-binary.ts';

export interface RunningChromium {
  cdp: Cdp;
  child: ChildProcess;
}

export interface ChromiumOptions {
  profileFolder: string;
  locale: string;
  isHeaded: boolean;
}

const quiet = [
  '--no-sandbox',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-startup-window',
  '--password-store=basic',
  '--use-mock-keychain',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-sync',
  '--disable-breakpad',
  '--disable-dev-shm-usage',
  '--disable-features=LocalNetworkAccessChecks,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,Translate,MediaRouter,OptimizationHints,IsolateOrigins,site-per-process,PaintHolding',
];
/** A hidden window is a page like any other here, and none may be slowed down behind a test's back. */
const prompt = [
  '--disable-gpu',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-ipc-flooding-protection',
  '--disable-hang-monitor',
  '--disable-site-isolation-trials',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
];

/** Starts it and waits for its "DevTools listening on", which is handed on to stderr as Playwright reads it there. */
export async function startChromium(options: ChromiumOptions): Promise<RunningChromium> {
  const binary = findChromium(process.env);
  const isHeaded = options.isHeaded && !binary.isHeadlessOnly;
  const args = [
    ...(isHeaded ? [] : ['--headless=new']),
    ...quiet,
    ...prompt,
    '--remote-debugging-pipe',
    '--remote-debugging-port=0',
    `--user-data-dir=${options.profileFolder}`,
    `--lang=${options.locale}`,
  ];
  const child = spawn(binary.path, args, {
    env: { ...process.env, ...binary.env },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const [, , stderr, toChromium, fromChromium] = child.stdio;
  process.stderr.write(`DevTools listening on ${await address(child, stderr as Readable)}\n`);
  return { cdp: new Cdp(toChromium as Writable, fromChromium as Readable), child };
}

function address(child: ChildProcess, stderr: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    stderr.on('data', (chunk: Buffer) => {
      if (process.env['STAND_IN_LOG']) process.stderr.write(chunk);
      if (said.length < 64_000) said += chunk.toString('utf8');
      const url = /DevTools listening on (ws:\/\/\S+)/.exec(said)?.[1];
      if (url) resolve(url);
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      reject(new Error(`Chromium ended at its start (${String(code ?? signal)}):\n${said}`));
    });
  });
}
