/** All or nothing, in one SQLite transaction. */
import type { DatabaseSync } from 'node:sqlite';

/** @throws what `work` throws, after everything was undone */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    database.exec('COMMIT');
    return value;
  } catch (error) {
    // SQLite has rolled back by itself where the disk was full or broken.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
