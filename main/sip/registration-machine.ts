/**
 * The registration machine: pure and total, `(state, event, context) → { state, effects }`.
 *
 * ```
 *            start                connected               accepted
 * stopped ─────────▶ connecting ───────────▶ registering ──────────▶ registered ◀─┐ refresh accepted,
 *    ▲                 ▲    │ lost, late         │ failed, lost, late   │  │   └─────┘ probe answered
 *    │            timer│    ▼                    ▼                      │  │ refresh failed, lost, not answered
 *    │                 └─ waiting ◀───────────────────────────────────◀─┘  │
 *    │                                  sleep noticed: registering ◀───────┘
 *    └──── leaving ◀── stop or suspend, from wherever the link is up ── suspended ── resume ──▶ connecting
 *             ▲ └── moving to a better server ──▶ connecting
 *             └──── registered, where a better server has answered a scout and no call rings
 * ```
 * What each state means stands beside its type in `registration-state.ts`. sip.js's Registerer is not used: it stays
 * `Registered` when the link is lost, and refreshes by a timer of its own. A late or impossible event changes nothing.
 */
import { assertNever } from '../model/result.ts';
import { problemOf } from './register-problem.ts';
import { RegistrationDraft } from './registration-draft.ts';
import { accept, askAgain, connect, leave, register, retry } from './registration-moves.ts';
import { whileRegistered } from './registration-held.ts';
import type {
  Outage,
  Phase,
  RegistrationContext,
  RegistrationEvent,
  RegistrationState,
  RegistrationStep,
} from './registration-state.ts';

type In<K extends Phase['kind']> = Phase & { kind: K };

/** One transition. Never throws. */
export function advance(
  state: RegistrationState,
  event: RegistrationEvent,
  context: RegistrationContext,
): RegistrationStep {
  const draft = new RegistrationDraft(state, context);
  const { phase } = state;
  switch (phase.kind) {
    case 'stopped':
      if (event.kind === 'start') connect(draft, draft.freshOutage(context.nowEpochMs));
      break;
    case 'suspended':
      whileSuspended(draft, phase, event);
      break;
    case 'waiting':
      whileWaiting(draft, phase, event);
      break;
    case 'connecting':
      whileConnecting(draft, phase, event);
      break;
    case 'registering':
      whileRegistering(draft, phase, event);
      break;
    case 'registered':
      whileRegistered(draft, phase, event);
      break;
    case 'leaving':
      whileLeaving(draft, phase, event);
      break;
    default:
      assertNever(phase);
  }
  return draft.step();
}

function whileSuspended(draft: RegistrationDraft, phase: In<'suspended'>, event: RegistrationEvent): void {
  if (event.kind === 'stop') draft.enter({ kind: 'stopped', sinceEpochMs: draft.nowEpochMs });
  // A gap in the clock means awake again, whether or not the system says so.
  if (event.kind === 'resume' || event.kind === 'start' || event.kind === 'clock-gap') {
    connect(draft, draft.freshOutage(phase.sinceEpochMs));
  }
}

function whileWaiting(draft: RegistrationDraft, phase: In<'waiting'>, event: RegistrationEvent): void {
  const isOnline = event.kind === 'network-hint' && event.isOnline;
  if (event.kind === 'timer' && event.timer === phase.tryTimer) {
    if (phase.isLinkUp) register(draft, phase.outage, draft.timing.answerMs);
    else connect(draft, phase.outage);
  } else if (event.kind === 'connection-lost' && phase.isLinkUp) {
    draft.emit({ kind: 'drop-legs', why: 'link' });
    draft.enter({ ...phase, isLinkUp: false });
  } else if (event.kind === 'clock-gap' || event.kind === 'network-changed' || event.kind === 'resume' || isOnline) {
    if (phase.isLinkUp) draft.closeLink(event.kind === 'clock-gap' ? 'slept' : 'link');
    connect(draft, phase.outage);
  } else if (event.kind === 'suspend' || event.kind === 'stop') leave(draft, event.kind, phase.isLinkUp);
}

