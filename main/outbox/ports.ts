/** What the outbox needs of the outside world. Adapters have these shapes without importing them. */
import type { OutboxId, OutboxItem, OutboxRow, ReadBack, SendResult } from '../model/outbox.ts';
import type { Result } from '../model/result.ts';

/** Why the disk did not do what was asked; `kind` names it. */
export interface StoreError {
  readonly kind: string;
}

/** Rows on disk. Promises never reject; what resolves with ok survives a kill. */
export interface OutboxStore {
  /** In the order in which they were first saved. */
  load(): Promise<Result<readonly OutboxRow[], StoreError>>;
  /** Adds, or replaces the row of the same item and keeps its place. */
  save(row: OutboxRow): Promise<Result<unknown, StoreError>>;
  /** Ids that are not there are ignored. */
  remove(ids: readonly OutboxId[]): Promise<Result<unknown, StoreError>>;
}

/** One portal. Promises never reject. A comment that is handed in has an entity as its target. */
export interface Sender {
  /** Its host: what is put while it is set up is for it alone. */
  readonly portal?: string | null;
  send(item: OutboxItem, signal: AbortSignal): Promise<SendResult>;
  /** Looks for the item's mark in the portal. */
  readBack(item: OutboxItem, signal: AbortSignal): Promise<ReadBack>;
}

export type OutboxProblem =
  /** Nothing goes out until it can be written down; what waits is kept in memory and tried again. */
  { readonly kind: 'not-kept'; readonly error: StoreError; readonly waiting: number } | { readonly kind: 'kept-again' };

export interface OutboxLimits {
  /** First delay between tries; doubled with each, up to `maxMs`. */
  readonly baseMs: number;
  readonly maxMs: number;
  /** "Not there" is believed so long after a request went out: a portal may be at work on one for 60 s that nobody waits for any more. */
  readonly settleMs: number;
  /** Requests at the same time. */
  readonly atOnce: number;
}

export const outboxLimits: OutboxLimits = { baseMs: 5000, maxMs: 600_000, settleMs: 65_000, atOnce: 2 };
