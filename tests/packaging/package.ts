/** `npm run package`: the unpacked app for this platform, out of what was built, or a plain word why it cannot be had. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chooseElectron, type Chosen } from '../electron-stand-in/choose.ts';
import { layOutFakeElectron } from './fake-electron.ts';
import { buildUnpacked, type UnpackedApp } from './unpacked-app.ts';

const root = join(import.meta.dirname, '../..');
const release = join(root, 'release');

const packaged = process.argv.includes('--fake-electron') ? await packageFake() : await packageReal();
process.exitCode = packaged ? 0 : 1;

/** The real Electron is packaged from where npm has it, so that what was tested is what is packaged. */
async function packageReal(): Promise<boolean> {
  const missing = whyMissing(await chosen());
  if (missing !== null) {
    console.error(
      `Not packaged: ${missing}\n` +
        'The app cannot be packaged without Electron’s binary. Run "npx install-electron" where the network allows it.\n' +
        'To try the packaging itself, with a fake Electron in the place of the binary: npm run package -- --fake-electron',
    );
    return false;
  }
  const electron = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  return build({ electronFolder: join(electron, 'dist'), releaseFolder: release });
}

async function packageFake(): Promise<boolean> {
  const electronFolder = mkdtempSync(join(tmpdir(), 'ringside-fake-electron-'));
  try {
    layOutFakeElectron(electronFolder);
    console.log('With a fake Electron for Linux: what is packaged can be looked at, but does not run.');
    return await build({ electronFolder, releaseFolder: join(release, 'fake'), args: ['--linux', '--x64'] });
  } finally {
    rmSync(electronFolder, { recursive: true, force: true });
  }
}

async function build(app: UnpackedApp): Promise<boolean> {
  if (!existsSync(join(root, 'out/main/index.js'))) {
    console.error('Not packaged: there is no build. Run "npm run build" first.');
    return false;
  }
  const { exitCode, written } = await buildUnpacked(app);
  console.log(written);
  console.log(exitCode === 0 ? `The unpacked app stands in ${app.releaseFolder}` : 'Not packaged: see above.');
  return exitCode === 0;
}

/** @returns null where the binary is there */
function whyMissing(found: Chosen | Error): string | null {
  if (found instanceof Error) return found.message;
  return found.host === 'electron' ? null : `${found.why}.`;
}

/** What is installed or comes within 20 s; the variable ELECTRON says nothing about packaging. */
function chosen(): Promise<Chosen | Error> {
  return chooseElectron({ env: { ...process.env, ELECTRON: '' } }).catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  );
}
