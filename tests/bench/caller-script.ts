/** How much script the caller window loads before it can draw: its page's modules and all that these import. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** @param rendererFolder of the build, with `caller/index.html` in it
 *  @returns kB (1000 bytes), each file packed on its own as a server would
 *  @throws Error where the page has no script */
export function callerScriptGzipKb(rendererFolder: string): number {
  const page = join(rendererFolder, 'caller/index.html');
  const html = readFileSync(page, 'utf8');
  const files = new Set([...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path]) => at(page, path ?? '')));
  if (files.size === 0) throw new Error('The caller window has no script: build the app first.');
  // A set is walked in the order of insertion: what is added on the way is visited too.
  for (const file of files) {
    const source = readFileSync(file, 'utf8');
    for (const [, path] of source.matchAll(/(?:from|import)\s*\(?["'](\.{1,2}\/[^"']+\.js)["']/g)) {
      files.add(at(file, path ?? ''));
    }
  }
  const bytes = [...files].map((file) => gzipSync(readFileSync(file)).length).reduce((a, b) => a + b, 0);
  return bytes / 1000;

  function at(from: string, path: string): string {
    return path.startsWith('/') ? join(rendererFolder, path) : join(dirname(from), path);
  }
}
