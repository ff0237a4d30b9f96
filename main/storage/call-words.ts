/** The index of words, by which calls are found. It follows the calls: what was added gets its words in a quiet moment, many calls at a
 *  time, and before anybody looks for words. Synchronous, for use in a worker. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { CallRecord } from '../model/record.ts';
import { historyCallOf } from './call-rows.ts';
import type { Marks } from './marks.ts';
import { CREATE_WORDS } from './migrations.ts';
import { inTransaction } from './transaction.ts';
import { wordsOf } from './words.ts';

/** Calls in one piece of a long work: well under 50 ms, measured with a million calls. */
const INDEXED_AT_ONCE = 200;
/** Calls with a smaller `seq` are of an earlier version and have no words yet. */
const WORDS_BELOW = 'words-below';

/** Every method throws what SQLite throws. */
export class CallWords {
  readonly #database: DatabaseSync;
  readonly #marks: Marks;
  readonly #after: StatementSync;
  readonly #now: StatementSync;
  readonly #add: StatementSync;
  readonly #replace: StatementSync;
  readonly #remove: StatementSync;
  /** Calls with a greater `seq` have no words yet; null until it was looked up. Not kept on disk, where the index itself says it: words
   *  are made in the order of the calls, and no `seq` comes twice. */
  #through: number | null = null;

  constructor(database: DatabaseSync, marks: Marks) {
    this.#database = database;
    this.#marks = marks;
    this.#after = database.prepare('SELECT * FROM calls WHERE seq > ? ORDER BY seq LIMIT ?');
    this.#now = database.prepare('SELECT words FROM call_words WHERE rowid = ?');
    this.#add = database.prepare('INSERT INTO call_words (rowid, words) VALUES (?, ?)');
    this.#replace = database.prepare('UPDATE call_words SET words = ? WHERE rowid = ?');
    this.#remove = database.prepare('DELETE FROM call_words WHERE rowid = ?');
  }

  /** A call that was there says something else now. Where it has no words yet, there is nothing to do. */
  renew(seq: number, record: CallRecord): void {
    if (seq < this.#below() || seq > this.#throughSeq()) return;
    const words = wordsOf(record);
    if (this.#now.get(seq)?.['words'] !== words) this.#replace.run(words, seq);
  }

  remove(seq: number): void {
    this.#remove.run(seq);
  }

  /** Begins the index anew: from now on no call has words. */
  beginAnew(): void {
    inTransaction(this.#database, () => {
      this.#database.exec(`DROP TABLE call_words; ${CREATE_WORDS}`);
      const last = this.#database.prepare('SELECT max(seq) AS seq FROM calls').get()?.['seq'];
      this.#marks.set(WORDS_BELOW, Number(last ?? 0) + 1);
    });
    this.#through = null;
  }

  /** Gives all that was added their words. */
  catchUp(): void {
    while (this.#nextSome());
  }

  /** Gives a piece of the calls that were added, else of those of an earlier version, their words. @returns whether any are left */
  makeSome(): boolean {
    return this.#nextSome() || this.#olderSome();
  }

  /** @returns whether any are left. One that came this moment waits for others: a piece costs as much for one call as for fifty. */
  #nextSome(): boolean {
    const calls = this.#after.all(this.#throughSeq(), INDEXED_AT_ONCE).map(historyCallOf);
    const last = calls.at(-1);
    if (last === undefined) return false;
    inTransaction(this.#database, () => {
      for (const { seq, record } of calls) this.#add.run(seq, wordsOf(record));
    });
    this.#through = last.seq;
    return calls.length === INDEXED_AT_ONCE;
  }

  /** From the newest back. @returns whether any are left */
  #olderSome(): boolean {
    const calls = this.#database
      .prepare('SELECT * FROM calls WHERE seq < ? ORDER BY seq DESC LIMIT ?')
      .all(this.#below(), INDEXED_AT_ONCE)
      .map(historyCallOf);
    if (calls.length === 0) return false;
    inTransaction(this.#database, () => {
      // The index takes ascending rows in one go, and each that goes back in one of its own.
      for (const { seq, record } of calls.toReversed()) this.#add.run(seq, wordsOf(record));
      this.#marks.set(WORDS_BELOW, calls.at(-1)?.seq ?? 0);
    });
    return calls.length === INDEXED_AT_ONCE;
  }

  #below(): number {
    return this.#marks.of(WORDS_BELOW) ?? 0;
  }

  #throughSeq(): number {
    if (this.#through !== null) return this.#through;
    const last = this.#database.prepare('SELECT rowid AS seq FROM call_words ORDER BY rowid DESC LIMIT 1').get();
    this.#through = Math.max(Number(last?.['seq'] ?? 0), this.#below() - 1);
    return this.#through;
  }
}
