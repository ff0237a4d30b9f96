/** Small numbers that outlive the app, by name. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';

export class Marks {
  readonly #get: StatementSync;
  readonly #set: StatementSync;

  constructor(database: DatabaseSync) {
    this.#get = database.prepare('SELECT value FROM marks WHERE name = ?');
    this.#set = database.prepare(
      'INSERT INTO marks (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    );
  }

  /** Null where none was set. */
  of(name: string): number | null {
    const value = this.#get.get(name)?.['value'];
    return typeof value === 'number' ? value : null;
  }

  /** @param value an integer */
  set(name: string, value: number): void {
    this.#set.run(name, value);
  }
}
