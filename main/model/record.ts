/** One line of the history: what rang and what became of it. */
import type { CallId, EndReason } from './call.ts';

export interface CallRecord {
  readonly id: CallId;
  /** As shown; null when withheld. */
  readonly number: string | null;
  /** The CRM's name, else the caller's own word, else null; null where names are not to be stored. */
  readonly name: string | null;
  readonly startedEpochMs: number;
  readonly endedEpochMs: number;
  readonly how: EndReason;
  /** "Anna Petrova · ext. 102" where it was sent on or being sent; null otherwise. */
  readonly sentTo: string | null;
}
