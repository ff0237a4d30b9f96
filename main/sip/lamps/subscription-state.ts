/** A subscription's states, events and effects: the words in which `subscription-machine.ts` speaks. */

export type SubscriptionPhase =
  /** Not registered: nothing can be asked. */
  | { readonly kind: 'off' }
  /** Between two tries, or before the first. */
  | { readonly kind: 'waiting'; readonly attempts: number; readonly timer: number }
  /** A SUBSCRIBE is out. */
  | { readonly kind: 'subscribing'; readonly attempts: number; readonly timer: number }
  | {
      readonly kind: 'active';
      readonly attempts: number;
      readonly expiresEpochMs: number;
      /** Refreshes. */
      readonly timer: number;
      /** Gives up the refresh that is out; null where none is. */
      readonly refreshOut: number | null;
    }
  /** The server does not tell us this. */
  | { readonly kind: 'refused'; readonly timer: number };

export interface SubscriptionState {
  readonly phase: SubscriptionPhase;
  /** Lifetime to ask for; a server may demand more (RFC 6665 §4.2.1.1). */
  readonly lifetimeSec: number;
  /** Number of the timer started last; every timer has its own, so that a stale one is harmless. */
  readonly lastTimer: number;
}

export type SubscriptionEvent =
  /** The line is registered. @param delayMs so that many lamps do not ask all at once */
  | { readonly kind: 'registered'; readonly delayMs: number }
  /** The line is registered no more. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'accepted'; readonly expiresSec: number }
  | {
      readonly kind: 'failed';
      readonly status: number;
      readonly retryAfterSec: number | null;
      /** Of a 423. */
      readonly minExpiresSec: number | null;
    }
  /** A NOTIFY said `terminated`. */
  | { readonly kind: 'ended'; readonly reason: string; readonly retryAfterSec: number | null }
  /** A NOTIFY named a lifetime. */
  | { readonly kind: 'shortened'; readonly expiresSec: number }
  /** A NOTIFY told only a part, and the rest is not known. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'timer'; readonly timer: number };

export type SubscriptionEffect =
  | { readonly kind: 'subscribe'; readonly lifetimeSec: number }
  /** The dialog is over: forget it and what it told. */
  | { readonly kind: 'end' }
  | { readonly kind: 'timer'; readonly timer: number; readonly delayMs: number };

export interface SubscriptionContext {
  readonly nowEpochMs: number;
  /** Uniform in [0,1). */
  readonly random01: number;
  /** Until a SUBSCRIBE must be answered. */
  readonly answerMs: number;
}

export interface SubscriptionStep {
  readonly state: SubscriptionState;
  readonly effects: readonly SubscriptionEffect[];
}

/** Ten minutes: long enough that a hundred lamps ask every four seconds, short enough that nothing lingers at the server. */
export const INITIAL_SUBSCRIPTION: SubscriptionState = { phase: { kind: 'off' }, lifetimeSec: 600, lastTimer: 0 };
