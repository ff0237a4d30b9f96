/** The call machine's state, events, commands and effects: the words in which `machine.ts` speaks. */
import type { Call, CallState, Destination, LegId, Outcome, TransferWay } from '../model/call.ts';
import type { StopReason } from '../model/invite.ts';
import type { OwnLine, PassProgress } from '../model/line.ts';

/** A 302 on its way. */
interface Redirecting {
  readonly leg: LegId;
  readonly purpose: 'send' | 'decline';
  readonly destination: Destination;
}

/** A 200, or the INVITE of a fetch, on its way: the caller is not here yet. */
export interface Taking {
  readonly leg: LegId;
  /** Where he goes then; null: that is to be chosen. */
  readonly destination: Destination | null;
  /** Of a fetch: what the call is again if it comes to nothing. */
  readonly from: SentState | TakenState | null;
}

export type SentState = CallState & { readonly kind: 'sent' };
export type TakenState = CallState & { readonly kind: 'taken' };

export interface OpenCall extends Call {
  /** When it began to ring here, the last time. */
  readonly rangEpochMs: number;
  /** How its last leg stopped; null while one rings, and where the leg was given up here. */
  readonly stop: { readonly reason: StopReason; readonly atEpochMs: number } | null;
  /** Of an answered call: whether it is over when the own line is idle. */
  readonly isOnOwnLine: boolean;
  readonly redirecting: Redirecting | null;
  /** A 302 whose ACK did not come in time: it may still come, and then the call is where that one sent it. */
  readonly unconfirmed: Redirecting | null;
  /** The leg of a caller who was taken; null where none is here. It rings no more, so it is not among `legs`. He may ring here again on
   *  another leg before the server has said what became of this one. */
  readonly takenLeg: LegId | null;
  readonly taking: Taking | null;
  /** A 200 whose ACK did not come in time: it may still come, and then the caller is here. */
  readonly perhapsTaken: Taking | null;
  /** Where it had been sent when it rang here again, the last time. */
  readonly backFrom: Destination | null;
  /** Whether a REFER is out of which nothing final is told. */
  readonly isPassedOn: boolean;
  /** Whether the card is on screen, unless the agent hid it. */
  readonly isShown: boolean;
  readonly isHiddenByAgent: boolean;
  /** A timer of an earlier generation changes nothing. */
  readonly generation: number;
}

export type CallEvent =
  | { readonly kind: 'leg-added'; readonly leg: LegId }
  | { readonly kind: 'leg-stopped'; readonly leg: LegId; readonly reason: StopReason }
  | { readonly kind: 'legs-lost'; readonly why: 'link' | 'slept' }
  | { readonly kind: 'acknowledged'; readonly leg: LegId }
  | { readonly kind: 'not-confirmed'; readonly leg: LegId }
  | { readonly kind: 'not-sent'; readonly leg: LegId }
  /** What the own line's lamp says now. */
  | { readonly kind: 'own-line'; readonly state: OwnLine }
  /** What that proves of this call, as `own-line.ts` judges it over all calls. */
  | { readonly kind: 'picked-up'; readonly atEpochMs: number }
  | { readonly kind: 'not-picked-up' }
  | { readonly kind: 'answered-elsewhere' }
  /** What the target's lamp tells, as `outcome.ts` judges it; of a call that was sent on. */
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  /** The 200 was acknowledged, or a fetch was answered: the caller is here. */
  | { readonly kind: 'taken'; readonly leg: LegId }
  /** A take or a fetch came to nothing. */
  | { readonly kind: 'not-taken'; readonly leg: LegId; readonly why: 'not-confirmed' | 'refused' }
  | { readonly kind: 'pass-progress'; readonly leg: LegId; readonly progress: PassProgress }
  /** The taken leg is over: the caller hung up. */
  | { readonly kind: 'hung-up'; readonly leg: LegId }
  | { readonly kind: 'timer'; readonly generation: number };

export type CallCommand =
  /** Of a call that rings, or that was taken and waits for a choice. */
  | { readonly kind: 'send'; readonly way: TransferWay; readonly destination: Destination }
  /** Of a call that was sent on, or rings where it is passed to: back here, to be sent to another. `dial`: the directed pickup's code and number. */
  | { readonly kind: 'fetch'; readonly dial: string; readonly leg: LegId }
  | { readonly kind: 'decline'; readonly destination: Destination }
  | { readonly kind: 'do-not-disturb' };

export type CallEffect =
  | { readonly kind: 'ring'; readonly leg: LegId }
  | { readonly kind: 'redirect'; readonly leg: LegId; readonly dial: string }
  | { readonly kind: 'reject'; readonly leg: LegId; readonly status: 480 | 486 }
  | { readonly kind: 'start-timer'; readonly generation: number; readonly delayMs: number }
  | { readonly kind: 'take'; readonly leg: LegId }
  /** REFER; to the own extension where `to` says so. */
  | { readonly kind: 'pass'; readonly leg: LegId; readonly to: { readonly dial: string } | 'own-extension' }
  | { readonly kind: 'fetch'; readonly leg: LegId; readonly dial: string }
  /** The outcome came when the card was gone: told once, by a notification. */
  | { readonly kind: 'notify' }
  | { readonly kind: 'record' }
  | { readonly kind: 'forget' };

export interface Step {
  readonly call: OpenCall;
  readonly effects: readonly CallEffect[];
}
