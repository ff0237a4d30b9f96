import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { windowOptions } from '../../main/desktop/window-options.ts';
import { windowNames } from '../../main/model/window.ts';

const platforms = ['win32', 'darwin', 'linux'] as const;
const every = windowNames.flatMap((name) => platforms.map((platform) => [name, platform] as const));
const context = { preload: '/app/out/preload/preload.cjs', isDark: false };

describe('every window', () => {
  test.each(every)('%s on %s gives its page nothing but the bridge', (name, platform) => {
    expect(windowOptions(name, { ...context, platform }).webPreferences).toEqual({
      preload: '/app/out/preload/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      backgroundThrottling: true,
    });
  });

  test.each(every)('%s on %s is not shown by being made, and does not flash white in the dark', (name, platform) => {
    const options = windowOptions(name, { ...context, platform, isDark: true });
    expect([options.show, options.backgroundColor]).toEqual([false, '#1c1f24']);
  });
});

describe('the card', () => {
  test.each(platforms)('on %s cannot be given the focus, lies over all and is in no list of windows', (platform) => {
    expect(windowOptions('caller', { ...context, platform })).toMatchObject({
      focusable: false,
      alwaysOnTop: true,
      skipTaskbar: true,
      frame: false,
      transparent: false,
      resizable: false,
      acceptFirstMouse: true,
      width: 420,
    });
  });

  test('is a toolbar on Windows and a panel on macOS', () => {
    expect(platforms.map((platform) => windowOptions('caller', { ...context, platform }).type)).toEqual([
      'toolbar',
      'panel',
      undefined,
    ]);
  });
});

describe('the source', () => {
  const main = join(import.meta.dirname, '../../main');
  const sources = readdirSync(main, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [name.replaceAll('\\', '/'), readFileSync(join(main, name), 'utf8')] as const);
  const filesWith = (pattern: RegExp): readonly string[] =>
    sources.filter(([, text]) => pattern.test(text)).map(([name]) => name);

  test('makes windows with these options only', () => {
    expect(filesWith(/new (?:BrowserWindow|BaseWindow|WebContentsView)\b/).toSorted()).toEqual([
      'desktop/caller-window.ts',
      'desktop/plain-window.ts',
    ]);
    expect(filesWith(/new BrowserWindow\((?!\s*windowOptions\()/)).toEqual([]);
  });

  test('opens the system’s browser through one door', () => {
    expect(filesWith(/\bopenExternal\(/)).toEqual(['desktop/links.ts']);
  });

  test('gives the card the focus in its summon and nowhere else', () => {
    const text = readFileSync(join(main, 'desktop/caller-window.ts'), 'utf8');
    const summon = text.slice(text.indexOf('  summon(): boolean {'), text.indexOf('  /** Gives the focus back'));
    const taking = /\.(?:show|focus|moveTop|setFocusable\(true|restore)\b/g;
    expect(text.replace(summon, '').match(taking)).toBeNull();
    expect(summon.match(/\.focus\(/g)).toHaveLength(2);
  });
});
