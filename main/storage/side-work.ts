/** Work that reads whole files, in a thread of its own: whether the database is sound, and where a text still stands. */
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { isDamage } from './errors.ts';
import { damageIn } from './open.ts';
import type { CheckMessage, ScanMessage } from './protocol.ts';

const CHUNK_BYTES = 1024 * 1024;

/** Checks the database beside the one who writes it.
 *  @throws what hinders it and is no damage of the file */
export function checkFile(file: string): CheckMessage {
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
    try {
      return { damage: damageIn(database) };
    } finally {
      database.close();
    }
  } catch (error) {
    if (isDamage(error)) return { damage: 'file' };
    throw error;
  }
}

/** @param needles as UTF-8; none may be empty
 *  @throws what the file system throws */
export function filesWith(files: readonly string[], needles: readonly string[]): ScanMessage {
  const wanted = needles.map((needle) => Buffer.from(needle, 'utf8'));
  return { files: files.filter((file) => existsSync(file) && holds(file, wanted)) };
}

function holds(file: string, needles: readonly Buffer[]): boolean {
  // What one chunk and the next share, so that nothing is missed between them.
  const overlap = Math.max(0, ...needles.map(({ length }) => length - 1));
  const chunk = Buffer.alloc(CHUNK_BYTES + overlap);
  const descriptor = openSync(file, 'r');
  try {
    for (let from = 0; ; from += CHUNK_BYTES) {
      const bytes = chunk.subarray(0, readSync(descriptor, chunk, 0, chunk.length, from));
      if (needles.some((needle) => bytes.includes(needle))) return true;
      if (bytes.length < chunk.length) return false;
    }
  } finally {
    closeSync(descriptor);
  }
}
