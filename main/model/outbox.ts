/** What is on its way to the CRM: one item for each thing to send, kept on disk until the portal has it. */
import type { CallId } from './call.ts';
import type { EntityRef } from './client.ts';
import type { CrmError } from './crm.ts';

/** Our own id of an item. It is the mark by which it is found in the portal: in a comment's text, as `originId`, as `EXTERNAL_CALL_ID`. */
export type OutboxId = string & { readonly OutboxId: unique symbol };

/** The system that our marks name in the CRM (`originatorId`). */
export const ORIGINATOR = 'ringside';

/** Whose timeline a comment goes to: a client's, or that of a lead which is itself still on its way. */
export type CommentTarget =
  { readonly kind: 'entity'; readonly entity: EntityRef } | { readonly kind: 'lead'; readonly item: OutboxId };

export type OutboxWork =
  /** `crm.timeline.comment.add`. The mark is added to the text when it is sent. */
  | { readonly kind: 'comment'; readonly target: CommentTarget; readonly text: string }
  /** `crm.item.add` of a lead. */
  | {
      readonly kind: 'lead';
      readonly title: string;
      readonly name: string | null;
      /** `+` and digits, else as it came; null where it is withheld. */
      readonly number: string | null;
      /** Portal's user id; null: the webhook's own. */
      readonly responsibleId: string | null;
    }
  /** `telephony.externalcall.register`, then `finish`, for a call that has ended. */
  | {
      readonly kind: 'call-record';
      readonly number: string;
      readonly startedEpochMs: number;
      readonly durationSec: number;
      /** 200 answered, 304 missed, as `finish` wants it. */
      readonly statusCode: 200 | 304;
      /** TYPE 3: came in, and was sent on. */
      readonly isSentOn: boolean;
      readonly employeeId: string | null;
      readonly extension: string | null;
      /** The line that was called; null where not known. */
      readonly line: string | null;
      /** The portal was away when the number was to be asked for: it is asked before it registers. */
      readonly isSearchDue?: true;
    };

export interface OutboxItem {
  readonly id: OutboxId;
  /** Items of one lane go out in the order in which they were put: `CONTACT:651`, `lead:ID`, `call:ID`. */
  readonly lane: string;
  readonly work: OutboxWork;
  readonly callId: CallId | null;
  /** Whose it is, for "forget this caller"; null where the number is withheld. */
  readonly callerKey: string | null;
  /** Host of the portal that it was written for: another one's ids are other people's. Absent: none was set up. */
  readonly portal?: string;
  /** Whom it is about, for the list: a client's name or a number; null where neither is known. */
  readonly about: string | null;
  readonly createdEpochMs: number;
}

export type OutboxState =
  /** Not before then, or before `release`: it can be taken back. */
  | { readonly kind: 'held'; readonly untilEpochMs: number }
  | {
      readonly kind: 'waiting';
      readonly tries: number;
      readonly nextTryEpochMs: number;
      readonly error: CrmError | null;
    }
  /** Written down before the request goes out: whoever finds it after a crash looks for the mark first. */
  | { readonly kind: 'in-flight'; readonly tries: number; readonly sinceEpochMs: number }
  /** It went out and its mark cannot be read back: neither sent again nor called sent. A person decides. */
  | { readonly kind: 'perhaps-sent'; readonly error: CrmError | null; readonly sinceEpochMs: number }
  /** The portal refused it, and asking again as it is changes nothing. A person decides. */
  | { readonly kind: 'refused'; readonly error: CrmError; readonly atEpochMs: number }
  /** `createdId`: what the portal made of it (a lead's id), for items that wait for it. */
  | { readonly kind: 'sent'; readonly atEpochMs: number; readonly createdId: string | null };

export interface OutboxRow {
  readonly item: OutboxItem;
  readonly state: OutboxState;
}

export type SendResult =
  | { readonly kind: 'sent'; readonly createdId: string | null }
  /** `isDoubtful`: it may have been done all the same (no answer, or one that could not be read): look for the mark first. */
  | { readonly kind: 'failed'; readonly error: CrmError; readonly isDoubtful: boolean }
  | { readonly kind: 'aborted' };

export type ReadBack =
  | { readonly kind: 'there'; readonly createdId: string | null }
  | { readonly kind: 'not-there' }
  /** Its mark cannot be looked for with these rights, or at all. */
  | { readonly kind: 'cannot-tell'; readonly error: CrmError | null }
  | { readonly kind: 'failed'; readonly error: CrmError }
  | { readonly kind: 'aborted' };
