/** One call as the agent sees it, whatever number of legs ring for it. */
import type { Caller } from './caller.ts';
import type { TargetKind } from './plan.ts';

/** Our own id of a call: Call-IDs differ by leg and by server. */
export type CallId = string & { readonly CallId: unique symbol };
/** Our own id of one INVITE. */
export type LegId = string & { readonly LegId: unique symbol };

export type EndReason =
  /** The caller's hang-up was told: the only case that is called missed. */
  | 'caller-hung-up'
  /** Taken off this phone, nothing more told: neither missed nor answered. */
  | 'stopped-ringing'
  /** The own phone had it, and hung up. */
  | 'answered'
  /** Somebody else answered. */
  | 'answered-elsewhere'
  | 'declined'
  | 'do-not-disturb'
  /** The link to the server went. */
  | 'line-lost'
  /** This computer slept while it rang. */
  | 'slept'
  /** The app was ended while it rang: what became of it is not known. */
  | 'quit'
  /** The call could not be followed: broken off by the server. */
  | 'failed'
  /** Sent to a colleague, and all that can be told of it has been told. */
  | 'sent-on';

/** Where a call was or is being sent, as data: its words are the window's. */
export interface Destination {
  readonly targetId: string;
  /** User part of the Contact or Refer-To URI. */
  readonly dial: string;
  readonly kind: TargetKind;
  readonly personId: string | null;
  /** The person's or the queue's name; null where it is not known. */
  readonly name: string | null;
  /** The number as shown: `102`, `+1 415 555 0142`, masked where the company wants it. */
  readonly shown: string;
}

/** What became of a call that was sent on. Only lamps can tell more than `not-told`. */
export type Outcome = 'not-told' | 'ringing' | 'answered' | 'went-on' | 'back';

/** Why the last click did not send the call; its buttons are back. */
export type TransferNotice =
  /** No ACK came in time: perhaps sent, perhaps not. */
  | { readonly kind: 'not-confirmed'; readonly destination: Destination }
  /** The line could not send the answer at all. */
  | { readonly kind: 'refused'; readonly destination: Destination };

export type CallState =
  | { readonly kind: 'ringing'; readonly notice: TransferNotice | null }
  | { readonly kind: 'sending'; readonly destination: Destination; readonly sinceEpochMs: number }
  | {
      readonly kind: 'sent';
      readonly destination: Destination;
      readonly outcome: Outcome;
      readonly sinceEpochMs: number;
    }
  | {
      readonly kind: 'answered';
      readonly by: 'own-phone' | 'this-app';
      /** `agent`: the agent said "I have it", no lamp told. */
      readonly toldBy: 'lamp' | 'agent';
      /** Whether its end will be told; else the card stays until the agent hides it. */
      readonly isEndTold: boolean;
      readonly sinceEpochMs: number;
    }
  | {
      readonly kind: 'ended';
      readonly how: EndReason;
      /** Where it was being or had been sent when it ended. */
      readonly destination: Destination | null;
      readonly atEpochMs: number;
    };

/** What is known of a call from the line alone. */
export interface Call {
  readonly id: CallId;
  readonly caller: Caller;
  readonly startedEpochMs: number;
  readonly state: CallState;
  /** Legs that ring here now. */
  readonly legs: readonly LegId[];
  /** Dial strings that were tried, so that none is offered twice. */
  readonly tried: readonly string[];
}
