/** Opens the database: private, sound, of this version. A damaged file is set aside. */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { err, ok, type Result } from '../model/result.ts';
import { Database } from './database.ts';
import { isDamage, SQLITE_CORRUPT, storageErrorOf } from './errors.ts';
import { migrate, migrations } from './migrations.ts';
import { OutboxRows } from './outbox-rows.ts';
import { CHECKED_MARK, type Damage, type StorageError } from './protocol.ts';

export interface OpenedDatabase {
  readonly database: Database;
  readonly setAside: string | null;
  readonly isFolderPrivate: boolean;
  readonly isChecked: boolean;
}

export interface OpenOptions {
  readonly file: string;
  readonly atEpochMs: number;
  /** For what is encrypted; null: nothing of that is kept. */
  readonly cipherKey: Uint8Array | null;
  /** Migrations; tests bring their own. */
  readonly steps?: readonly string[];
  /** The file is known to be damaged. */
  readonly isDamaged?: boolean;
}

/** A check reads the whole file. One of this size takes some 100 ms; a larger one is checked after it was opened, where it was not closed
 *  in an orderly way or has not been checked for a week. */
const CHECKED_AT_ONCE_BYTES = 16 * 1024 * 1024;
const CHECK_EVERY_MS = 7 * 24 * 60 * 60 * 1000;
/** Of pages in memory: a search among a million calls reads some hundred. */
const CACHE_KIB = 16 * 1024;

const isPosix = process.platform !== 'win32';

/** Makes the folder this user's only. On Windows the profile's own permissions do that.
 *  @returns false where it belongs to somebody else and stays open to others */
function makeFolderPrivate(folder: string): boolean {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!isPosix) return true;
  const { mode, uid } = statSync(folder);
  if ((mode & 0o077) === 0) return true;
  if (uid !== process.getuid?.()) return false;
  chmodSync(folder, 0o700);
  return true;
}

/** SQLite gives the `-wal` and `-shm` beside it the database's own mode. */
function makeFilePrivate(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
  if (isPosix) chmodSync(file, 0o600);
}

/** Renames the database with what belongs to it, so that nothing of it is lost and a new one can begin. */
function setAside(file: string, atEpochMs: number): string {
  const stamp = new Date(atEpochMs).toISOString().replaceAll(':', '-');
  const aside = file.replace(/(\.[^./\\]*)?$/, (ending) => `.corrupt-${stamp}${ending}`);
  for (const part of ['', '-wal', '-shm']) {
    if (existsSync(file + part)) renameSync(file + part, aside + part);
  }
  return aside;
}

/** What a check finds in an open database. It looks at the tables first, and at what the index holds last.
 *  @throws what SQLite throws, which may be the damage itself */
export function damageIn(database: DatabaseSync): Damage {
  const found = String(Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {})[0]);
  if (found === 'ok') return 'none';
  return /\bfts5\b/i.test(found) ? 'index' : 'file';
}

interface Connected {
  readonly connection: DatabaseSync;
  readonly isIndexDamaged: boolean;
}

/** Opens the file, before anything is written. */
function connect(file: string, isToCheck: boolean): Connected {
  const database = new DatabaseSync(file, { timeout: 5000 });
  try {
    // WAL with FULL: what was committed survives a killed process and a power cut.
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
      PRAGMA temp_store = MEMORY; PRAGMA cache_size = -${CACHE_KIB};`);
    const damage = isToCheck ? damageIn(database) : 'none';
    if (damage === 'file') throw Object.assign(new Error('quick_check'), { errcode: SQLITE_CORRUPT });
    return { connection: database, isIndexDamaged: damage === 'index' };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** @returns null for a damaged file */
function connectSound(file: string, isToCheck: boolean): Connected | null {
  try {
    return connect(file, isToCheck);
  } catch (error) {
    if (isDamage(error)) return null;
    throw error;
  }
}

function migrateOrClose(database: DatabaseSync, steps: readonly string[]): Result<void, StorageError> {
  let isUsable = false;
  try {
    const migrated = migrate(database, steps);
    isUsable = migrated.ok;
    return migrated;
  } finally {
    if (!isUsable) database.close();
  }
}

/** Whoever closes a database in an orderly way leaves no log. */
const hasLog = (file: string): boolean => (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;

const wasCheckedLately = ({ marks }: Database, atEpochMs: number): boolean =>
  Math.abs(atEpochMs - (marks.of(CHECKED_MARK) ?? -Infinity)) < CHECK_EVERY_MS;

/** Takes over what had not reached the CRM, as far as the damaged file still gives it away. That file is only read. */
function rescueOutbox(aside: string, into: Database): void {
  try {
    const damaged = new DatabaseSync(aside, { readOnly: true });
    try {
      for (const row of new OutboxRows(damaged).load().rows) into.outbox.save(row);
    } finally {
      damaged.close();
    }
  } catch (error) {
    // Damaged there too, or older than the outbox: it stays in the file that was set aside.
    if (!(error instanceof Error)) throw error;
  }
}

/** Opens, or makes, the database. A damaged file is set aside, never deleted, and a new one takes its place.
 *  @returns `newer-version` for a file of a newer Ringside, `failed` where the system refuses */
export function openDatabase(options: OpenOptions): Result<OpenedDatabase, StorageError> {
  const { file, atEpochMs, cipherKey, steps = migrations, isDamaged = false } = options;
  let aside: string | null = null;
  try {
    const isFolderPrivate = makeFolderPrivate(dirname(file));
    makeFilePrivate(file);
    const isSmall = statSync(file).size <= CHECKED_AT_ONCE_BYTES;
    const wasLeftOpen = hasLog(file);
    let connected = isDamaged ? null : connectSound(file, isSmall);
    if (connected === null) {
      aside = setAside(file, atEpochMs);
      makeFilePrivate(file);
      connected = connect(file, true);
    }
    const migrated = migrateOrClose(connected.connection, steps);
    if (!migrated.ok) return migrated;
    const database = new Database(connected.connection, cipherKey);
    if (connected.isIndexDamaged) database.words.beginAnew();
    if (aside !== null) rescueOutbox(aside, database);
    const isChecked = isSmall || aside !== null || (!wasLeftOpen && wasCheckedLately(database, atEpochMs));
    return ok({ database, setAside: aside, isFolderPrivate, isChecked });
  } catch (error) {
    return err(storageErrorOf(error));
  }
}
