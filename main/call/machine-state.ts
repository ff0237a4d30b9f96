/** The call machine's state, events, commands and effects: the words in which `machine.ts` speaks. */
import type { Call, Destination, LegId } from '../model/call.ts';
import type { StopReason } from '../model/invite.ts';
import type { OwnLine } from '../model/line.ts';

/** A 302 on its way. */
interface Redirecting {
  readonly leg: LegId;
  readonly purpose: 'send' | 'decline';
  readonly destination: Destination;
}

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
  | { readonly kind: 'timer'; readonly generation: number };

export type CallCommand =
  | { readonly kind: 'send'; readonly destination: Destination }
  | { readonly kind: 'decline'; readonly destination: Destination }
  | { readonly kind: 'do-not-disturb' };

export type CallEffect =
  | { readonly kind: 'ring'; readonly leg: LegId }
  | { readonly kind: 'redirect'; readonly leg: LegId; readonly dial: string }
  | { readonly kind: 'reject'; readonly leg: LegId; readonly status: 480 | 486 }
  | { readonly kind: 'start-timer'; readonly generation: number; readonly delayMs: number }
  | { readonly kind: 'record' }
  | { readonly kind: 'forget' };

export interface Step {
  readonly call: OpenCall;
  readonly effects: readonly CallEffect[];
}
