/** Lays out what electron-builder expects of an unpacked Electron for Linux, so that packaging runs without its binary. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Marks the fuses in a binary. @see https://www.electronjs.org/docs/latest/tutorial/fuses */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const wireVersion = 1;
/** Electron's own defaults, one letter a fuse: `0` off, `1` on. */
const defaultFuses = '011000110';

/** Fills `folder` with an Electron that cannot run: its binary is a fuse wire and nothing else. */
export function layOutFakeElectron(folder: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  const wire = Buffer.concat([
    Buffer.from(`no program ${sentinel}`),
    Buffer.from([wireVersion, defaultFuses.length]),
    Buffer.from(defaultFuses),
  ]);
  writeFileSync(join(folder, 'electron'), wire, { mode: 0o755 });
  for (const name of ['locales/en-US.pak', 'chrome-sandbox', 'icudtl.dat', 'LICENSE', 'LICENSES.chromium.html']) {
    writeFileSync(join(folder, name), '');
  }
}
