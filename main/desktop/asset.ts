/** From an `app://ringside/…` URL to a file below one folder, and to nothing outside it. Needs no Electron. */
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { Result } from '../model/result.ts';
import { err, ok } from '../model/result.ts';

export const appScheme = 'app';
const appHost = 'ringside';
/** Origin of every page of the app, as `senderFrame.origin` tells it. */
export const appOrigin = `${appScheme}://${appHost}`;

export type AssetRefusal =
  | 'not-a-url'
  /** Another scheme or host than `app://ringside`. */
  | 'foreign'
  /** A path that leaves the folder, or tries to: `..`, backslash, NUL, a broken escape. */
  | 'outside'
  /** A kind of file that the pages do not consist of. */
  | 'kind'
  | 'not-found';

interface AssetPath {
  /** Absolute. */
  readonly path: string;
  readonly mime: string;
}

const mimes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** The file that a URL means. Text only: whether it exists, and where links lead, is for `readAsset`.
 *  @param root absolute folder, without a closing separator
 *  @param url untrusted, as the page asked for it. Never throws. */
export function resolveAsset(root: string, url: string): Result<AssetPath, AssetRefusal> {
  const parsed = URL.parse(url);
  if (parsed === null) return err('not-a-url');
  if (parsed.protocol !== `${appScheme}:` || parsed.host !== appHost || parsed.username !== '') return err('foreign');
  const path = decoded(parsed.pathname);
  if (path === null) return err('outside');
  // Split as text, before any file system has an opinion. A second escape, a drive and a stream end here too.
  const segments = path.replace(/^\//, '').split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..' || /[\\:%\0]/.test(segment)))
    return err('outside');
  const full = join(root, ...segments);
  if (!full.startsWith(root + sep)) return err('outside');
  const mime = mimes[extname(full)];
  return mime === undefined ? err('kind') : ok({ path: full, mime });
}

/** Reads the file that a URL means, unless a symbolic link leads out of the folder.
 *  @returns its bytes and MIME type. Never rejects for what a page can ask. */
export async function readAsset(
  root: string,
  url: string,
): Promise<Result<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly mime: string }, AssetRefusal>> {
  const asset = resolveAsset(root, url);
  if (!asset.ok) return asset;
  try {
    const [realRoot, real] = await Promise.all([realpath(root), realpath(asset.value.path)]);
    if (!real.startsWith(realRoot + sep)) return err('outside');
    return ok({ bytes: new Uint8Array(await readFile(real)), mime: asset.value.mime });
  } catch (failure) {
    if (isMissing(failure)) return err('not-found');
    throw failure;
  }
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    // A broken escape is no path; nothing else is thrown here.
    return null;
  }
}

/** No such file, a folder, or a file where a folder was named. */
function isMissing(failure: unknown): boolean {
  return (
    failure instanceof Error && 'code' in failure && ['ENOENT', 'EISDIR', 'ENOTDIR'].includes(String(failure.code))
  );
}
