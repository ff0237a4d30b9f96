/** The call machine's state, events, commands and effects: the words in which `machine.ts` speaks. */
import type { Call, Destination, LegId } from '../model/call.ts';
import type { StopReason } from '../model/invite.ts';

/** A 302 on its way. */
interface Redirecting {
  readonly leg: LegId;
  readonly purpose: 'send' | 'decline';
  readonly destination: Destination;
}

export interface OpenCall extends Call {
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
