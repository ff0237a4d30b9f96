/**
 * The life of one subscription: pure and total, `(state, event, context) → { state, effects }`.
 *
 * ```
 *       registered          accepted                       incomplete, time to refresh
 * off ───────────▶ subscribing ─────────▶ active ◀──────────────────────────────┐
 *  ▲    │ its turn    ▲  │ refused           │  │      accepted                 │
 *  │    ▼ is later    │  ├────────▶ refused ◀┘  └─────────────────▶ active, refresh out
 *  │  waiting ────────┘  │ failed, late          ended, 481, failed, late │
 *  │    ▲   timer        ▼                                                ▼
 *  │    └──────────────────────────────────────────────────────────────────
 *  └── lost, from anywhere
 * ```
 * sip.js's Subscriber is not used: it refreshes by a timer of its own, at a fixed share of the time granted, does not notice that the link
 * is gone, and a NOTIFY that overtakes the 200 is lost on it. Here a NOTIFY counts while `subscribing` and `active`, and
 * what leaves these two ends the dialog. A late or impossible event changes nothing.
 */
import { assertNever } from '../../model/result.ts';
import { lampRefreshDelayMs, registrationDelayMs } from '../delay.ts';
import type {
  SubscriptionContext,
  SubscriptionEffect,
  SubscriptionEvent,
  SubscriptionPhase,
  SubscriptionState,
  SubscriptionStep,
} from './subscription-state.ts';

type In<K extends SubscriptionPhase['kind']> = SubscriptionPhase & { readonly kind: K };
type WhileRegistered = Exclude<SubscriptionEvent, { readonly kind: 'lost' }>;
type Draft = {
  state: SubscriptionState;
  readonly effects: SubscriptionEffect[];
  readonly context: SubscriptionContext;
};

const BACKOFF = { baseMs: 2000, maxMs: 300_000 };
/** A server that says no is asked again two to four hours later, or with the next registration. */
const REFUSED_MS = 7_200_000;
/** A server that grants less is refreshed no more often. */
const MIN_REFRESH_MS = 5000;
const MAX_RETRY_AFTER_SEC = 3600;

/** No lamp for us here, today: who asks again at once only asks in vain. Anything else is worth another try. */
const REFUSALS: ReadonlySet<number> = new Set([
  401, 403, 404, 405, 406, 407, 410, 415, 416, 420, 484, 485, 488, 489, 501, 505, 600, 603, 604, 606,
]);
/** @see RFC 6665 §4.1.3 */
const FINAL_REASONS: ReadonlySet<string> = new Set(['rejected', 'noresource', 'invariant']);

/** One transition. Never throws. */
export function advanceSubscription(
  state: SubscriptionState,
  event: SubscriptionEvent,
  context: SubscriptionContext,
): SubscriptionStep {
  const draft: Draft = { state, effects: [], context };
  const { phase } = state;
  if (event.kind === 'lost') {
    if (phase.kind !== 'off') end(draft, () => ({ kind: 'off' }));
  } else {
    switch (phase.kind) {
      case 'off':
        if (event.kind !== 'registered') break;
        if (event.delayMs === 0) subscribe(draft, 0);
        else enter(draft, { kind: 'waiting', attempts: 0, timer: arm(draft, event.delayMs) });
        break;
      case 'waiting':
        if (isDue(phase, event)) subscribe(draft, phase.attempts);
        break;
      case 'refused':
        if (isDue(phase, event)) subscribe(draft, 0);
        break;
      case 'subscribing':
        whileSubscribing(draft, phase, event);
        break;
      case 'active':
        whileActive(draft, phase, event);
        break;
      default:
        assertNever(phase);
    }
  }
  return { state: draft.state, effects: draft.effects };
}

function whileSubscribing(draft: Draft, phase: In<'subscribing'>, event: WhileRegistered): void {
  if (event.kind === 'accepted') activate(draft, event.expiresSec, phase.attempts);
  else if (event.kind === 'failed') fail(draft, phase.attempts, event);
  else if (event.kind === 'ended') restart(draft, phase.attempts, event);
  else if (isDue(phase, event)) retry(draft, phase.attempts, null);
}

