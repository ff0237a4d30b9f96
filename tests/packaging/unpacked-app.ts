/** Runs electron-builder over what `npm run build` left in `out/`. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
const electronBuilder = join(dirname(require.resolve('electron-builder/package.json')), 'cli.js');

export interface UnpackedApp {
  /** Folder of an unpacked Electron. */
  readonly electronFolder: string;
  /** Where the app is laid out, in a folder named after the platform. */
  readonly releaseFolder: string;
  /** Further arguments of electron-builder: `--linux`. */
  readonly args?: readonly string[];
}

/** @returns electron-builder's exit code and all that it wrote */
export function buildUnpacked({ electronFolder, releaseFolder, args = [] }: UnpackedApp): Promise<{
  readonly exitCode: number;
  readonly written: string;
}> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        electronBuilder,
        '--dir',
        ...args,
        `-c.electronDist=${electronFolder}`,
        `-c.directories.output=${releaseFolder}`,
      ],
      { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let written = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (written += chunk.toString('utf8')));
    }
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ exitCode: code ?? 1, written });
    });
  });
}
