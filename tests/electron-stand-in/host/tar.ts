/** Reads the plain files of a tar archive: as much of the format as @sparticuz/chromium's archives use. */

export interface TarFile {
  path: string;
  content: Buffer;
}

const blockBytes = 512;

/**
 * @throws Error on an entry that is neither a plain file nor a folder, or that would leave the folder it is unpacked to
 * @see POSIX.1-1988 ustar: name at 0 (100 bytes), size in octal at 124 (12), kind at 156 (1)
 */
export function readTar(archive: Buffer): TarFile[] {
  const files: TarFile[] = [];
  for (let at = 0; archive[at] !== 0 && at < archive.length;) {
    const field = (from: number, bytes: number): string =>
      archive.toString('utf8', at + from, at + from + bytes).replace(/\0.*$/s, '');
    const path = field(0, 100);
    const sizeBytes = Number.parseInt(field(124, 12), 8);
    const kind = field(156, 1);
    if (path.startsWith('/') || path.split('/').includes('..')) throw new Error(`tar: ${path} is outside`);
    if (kind === '0' || kind === '') {
      files.push({ path, content: archive.subarray(at + blockBytes, at + blockBytes + sizeBytes) });
    } else if (kind !== '5') throw new Error(`tar: ${path} is of kind ${kind}`);
    at += blockBytes + Math.ceil(sizeBytes / blockBytes) * blockBytes;
  }
  return files;
}
