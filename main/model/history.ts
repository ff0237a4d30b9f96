/** What is asked of the history, and what it answers. */
import type { EndReason } from './call.ts';
import type { CallRecord } from './record.ts';

/** Classes of calls to filter by; each record belongs to exactly one (`classOf`). */
export const callClasses = ['missed', 'stopped-ringing', 'answered', 'sent-on', 'other'] as const;
export type CallClass = (typeof callClasses)[number];

const classes: Readonly<Record<EndReason, CallClass>> = {
  'caller-hung-up': 'missed',
  // Held here, he hung up before anybody had him: he wants to be called back like one who was missed.
  'caller-left': 'missed',
  'stopped-ringing': 'stopped-ringing',
  answered: 'answered',
  'answered-elsewhere': 'answered',
  'sent-on': 'sent-on',
  'sent-back': 'sent-on',
  declined: 'other',
  'do-not-disturb': 'other',
  'line-lost': 'other',
  slept: 'other',
  quit: 'other',
  failed: 'other',
};

/** The class that a call belongs to by how it ended. */
export const classOf = ({ how }: Pick<CallRecord, 'how'>): CallClass => classes[how];

export interface HistoryQuery {
  /** Beginnings of words of names, or digits a number ends with or begins with; '' is every call. */
  readonly text: string;
  /** Null: all classes. */
  readonly only: CallClass | null;
  /** Calls before this one in the list; null from the newest on. */
  readonly before: number | null;
  readonly limit: number;
}

/** A call in the list. `seq` is its place: newer calls have larger ones. */
export interface HistoryCall {
  readonly seq: number;
  readonly record: CallRecord;
}

export interface HistoryPage {
  /** The newest first. */
  readonly calls: readonly HistoryCall[];
  /** `before` of the next page; null after the last. */
  readonly next: number | null;
}

/** What "forget this caller" removes, told before it is done and after. */
export interface Forgotten {
  readonly calls: number;
  /** Notes, leads and records that have not reached the CRM. */
  readonly unsent: number;
}
