/** Whom agents picked for a number, on disk. */
import type { DatabaseSync } from 'node:sqlite';
import type { Pick } from '../model/client.ts';
import { isObjectWith, readAll } from './json-rows.ts';
import type { Loaded } from './protocol.ts';
import { inTransaction } from './transaction.ts';

const isPick = (value: unknown): value is Pick =>
  isObjectWith(value, ['callerKey', 'match', 'pickedEpochMs', 'untilEpochMs']) &&
  isObjectWith(value.match, ['type', 'id', 'name', 'responsible']);

/** Every method throws what SQLite throws. */
export class PickRows {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Those that have expired too: the one who asks has the clock. */
  load(): Loaded<Pick> {
    return readAll(this.#database.prepare('SELECT pick FROM picks').all(), 'pick', isPick);
  }

  /** One for each caller; a new one replaces the former. */
  put(pick: Pick): void {
    this.#database
      .prepare(
        'INSERT INTO picks (caller_key, pick) VALUES (?, ?) ON CONFLICT (caller_key) DO UPDATE SET pick = excluded.pick',
      )
      .run(pick.callerKey, JSON.stringify(pick));
  }

  remove(callerKeys: readonly string[] | 'all'): void {
    if (callerKeys === 'all') {
      this.#database.exec('DELETE FROM picks');
      return;
    }
    const remove = this.#database.prepare('DELETE FROM picks WHERE caller_key = ?');
    inTransaction(this.#database, () => {
      for (const callerKey of callerKeys) remove.run(callerKey);
    });
  }
}