function whileActive(draft: Draft, phase: In<'active'>, event: WhileRegistered): void {
  const { nowEpochMs } = draft.context;
  switch (event.kind) {
    case 'accepted':
      // It has held for a while: the next failure is a first one.
      if (phase.refreshOut !== null) activate(draft, event.expiresSec, 0);
      break;
    case 'failed':
      if (phase.refreshOut !== null) fail(draft, phase.attempts, event);
      break;
    case 'ended':
      restart(draft, phase.attempts, event);
      break;
    case 'shortened':
      // A NOTIFY's own figure counts (RFC 6665 §4.1.3); rounding to seconds shortens nothing.
      if (phase.refreshOut === null && nowEpochMs + (event.expiresSec + 1) * 1000 < phase.expiresEpochMs) {
        activate(draft, event.expiresSec, phase.attempts);
      }
      break;
    case 'incomplete':
      if (phase.refreshOut === null) refresh(draft, phase);
      break;
    case 'timer':
      if (event.timer === phase.refreshOut) retry(draft, phase.attempts, null);
      else if (event.timer === phase.timer && phase.refreshOut === null) refresh(draft, phase);
      break;
    case 'registered':
      break;
    default:
      assertNever(event);
  }
}

function subscribe(draft: Draft, attempts: number): void {
  draft.effects.push({ kind: 'subscribe', lifetimeSec: draft.state.lifetimeSec });
  enter(draft, { kind: 'subscribing', attempts, timer: arm(draft, draft.context.answerMs) });
}

function refresh(draft: Draft, phase: In<'active'>): void {
  draft.effects.push({ kind: 'subscribe', lifetimeSec: draft.state.lifetimeSec });
  enter(draft, { ...phase, refreshOut: arm(draft, draft.context.answerMs) });
}

function activate(draft: Draft, expiresSec: number, attempts: number): void {
  const { nowEpochMs, random01 } = draft.context;
  const timer = arm(draft, Math.max(MIN_REFRESH_MS, lampRefreshDelayMs(expiresSec, random01)));
  enter(draft, {
    kind: 'active',
    attempts,
    expiresEpochMs: nowEpochMs + expiresSec * 1000,
    timer,
    refreshOut: null,
  });
}

function fail(draft: Draft, attempts: number, event: SubscriptionEvent & { readonly kind: 'failed' }): void {
  const { minExpiresSec } = event;
  if (REFUSALS.has(event.status)) refuse(draft);
  else if (minExpiresSec !== null && minExpiresSec > draft.state.lifetimeSec && minExpiresSec <= 86_400) {
    draft.state = { ...draft.state, lifetimeSec: minExpiresSec };
    retry(draft, attempts, 0);
  } else retry(draft, attempts, event.retryAfterSec);
}

function restart(draft: Draft, attempts: number, event: SubscriptionEvent & { readonly kind: 'ended' }): void {
  if (FINAL_REASONS.has(event.reason)) refuse(draft);
  else retry(draft, attempts, event.retryAfterSec);
}

function retry(draft: Draft, attempts: number, retryAfterSec: number | null): void {
  const delayMs =
    retryAfterSec === null
      ? registrationDelayMs(attempts + 1, draft.context.random01, BACKOFF)
      : Math.min(retryAfterSec, MAX_RETRY_AFTER_SEC) * 1000;
  end(draft, () => ({ kind: 'waiting', attempts: attempts + 1, timer: arm(draft, delayMs) }));
}

function refuse(draft: Draft): void {
  const delayMs = Math.floor(REFUSED_MS * (1 + draft.context.random01));
  end(draft, () => ({ kind: 'refused', timer: arm(draft, delayMs) }));
}

/** The dialog is over with its timers, and nothing is told any more. */
function end(draft: Draft, next: () => In<'off' | 'waiting' | 'refused'>): void {
  draft.effects.push({ kind: 'end' });
  enter(draft, next());
}

function enter(draft: Draft, phase: SubscriptionPhase): void {
  draft.state = { ...draft.state, phase };
}

function arm(draft: Draft, delayMs: number): number {
  const timer = draft.state.lastTimer + 1;
  draft.state = { ...draft.state, lastTimer: timer };
  draft.effects.push({ kind: 'timer', timer, delayMs });
  return timer;
}

function isDue(phase: { readonly timer: number }, event: SubscriptionEvent): boolean {
  return event.kind === 'timer' && event.timer === phase.timer;
}
