/** What the outbox window is told: everything that has not reached the CRM yet. */
import * as v from 'valibot';
import { outboxStateView } from './client-views.ts';

const text = v.pipe(v.string(), v.maxLength(512));

export const outboxId = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

export const outboxView = v.object({
  /** The oldest first; what was sent is not among them. */
  items: v.array(
    v.object({
      id: outboxId,
      kind: v.picklist(['comment', 'lead', 'call-record']),
      /** Whom it is about: a client's name or a number. */
      about: v.nullable(text),
      /** The comment's text or the lead's title; null for a call record. */
      text: v.nullable(v.pipe(v.string(), v.maxLength(4000))),
      createdEpochMs: v.number(),
      state: outboxStateView,
      /** Waits for another item of the same client to go first. */
      isBehindAnother: v.boolean(),
    }),
  ),
  /** Why nothing can be kept on disk; null where all is well. */
  problem: v.nullable(text),
  nowEpochMs: v.number(),
  theme: v.picklist(['system', 'light', 'dark']),
});

export type OutboxView = v.InferOutput<typeof outboxView>;
export type OutboxItemView = OutboxView['items'][number];