function whileConnecting(draft: RegistrationDraft, phase: In<'connecting'>, event: RegistrationEvent): void {
  if (event.kind === 'connected') register(draft, phase.outage, draft.timing.answerMs);
  else if (event.kind === 'connection-lost') retry(draft, phase.outage, draft.unreachable(event.code), 'next-server');
  else if (event.kind === 'timer' && event.timer === phase.giveUpTimer) {
    draft.emit({ kind: 'close' });
    retry(draft, phase.outage, draft.unreachable('connect-timeout'), 'next-server');
  } else if (isUpheaval(event)) {
    draft.emit({ kind: 'close' });
    connect(draft, phase.outage);
  } else if (event.kind === 'suspend' || event.kind === 'stop') {
    draft.emit({ kind: 'close' });
    leave(draft, event.kind, false);
  }
}

function whileRegistering(draft: RegistrationDraft, phase: In<'registering'>, event: RegistrationEvent): void {
  if (event.kind === 'register-accepted') accept(draft, event.expiresSec, null);
  else if (event.kind === 'register-failed') {
    draft.bar(event.retryAfterSec);
    if (draft.acceptLongerLifetime(event.minExpiresSec)) register(draft, phase.outage, draft.timing.answerMs);
    else {
      draft.closeLink('link');
      retry(draft, phase.outage, problemOf(event), 'next-server');
    }
  } else if (event.kind === 'connection-lost') {
    draft.emit({ kind: 'drop-legs', why: 'link' });
    retry(draft, phase.outage, draft.unreachable(event.code), afterOneMore(phase.outage));
  } else if (event.kind === 'timer' && event.timer === phase.resendTimer) {
    if (phase.leftMs > 0) askAgain(draft, phase.outage, 2 * phase.waitMs, phase.leftMs);
    else {
      draft.closeLink('link');
      retry(draft, phase.outage, draft.unreachable('no-answer'), afterOneMore(phase.outage));
    }
  } else if (isUpheaval(event)) {
    draft.closeLink(event.kind === 'clock-gap' ? 'slept' : 'link');
    connect(draft, phase.outage);
  } else if (event.kind === 'suspend' || event.kind === 'stop') leave(draft, event.kind, true);
}

function whileLeaving(draft: RegistrationDraft, phase: In<'leaving'>, event: RegistrationEvent): void {
  const isOver =
    event.kind === 'left' ||
    event.kind === 'connection-lost' ||
    (event.kind === 'timer' && event.timer === phase.giveUpTimer);
  if (phase.then === 'moving') {
    if (event.kind === 'suspend' || event.kind === 'stop') {
      draft.emit({ kind: 'drop-legs', why: event.kind === 'suspend' ? 'slept' : 'link' });
      draft.enter({ ...phase, then: event.kind === 'suspend' ? 'suspended' : 'stopped' });
    } else if (isOver || isUpheaval(event)) {
      draft.closeLink(event.kind === 'clock-gap' ? 'slept' : 'link');
      connect(draft, draft.freshOutage(phase.sinceEpochMs));
    }
    return;
  }
  const isAwakeAgain = phase.then === 'suspended' && (event.kind === 'resume' || event.kind === 'clock-gap');
  // Calls still came while the server was told.
  const why = phase.then === 'suspended' ? 'slept' : 'link';
  if (event.kind === 'start' || isAwakeAgain) {
    draft.closeLink(why);
    connect(draft, draft.freshOutage(phase.sinceEpochMs));
  } else if (event.kind === 'stop') draft.enter({ ...phase, then: 'stopped' });
  else if (isOver) {
    draft.closeLink(why);
    draft.enter({ kind: phase.then, sinceEpochMs: phase.sinceEpochMs });
  }
}

/** What makes a link that is just coming up not worth waiting for. */
function isUpheaval(event: RegistrationEvent): boolean {
  return event.kind === 'clock-gap' || event.kind === 'network-changed' || event.kind === 'resume';
}

/** A registration that is lost while it is looked after gets one more try at the server that held it. */
function afterOneMore(outage: Outage): 'same-server' | 'next-server' {
  return outage.attempts === 0 ? 'same-server' : 'next-server';
}
