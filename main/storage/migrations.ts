/** The database's shape, version by version (`PRAGMA user_version`). */
import type { DatabaseSync } from 'node:sqlite';
import { err, ok, type Result } from '../model/result.ts';
import type { StorageError } from './protocol.ts';

/** SQL that leads from version `index` to `index + 1`. Once released, a step never changes. */
export const migrations: readonly string[] = [
  `CREATE TABLE calls (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     number TEXT,
     name TEXT,
     started_epoch_ms INTEGER NOT NULL,
     ended_epoch_ms INTEGER NOT NULL,
     how TEXT NOT NULL,
     sent_to TEXT
   ) STRICT;
   CREATE INDEX calls_by_end ON calls (ended_epoch_ms);`,
];

/** @returns `PRAGMA user_version`, 0 for a new file */
export function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
}

/** Applies what is missing, each step in a transaction of its own, so that a broken one leaves the version before it.
 *  @returns an error, and nothing changed, for a file of a newer version
 *  @throws what SQLite throws when a step fails */
export function migrate(database: DatabaseSync, steps: readonly string[]): Result<void, StorageError> {
  const version = versionOf(database);
  if (version > steps.length) return err({ kind: 'newer-version', version });
  for (const [index, step] of steps.entries()) {
    if (index < version) continue;
    try {
      database.exec(`BEGIN IMMEDIATE; ${step}; PRAGMA user_version = ${index + 1}; COMMIT;`);
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }
  return ok(undefined);
}
