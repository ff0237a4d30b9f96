/** One line of the history: what rang and what became of it; and what such lines tell of a caller who calls again. */
import type { CallId, EndReason, Outcome } from './call.ts';
import type { EntityRef } from './client.ts';

/** What happened to a call while it was here, in order. */
export interface CallStep {
  readonly atEpochMs: number;
  readonly what:
    'rang' | 'sent' | 'taken' | 'rang-there' | 'answered-there' | 'went-on' | 'came-back' | 'answered' | 'ended';
  /** Where it was sent, as shown, for `sent`; null otherwise. */
  readonly to: string | null;
}

export interface CallRecord {
  readonly id: CallId;
  /** Equal for the same caller, however the number was spelled; null when withheld. */
  readonly callerKey: string | null;
  /** `X-Ringside-Call`, by which a call that comes back is known; null where the dialplan does not send it. */
  readonly ringsideCall: string | null;
  /** As shown; null when withheld. */
  readonly number: string | null;
  /** The CRM's name, else the caller's own word, else null; null where names are not to be stored. */
  readonly name: string | null;
  readonly startedEpochMs: number;
  /** When it ended here: of a call that was sent on, when it was sent; of one that goes on, when it was answered. */
  readonly endedEpochMs: number;
  readonly how: EndReason;
  /** Where it was sent on or being sent; null otherwise. The name is null where it is not known or not to be stored. */
  readonly sentTo: {
    readonly name: string | null;
    readonly shown: string;
    /** What became of it there, as far as it was told. */
    readonly outcome: Outcome;
  } | null;
  /** The client whom the card named first; the name is `name`. Null where none was known. */
  readonly client: EntityRef | null;
  /** Who is responsible for that client; null where nobody is, or where names are not to be stored. */
  readonly assignee: string | null;
  /** How it came here. Names are null where they are not known or not to be stored. */
  readonly route: {
    /** The line that was called: a queue's number or the own extension. */
    readonly called: string | null;
    readonly calledName: string | null;
    /** Who forwarded it, or the colleague who sent it on. */
    readonly from: string | null;
  };
  /** In order, the ring first. */
  readonly steps: readonly CallStep[];
  /** What the agent wrote of it, for a colleague or for the CRM; null where nothing, or where names are not to be stored. */
  readonly note: string | null;
}

/** Which former calls are asked for: of the same caller, or the same call under another id. */
export interface EarlierQuery {
  readonly callerKey: string | null;
  readonly ringsideCall: string | null;
  /** Calls that ended before are left out. */
  readonly sinceEpochMs: number;
}

/** What a card says of the same caller's calls before this one. */
export interface Earlier {
  /** Whole seconds from the last one's end to this ring; null where there is none. */
  readonly lastSecondsAgo: number | null;
  /** Calls since local midnight, this one not counted. */
  readonly timesToday: number;
  /** Where the last one was sent. */
  readonly sentTo: {
    readonly name: string | null;
    readonly shown: string;
    readonly secondsAgo: number;
    /** It is this very call, and rings here again: told by `X-Ringside-Call` alone. */
    readonly isBack: boolean;
  } | null;
}
