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
  /** The app was ended while it rang, or while its caller was here: what became of it is not known. */
  | 'quit'
  /** The call could not be followed: broken off by the server. */
  | 'failed'
  /** Taken here, and the caller hung up before anybody had him. */
  | 'caller-left'
  /** Taken here, nobody chosen: sent back to the own extension. */
  | 'sent-back'
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
export type Outcome =
  | 'not-told'
  /** It rings at the target. */
  | 'ringing'
  | 'answered'
  /** It rang there and stopped without an answer of hers: voicemail, another phone, or the caller gave up. */
  | 'went-on'
  /** It rings here again. */
  | 'back';

/** How a ringing call is sent on: a 302, or answered here and referred (RFC 3515). */
export type TransferWay = 'redirect' | 'take';

/** Why a caller who was taken could not be passed on. */
export type PassFailure = 'busy' | 'no-such-number' | 'no-answer' | 'refused';

/** What is being done with a caller whom this app has answered. He hears silence until somebody has him. */
export type TakenStep =
  /** The 200, or the INVITE that fetches him back, is out; he is not ours yet. `destination`: where he goes then. */
  | { readonly kind: 'answering'; readonly destination: Destination | null }
  /** The REFER is out. */
  | { readonly kind: 'passing'; readonly destination: Destination; readonly isRinging: boolean }
  /** He waits for a choice; without one he goes back to the own extension. */
  | {
      readonly kind: 'choosing';
      readonly failed: { readonly destination: Destination; readonly why: PassFailure } | null;
      readonly untilEpochMs: number;
    }
  /** He goes back to the own extension; tried again until it is done. */
  | { readonly kind: 'returning'; readonly attempt: number };

/** Why the last click did not send the call; its buttons are back. */
export type TransferNotice =
  /** No ACK came in time: perhaps sent, perhaps not. */
  | { readonly kind: 'not-confirmed'; readonly destination: Destination }
  /** The line could not send the answer at all. */
  | { readonly kind: 'refused'; readonly destination: Destination }
  /** He could not be fetched back: nothing rings any more where he would be picked up. */
  | { readonly kind: 'not-fetched'; readonly destination: Destination }
  /** He was answered here and passed on, and rings here again. */
  | { readonly kind: 'came-back'; readonly destination: Destination };

export type CallState =
  | { readonly kind: 'ringing'; readonly notice: TransferNotice | null }
  | { readonly kind: 'sending'; readonly destination: Destination; readonly sinceEpochMs: number }
  | {
      readonly kind: 'sent';
      readonly destination: Destination;
      readonly way: TransferWay;
      readonly outcome: Outcome;
      readonly sinceEpochMs: number;
      /** When the outcome was told; null while it is `not-told`. */
      readonly outcomeEpochMs: number | null;
      /** Why it could not be fetched back. */
      readonly notice: (TransferNotice & { readonly kind: 'not-fetched' }) | null;
    }
  /** Answered here, and held for nobody but the next target. */
  | { readonly kind: 'taken'; readonly step: TakenStep; readonly sinceEpochMs: number }
  | {
      readonly kind: 'answered';
      readonly by: 'own-phone';
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
      /** What became of it there; null where it was not sent. */
      readonly outcome: Outcome | null;
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
