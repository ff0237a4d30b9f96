/** What SQLite and the file system throw, as values. */
import type { Damage, StorageError } from './protocol.ts';

/** SQLite's primary result codes for a file that is damaged or is none of its own. @see sqlite.org/rescode.html */
export const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;
/** Of a table that a module keeps: here the index of words, which can be made anew from the calls. */
const SQLITE_CORRUPT_VTAB = 267;

/** The primary code, but for damage of the index. */
function sqliteCodeOf(error: unknown): number | null {
  if (!(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) return null;
  return error.errcode === SQLITE_CORRUPT_VTAB ? SQLITE_CORRUPT_VTAB : error.errcode & 0xff;
}

/** Whether the file itself is at fault. */
export function isDamage(error: unknown): boolean {
  const code = sqliteCodeOf(error);
  return code === SQLITE_CORRUPT || code === SQLITE_NOTADB;
}

/** A failure of SQLite or of the file system as a value.
 *  @throws what is no error */
export function storageErrorOf(error: unknown): StorageError {
  if (!(error instanceof Error)) throw error;
  const sqlite = sqliteCodeOf(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return { kind: 'failed', code: sqlite === null ? code : `SQLITE_${sqlite}`, detail: error.message };
}

const damages: Readonly<Record<string, Damage>> = {
  [`SQLITE_${SQLITE_CORRUPT}`]: 'file',
  [`SQLITE_${SQLITE_NOTADB}`]: 'file',
  [`SQLITE_${SQLITE_CORRUPT_VTAB}`]: 'index',
};

/** What is damaged, where that is why something failed. */
export const damageBehind = (error: StorageError): Damage =>
  (error.kind === 'failed' ? damages[error.code] : undefined) ?? 'none';
