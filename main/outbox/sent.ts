/** What stays of something that was sent. Pure. */
import type { OutboxId, OutboxRow } from '../model/outbox.ts';

/** So long a lead's id is kept on disk for comments that belong to it. */
const KEEP_LEAD_MS = 7 * 24 * 3_600_000;
/** Sent items that stay in memory for the cards and windows that show them. */
const MAX_SENT = 500;

/** Whether the disk keeps it: a lead that was sent, whose id later comments need; everything that was not sent. */
export const isKept = ({ item, state }: OutboxRow): boolean => state.kind !== 'sent' || item.work.kind === 'lead';

/** Ids of what was sent and need not be known any more: too long ago, or before too many others. */
export function outdated(rows: readonly OutboxRow[], nowEpochMs: number): readonly OutboxId[] {
  const sent = rows.filter(({ state }) => state.kind === 'sent');
  return sent
    .filter(({ state }, index) => {
      const isOld = state.kind === 'sent' && state.atEpochMs < nowEpochMs - KEEP_LEAD_MS;
      return isOld || index < sent.length - MAX_SENT;
    })
    .map(({ item }) => item.id);
}
