/** The calls in the database: synchronous, for use in a worker. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { HistoryCall } from '../model/history.ts';
import type { CallRecord, EarlierQuery } from '../model/record.ts';
import { historyCallOf, PUT_CALL, recordOf, valuesOf } from './call-rows.ts';
import type { CallWords } from './call-words.ts';
import { inTransaction } from './transaction.ts';

/** A caller who rings without end is told from his last calls. */
const MAX_EARLIER = 200;
/** Calls in one piece of a long work: well under 50 ms, measured with a million calls. */
const FORGOTTEN_AT_ONCE = 20;

/** Every method throws what SQLite throws. */
export class Calls {
  readonly #database: DatabaseSync;
  readonly #words: CallWords;
  readonly #find: StatementSync;
  readonly #put: StatementSync;
  /** Counting a million takes as long as ten inserts; null until it was done once. */
  #count: number | null = null;

  constructor(database: DatabaseSync, words: CallWords) {
    this.#database = database;
    this.#words = words;
    // Prepared once: that takes as long as an insert.
    this.#find = database.prepare('SELECT seq FROM calls WHERE id = ?');
    this.#put = database.prepare(PUT_CALL);
  }

  /** Adds all or none, in this order. A record whose id is known replaces the former in its place, so that adding
   *  again after a doubtful failure makes no second line. New ones get their words later: those cost as much again as the rows. */
  add(records: readonly CallRecord[]): void {
    let added = 0;
    inTransaction(this.#database, () => {
      for (const record of records) {
        const isNew = this.#find.get(record.id) === undefined;
        const seq = Number(this.#put.get(...valuesOf(record))?.['seq']);
        if (isNew) added += 1;
        else this.#words.renew(seq, record);
      }
    });
    if (this.#count !== null) this.#count += added;
  }

  /** The last added first. */
  recent(limit: number): readonly CallRecord[] {
    return this.#database.prepare('SELECT * FROM calls ORDER BY seq DESC LIMIT ?').all(limit).map(recordOf);
  }

  /** The last to end first, at most 200. */
  earlier({ callerKey, ringsideCall, sinceEpochMs }: EarlierQuery): readonly CallRecord[] {
    const rows = this.#database
      .prepare(
        `SELECT * FROM calls WHERE (caller_key = ? OR ringside_call = ?) AND ended_epoch_ms >= ?
         ORDER BY ended_epoch_ms DESC LIMIT ?`,
      )
      .all(callerKey, ringsideCall, sinceEpochMs, MAX_EARLIER);
    return rows.map(recordOf);
  }

  byId(id: string): HistoryCall | null {
    const row = this.#database.prepare('SELECT * FROM calls WHERE id = ?').get(id);
    return row === undefined ? null : historyCallOf(row);
  }

  /** How many there are, and when the first of them began. */
  span(): { readonly calls: number; readonly sinceEpochMs: number | null } {
    this.#count ??= Number(this.#database.prepare('SELECT count(*) AS n FROM calls').get()?.['n']);
    const first = this.#database
      .prepare('SELECT started_epoch_ms AS at FROM calls ORDER BY ended_epoch_ms LIMIT 1')
      .get();
    return { calls: this.#count, sinceEpochMs: first === undefined ? null : Number(first['at']) };
  }

  /** Missed calls that ended at that time or later. */
  missedSince(epochMs: number): number {
    const counted = this.#database
      .prepare(`SELECT count(*) AS n FROM calls WHERE ended_epoch_ms >= ? AND how IN ('caller-hung-up', 'caller-left')`)
      .get(epochMs);
    return Number(counted?.['n']);
  }

  countOf(callerKey: string): number {
    return Number(this.#database.prepare('SELECT count(*) AS n FROM calls WHERE caller_key = ?').get(callerKey)?.['n']);
  }

  /** How a caller's number was shown, and by what names he was known. */
  spellingsOf(callerKey: string): { readonly numbers: readonly string[]; readonly names: readonly string[] } {
    const all = (column: 'number' | 'name'): string[] =>
      this.#database
        .prepare(`SELECT DISTINCT ${column} AS spelled FROM calls WHERE caller_key = ? AND ${column} IS NOT NULL`)
        .all(callerKey)
        .map(({ spelled }) => String(spelled));
    return { numbers: all('number'), names: all('name') };
  }

  /** Removes some of the calls that ended before. @returns how many; 0 when none are left */
  forgetOlderSome(endedBeforeEpochMs: number): number {
    return this.#remove(
      this.#database
        .prepare('SELECT seq FROM calls WHERE ended_epoch_ms < ? ORDER BY ended_epoch_ms LIMIT ?')
        .all(endedBeforeEpochMs, FORGOTTEN_AT_ONCE),
    );
  }

  /** As {@link forgetOlderSome}, of one caller. */
  forgetCallerSome(callerKey: string): number {
    return this.#remove(
      this.#database.prepare('SELECT seq FROM calls WHERE caller_key = ? LIMIT ?').all(callerKey, FORGOTTEN_AT_ONCE),
    );
  }

  #remove(rows: readonly Readonly<Record<string, unknown>>[]): number {
    const removeCall = this.#database.prepare('DELETE FROM calls WHERE seq = ?');
    inTransaction(this.#database, () => {
      for (const { seq } of rows) {
        this.#words.remove(Number(seq));
        removeCall.run(Number(seq));
      }
    });
    if (this.#count !== null) this.#count -= rows.length;
    return rows.length;
  }
}
