/** What is on its way to the CRM, on disk: a row is there, whole, when its method returns. */
import type { DatabaseSync } from 'node:sqlite';
import type { OutboxId, OutboxRow, OutboxState, OutboxWork } from '../model/outbox.ts';
import { isObjectWith, readAll } from './json-rows.ts';
import type { Loaded } from './protocol.ts';
import { inTransaction } from './transaction.ts';

/** What each kind must have, so that nobody stumbles over a row of another version. */
const stateKeys: Readonly<Record<OutboxState['kind'], readonly string[]>> = {
  held: ['untilEpochMs'],
  waiting: ['tries', 'nextTryEpochMs', 'error'],
  'in-flight': ['tries', 'sinceEpochMs'],
  'perhaps-sent': ['error', 'sinceEpochMs'],
  refused: ['error', 'atEpochMs'],
  sent: ['atEpochMs', 'createdId'],
};
const workKeys: Readonly<Record<OutboxWork['kind'], readonly string[]>> = {
  comment: ['target', 'text'],
  lead: ['title', 'name', 'number', 'responsibleId'],
  'call-record': [
    ...['number', 'startedEpochMs', 'durationSec', 'statusCode'],
    ...['isSentOn', 'employeeId', 'extension', 'line'],
  ],
};

/** Whether it is of a known kind, and has what its kind must have. */
function isOfKind(value: unknown, kinds: Readonly<Record<string, readonly string[]>>): boolean {
  if (!isObjectWith(value, ['kind'])) return false;
  const keys = typeof value.kind === 'string' && Object.hasOwn(kinds, value.kind) ? kinds[value.kind] : undefined;
  return keys !== undefined && isObjectWith(value, keys);
}

const isOutboxRow = (value: unknown): value is OutboxRow =>
  isObjectWith(value, ['item', 'state']) &&
  isObjectWith(value.item, ['id', 'lane', 'work', 'callId', 'callerKey', 'about', 'createdEpochMs']) &&
  isOfKind(value.item.work, workKeys) &&
  isOfKind(value.state, stateKeys) &&
  !(isObjectWith(value.state, ['kind', 'error']) && value.state.kind === 'refused' && value.state.error === null);

/** Every method throws what SQLite throws. */
export class OutboxRows {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** In the order in which they were put. What cannot be read is left where it is, and counted. */
  load(): Loaded<OutboxRow> {
    return readAll(this.#database.prepare('SELECT row FROM outbox ORDER BY place').all(), 'row', isOutboxRow);
  }

  /** Adds, or replaces the row of the same item in its place. */
  save(row: OutboxRow): void {
    this.#database
      .prepare(
        `INSERT INTO outbox (id, caller_key, row) VALUES (?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET caller_key = excluded.caller_key, row = excluded.row`,
      )
      .run(row.item.id, row.item.callerKey, JSON.stringify(row));
  }

  remove(ids: readonly OutboxId[]): void {
    const remove = this.#database.prepare('DELETE FROM outbox WHERE id = ?');
    inTransaction(this.#database, () => {
      for (const id of ids) remove.run(id);
    });
  }

  /** What has not reached the CRM: sent rows are kept for a while, and are not counted. */
  unsentOf(callerKey: string): number {
    const counted = this.#database
      .prepare(`SELECT count(*) AS n FROM outbox WHERE caller_key = ? AND row ->> '$.state.kind' <> 'sent'`)
      .get(callerKey);
    return Number(counted?.['n']);
  }

  forget(callerKey: string): void {
    this.#database.prepare('DELETE FROM outbox WHERE caller_key = ?').run(callerKey);
  }
}
