/** The history in one SQLite file: synchronous, for use in a worker. */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { CallId, EndReason, Outcome } from '../model/call.ts';
import type { CallRecord, EarlierQuery } from '../model/record.ts';
import { err, ok, type Result } from '../model/result.ts';
import { migrate, migrations } from './migrations.ts';
import type { StorageError } from './protocol.ts';

export interface OpenedDatabase {
  readonly database: CallDatabase;
  readonly setAside: string | null;
  readonly isFolderPrivate: boolean;
}

/** SQLite's primary result codes for a file that is damaged or is none of its own. @see sqlite.org/rescode.html */
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

const sqliteCodeOf = (error: unknown): number | null =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : null;

/** A failure of SQLite or of the file system as a value. */
export function storageErrorOf(error: unknown): StorageError {
  if (!(error instanceof Error)) throw error;
  const sqlite = sqliteCodeOf(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return { kind: 'failed', code: sqlite === null ? code : `SQLITE_${sqlite}`, detail: error.message };
}

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

/** Opens the file and checks it, before anything is written. */
function connect(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 5000 });
  try {
    // WAL with FULL: what was committed survives a killed process and a power cut.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
    const found = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {})[0];
    if (found !== 'ok') throw Object.assign(new Error(String(found)), { errcode: SQLITE_CORRUPT });
    return database;
  } catch (error) {
    database.close();
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

/** Opens, or makes, the database. A damaged file is set aside, never deleted, and a new one takes its place.
 *  @param steps the migrations; tests bring their own
 *  @returns `newer-version` for a file of a newer Ringside, `failed` where the system refuses */
export function openDatabase(
  file: string,
  atEpochMs: number,
  steps: readonly string[] = migrations,
): Result<OpenedDatabase, StorageError> {
  let aside: string | null = null;
  try {
    const isFolderPrivate = makeFolderPrivate(dirname(file));
    makeFilePrivate(file);
    let database: DatabaseSync;
    try {
      database = connect(file);
    } catch (error) {
      const code = sqliteCodeOf(error);
      if (code !== SQLITE_CORRUPT && code !== SQLITE_NOTADB) throw error;
      aside = setAside(file, atEpochMs);
      makeFilePrivate(file);
      database = connect(file);
    }
    const migrated = migrateOrClose(database, steps);
    return migrated.ok ? ok({ database: new CallDatabase(database), setAside: aside, isFolderPrivate }) : migrated;
  } catch (error) {
    return err(storageErrorOf(error));
  }
}

/** A caller who rings without end is told from his last calls. */
const MAX_EARLIER = 200;

interface CallRow {
  readonly id: string;
  readonly caller_key: string | null;
  readonly ringside_call: string | null;
  readonly number: string | null;
  readonly name: string | null;
  readonly started_epoch_ms: number;
  readonly ended_epoch_ms: number;
  readonly how: string;
  readonly sent_to_name: string | null;
  readonly sent_to: string | null;
  readonly sent_to_outcome: string | null;
}

const recordOf = (row: CallRow): CallRecord => ({
  id: row.id as CallId,
  callerKey: row.caller_key,
  ringsideCall: row.ringside_call,
  number: row.number,
  name: row.name,
  startedEpochMs: row.started_epoch_ms,
  endedEpochMs: row.ended_epoch_ms,
  how: row.how as EndReason,
  sentTo:
    row.sent_to === null
      ? null
      : { name: row.sent_to_name, shown: row.sent_to, outcome: (row.sent_to_outcome ?? 'not-told') as Outcome },
});

/** Every method throws what SQLite throws. */
export class CallDatabase {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Adds all or none, in this order. A record whose id is known replaces the former in its place, so that adding
   *  again after a doubtful failure makes no second line. */
  add(records: readonly CallRecord[]): void {
    const insert = this.#database.prepare(
      `INSERT INTO calls
         (id, caller_key, ringside_call, number, name, started_epoch_ms, ended_epoch_ms, how, sent_to_name, sent_to,
          sent_to_outcome)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET caller_key = excluded.caller_key, ringside_call = excluded.ringside_call,
         number = excluded.number, name = excluded.name, started_epoch_ms = excluded.started_epoch_ms,
         ended_epoch_ms = excluded.ended_epoch_ms, how = excluded.how, sent_to_name = excluded.sent_to_name,
         sent_to = excluded.sent_to, sent_to_outcome = excluded.sent_to_outcome`,
    );
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      for (const { id, callerKey, ringsideCall, number, name, startedEpochMs, endedEpochMs, how, sentTo } of records) {
        insert.run(
          ...[id, callerKey, ringsideCall, number, name],
          ...[startedEpochMs, endedEpochMs, how],
          ...[sentTo?.name ?? null, sentTo?.shown ?? null, sentTo?.outcome ?? null],
        );
      }
      this.#database.exec('COMMIT');
    } catch (error) {
      // SQLite has rolled back by itself where the disk was full or broken.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /** The last added first. */
  recent(limit: number): readonly CallRecord[] {
    const rows = this.#database.prepare('SELECT * FROM calls ORDER BY seq DESC LIMIT ?').all(limit);
    return rows.map((row) => recordOf(row as unknown as CallRow));
  }

  /** The last to end first, at most 200. */
  earlier({ callerKey, ringsideCall, sinceEpochMs }: EarlierQuery): readonly CallRecord[] {
    const rows = this.#database
      .prepare(
        `SELECT * FROM calls WHERE (caller_key = ? OR ringside_call = ?) AND ended_epoch_ms >= ?
         ORDER BY ended_epoch_ms DESC LIMIT ?`,
      )
      .all(callerKey, ringsideCall, sinceEpochMs, MAX_EARLIER);
    return rows.map((row) => recordOf(row as unknown as CallRow));
  }

  count(): number {
    return Number(this.#database.prepare('SELECT count(*) AS n FROM calls').get()?.['n']);
  }

  /** Removes calls that ended before, from the file and from its log too (`secure_delete`, checkpoint).
   *  @returns how many */
  forget(endedBeforeEpochMs: number): number {
    const { changes } = this.#database.prepare('DELETE FROM calls WHERE ended_epoch_ms < ?').run(endedBeforeEpochMs);
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return Number(changes);
  }

  close(): void {
    this.#database.close();
  }
}
