/** Finds a Chromium: the one that CHROMIUM_PATH names, an installed one, or the one inside @sparticuz/chromium. */
import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { readTar } from './tar.ts';

export interface ChromiumBinary {
  path: string;
  /** Variables it needs beside the process's own. */
  env: Record<string, string>;
  /** True for Chromium's headless shell, which can show no window. */
  isHeadlessOnly: boolean;
}

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);
const systemLibraries = [
  '/usr/lib/x86_64-linux-gnu',
  '/lib/x86_64-linux-gnu',
  '/usr/lib64',
  '/lib64',
  '/usr/lib',
  '/lib',
];

/** @throws Error that says what to do where there is none */
export function findChromium(env: NodeJS.ProcessEnv): ChromiumBinary {
  const named = env['CHROMIUM_PATH'];
  if (named) {
    if (!isExecutable(named)) throw new Error(`CHROMIUM_PATH names no program: ${named}`);
    return { path: named, env: {}, isHeadlessOnly: false };
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const candidates = [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...macApps];
  const installed = candidates.find(isExecutable);
  if (installed) return { path: installed, env: {}, isHeadlessOnly: false };
  if (process.platform === 'linux' && process.arch === 'x64') return bundledChromium(env);
  throw new Error('No Chromium found. Install Chromium or Chrome, or set CHROMIUM_PATH to its program.');
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Unpacked once for each version, next to the package; whoever comes first wins, and nobody sees half of it. */
function bundledChromium(env: NodeJS.ProcessEnv): ChromiumBinary {
  const require = createRequire(import.meta.url);
  const packageFolder = dirname(dirname(require.resolve('@sparticuz/chromium')));
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const cache = join(dirname(dirname(packageFolder)), '.cache', 'electron-stand-in');
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) unpack(join(packageFolder, 'bin'), cache, folder);
  // The system's own libraries first; those of the package fill in what a bare machine lacks.
  const libraries = [env['LD_LIBRARY_PATH'] ?? '', ...systemLibraries, join(folder, 'lib')].filter(Boolean);
  return {
    path: join(folder, 'chromium'),
    env: { FONTCONFIG_FILE: join(folder, 'fonts.conf'), LD_LIBRARY_PATH: libraries.join(':') },
    isHeadlessOnly: true,
  };
}

function unpack(bin: string, cache: string, folder: string): void {
  const draft = join(cache, `draft-${randomBytes(6).toString('hex')}`);
  mkdirSync(draft, { recursive: true });
  const packed = (name: string): Buffer => brotliDecompressSync(readFileSync(join(bin, name)));
  writeFileSync(join(draft, 'chromium'), packed('chromium.br'), { mode: 0o755 });
  for (const archive of ['fonts.tar.br', 'al2023.tar.br']) {
    for (const file of readTar(packed(archive))) {
      mkdirSync(dirname(join(draft, file.path)), { recursive: true });
      writeFileSync(join(draft, file.path), file.content, { mode: 0o755 });
    }
  }
  writeFileSync(join(draft, 'fonts.conf'), fontsConfiguration(folder));
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another process was faster, and its folder is the same; anything else is an error.
    if (!existsSync(join(folder, 'chromium'))) throw error;
  }
}

/** Open Sans for every family, so that pictures look alike on all machines; the system's fonts for other scripts. */
function fontsConfiguration(folder: string): string {
  const family = (name: string): string =>
    `<alias binding="same"><family>${name}</family><prefer><family>Open Sans</family></prefer></alias>`;
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'font-cache')}</cachedir>
  ${['sans-serif', 'serif', 'system-ui', 'sans', 'monospace'].map(family).join('\n  ')}
</fontconfig>
`;
}
