/** Everything that is kept in one SQLite file: synchronous, for use in a worker. */
import type { DatabaseSync } from 'node:sqlite';
import type { Forgotten, HistoryPage, HistoryQuery } from '../model/history.ts';
import { CallWords } from './call-words.ts';
import { Calls } from './calls.ts';
import { KeptRows } from './kept-rows.ts';
import { Marks } from './marks.ts';
import { OutboxRows } from './outbox-rows.ts';
import { PickRows } from './picks.ts';
import { pageOf } from './search.ts';

/** Written anew within some 50 ms. */
const SMALL_BYTES = 8 * 1024 * 1024;

/** Every method throws what SQLite throws. */
export class Database {
  readonly calls: Calls;
  readonly words: CallWords;
  readonly outbox: OutboxRows;
  readonly lookups: KeptRows;
  readonly picks: PickRows;
  readonly marks: Marks;
  readonly #database: DatabaseSync;

  /** @param database open, of the newest version; closed by {@link close} */
  constructor(database: DatabaseSync, cipherKey: Uint8Array | null) {
    this.#database = database;
    this.marks = new Marks(database);
    this.words = new CallWords(database, this.marks);
    this.calls = new Calls(database, this.words);
    this.outbox = new OutboxRows(database);
    this.lookups = new KeptRows(database, cipherKey);
    this.picks = new PickRows(database);
  }

  /** Whatever is on disk is found, also what came a moment ago. */
  search(query: HistoryQuery): HistoryPage {
    if (query.text !== '') this.words.catchUp();
    return pageOf(this.#database, query);
  }

  wouldForget(callerKey: string): Forgotten {
    return { calls: this.calls.countOf(callerKey), unsent: this.outbox.unsentOf(callerKey) };
  }

  /** All that is kept of a caller but his calls. @returns how much of it had not reached the CRM */
  forgetCallerRest(callerKey: string): number {
    const unsent = this.outbox.unsentOf(callerKey);
    this.outbox.forget(callerKey);
    this.picks.remove([callerKey]);
    this.lookups.forgetCaller(callerKey);
    return unsent;
  }

  /** Writes the log into the file, as far as nobody reads it, so that adding a call does not have to. The log then begins anew in its place:
   *  a commit waits longer for one that grows. */
  settleLog(): void {
    this.#database.prepare('PRAGMA wal_checkpoint(PASSIVE)').get();
  }

  /** What was removed is overwritten in the file (`secure_delete`); the log goes with it.
   *  @throws Error where another connection still reads the log after five seconds */
  emptyLog(): void {
    const { busy } = { busy: 0, ...this.#database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() };
    if (busy !== 0) throw Object.assign(new Error('The log is being read.'), { code: 'EBUSY' });
  }

  /** Empties the log, and writes a small file anew: SQLite may leave a copy in the gap of a page when it moves a row about. */
  tidy(): void {
    const bytes = this.#database
      .prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size')
      .get()?.['bytes'];
    if (Number(bytes) <= SMALL_BYTES) this.rewrite();
    else this.emptyLog();
  }

  /** Seconds for a million calls. */
  rewrite(): void {
    this.#database.exec('VACUUM');
    this.emptyLog();
  }

  close(): void {
    this.#database.close();
  }
}
