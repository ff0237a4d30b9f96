import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { layOutFakeElectron } from '../../packaging/fake-electron.ts';
import { buildUnpacked } from '../../packaging/unpacked-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringside-package-'));
const unpacked = join(folder, 'release/linux-unpacked');
const asar = join(unpacked, 'resources/app.asar');
/** Places in Electron's fuse wire. @see https://www.electronjs.org/docs/latest/tutorial/fuses */
const fuses = {
  runAsNode: 0,
  enableCookieEncryption: 1,
  enableNodeOptionsEnvironmentVariable: 2,
  enableNodeCliInspectArguments: 3,
  enableEmbeddedAsarIntegrityValidation: 4,
  onlyLoadAppFromAsar: 5,
  grantFileProtocolExtraPrivileges: 7,
};

/** The letters after the sentinel, the wire's version and its length: `1` on, `0` off. */
function fuseWire(): string {
  const binary = readFileSync(join(unpacked, 'ringside'));
  const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
  const start = binary.indexOf(sentinel) + sentinel.length + 2;
  return binary.subarray(start, start + binary.readUInt8(start - 1)).toString('latin1');
}

interface Manifest {
  readonly main: string;
  readonly name: string;
  readonly type: string;
}
const manifest = (): Manifest => JSON.parse(extractFile(asar, 'package.json').toString('utf8')) as Manifest;

let exitCode = 1;
let written = '';
let files: readonly string[] = [];

beforeAll(async () => {
  layOutFakeElectron(join(folder, 'electron'));
  ({ exitCode, written } = await buildUnpacked({
    electronFolder: join(folder, 'electron'),
    releaseFolder: join(folder, 'release'),
    args: ['--linux', '--x64'],
  }));
  files = listPackage(asar, { isPack: false }).map((name) => name.replaceAll('\\', '/'));
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the unpacked app', () => {
  test('is built without a network', () => {
    expect({ exitCode, downloads: /download|ENOTFOUND/i.exec(written) }).toEqual({ exitCode: 0, downloads: null });
  });

  test('holds the build and its manifest, and nothing else', () => {
    expect(files.filter((name) => !/^\/(?:package\.json$|out(?:\/|$))/.test(name))).toEqual([]);
    expect(files.filter((name) => /node_modules|\.map$|\.ts$|\.svelte$|test|stand-in/.test(name))).toEqual([]);
  });

  test('holds what Electron starts with', () => {
    const { main, name, type } = manifest();
    expect({ main, name, type }).toEqual({ main: 'out/main/index.js', name: 'ringside', type: 'module' });
    for (const entry of [main, 'out/preload/preload.cjs', 'out/main/storage-worker.js']) {
      expect(extractFile(asar, entry).byteLength).toBeGreaterThan(0);
    }
    for (const window of ['caller', 'setup', 'status', 'colleagues']) {
      expect(extractFile(asar, `out/renderer/${window}/index.html`).toString('utf8')).toContain('<script');
    }
  });

  test('asks for no module that is not packaged with it', () => {
    const scripts = files.filter((name) => /^\/out\/(?:main|preload)\/.*\.c?js$/.test(name));
    const asked = scripts.flatMap((name) =>
      [
        ...extractFile(asar, name.slice(1))
          .toString('utf8')
          .matchAll(/^import .*?["']([^"'.][^"']*)["'];?$/gm),
      ].map(([, module]) => module ?? ''),
    );
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((module) => module !== 'electron' && !isBuiltin(module))).toEqual([]);
  });

  test('has each fuse as strict as it can be', () => {
    const wire = fuseWire();
    const told = Object.fromEntries(Object.entries(fuses).map(([fuse, place]) => [fuse, wire[place] === '1']));
    expect(told).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });
});
