/** The registration machine while the line is registered: refreshes, probes, looks for a better server, and what ends it. */
import { assertNever } from '../model/result.ts';
import { problemOf } from './register-problem.ts';
import type { RegistrationDraft } from './registration-draft.ts';
import { accept, leave, move, register, retry, verify } from './registration-moves.ts';
import type { Phase, RegistrationEvent } from './registration-state.ts';

type Registered = Phase & { kind: 'registered' };

/** One event while calls reach us. */
export function whileRegistered(draft: RegistrationDraft, phase: Registered, event: RegistrationEvent): void {
  const { timing, nowEpochMs } = draft;
  switch (event.kind) {
    case 'register-accepted':
      draft.provedGood();
      accept(draft, event.expiresSec, phase);
      break;
    case 'register-failed':
      draft.bar(event.retryAfterSec);
      if (draft.acceptLongerLifetime(event.minExpiresSec)) verify(draft, phase, timing.answerMs);
      else if (draft.isBetterLeft(event.retryAfterSec)) {
        draft.closeLink('link');
        retry(draft, draft.freshOutage(nowEpochMs), problemOf(event), 'next-server');
      } else retry(draft, draft.freshOutage(nowEpochMs), problemOf(event), 'same-link');
      break;
    case 'displaced':
      // No call came since the last question; the legs that ring, ring over this link.
      retry(draft, draft.freshOutage(phase.checkedEpochMs), { kind: 'displaced' }, 'same-link');
      break;
    case 'answered':
      draft.enter({
        ...phase,
        checkedEpochMs: nowEpochMs,
        awaiting: phase.awaiting?.what === 'probe' ? null : phase.awaiting,
        probeTimer: draft.arm(timing.probeIntervalMs),
      });
      break;
    case 'silent':
      onSilent(draft, phase);
      break;
    case 'scouted':
      if (!draft.isBetter(event.server)) break;
      if (event.isRinging) draft.enter({ ...phase, scoutTimer: draft.arm(timing.scoutAgainMs) });
      else move(draft, event.server);
      break;
    case 'timer':
      onRegisteredTimer(draft, phase, event.timer);
      break;
    case 'connection-lost':
      draft.emit({ kind: 'drop-legs', why: 'link' });
      // A link that died in silence took calls with it since the last proof of life.
      retry(
        draft,
        draft.freshOutage(event.code === 'ping-timeout' ? phase.checkedEpochMs : nowEpochMs),
        draft.unreachable(event.code),
        'same-server',
      );
      break;
    case 'clock-gap':
      draft.emit({ kind: 'drop-legs', why: 'slept' });
      register(draft, draft.freshOutage(phase.checkedEpochMs), timing.verifyMs);
      break;
    case 'network-changed':
    case 'network-hint':
    case 'resume':
      verify(draft, phase, timing.verifyMs);
      break;
    case 'suspend':
    case 'stop':
      leave(draft, event.kind, true);
      break;
    case 'start':
    case 'connected':
    case 'left':
      break;
    default:
      assertNever(event);
  }
}

function onRegisteredTimer(draft: RegistrationDraft, phase: Registered, timer: number): void {
  const { awaiting } = phase;
  if (timer === awaiting?.giveUpTimer) {
    // Some servers ignore OPTIONS; none ignores REGISTER.
    if (awaiting.what === 'probe')
      verify(draft, phase, awaiting.isUrgent ? draft.timing.verifyMs : draft.timing.answerMs);
    else {
      draft.closeLink('link');
      retry(draft, draft.freshOutage(phase.checkedEpochMs), draft.unreachable('no-answer'), 'same-server');
    }
  } else if (timer === phase.refreshTimer) verify(draft, phase, draft.timing.answerMs);
  else if (timer === phase.probeTimer && awaiting === null) {
    draft.emit({ kind: 'probe' });
    draft.enter({
      ...phase,
      awaiting: { what: 'probe', giveUpTimer: draft.arm(draft.timing.answerMs), isUrgent: false },
    });
  } else if (timer === phase.scoutTimer) {
    draft.scoutBetter();
    draft.enter({ ...phase, scoutTimer: draft.armScout() });
  }
}

/** A server that answers no ping is asked at once, and not waited for as long as one that is not under suspicion. */
function onSilent(draft: RegistrationDraft, phase: Registered): void {
  const { awaiting } = phase;
  if (awaiting?.isUrgent === true) return;
  if (awaiting?.what === 'register') {
    verify(draft, phase, draft.timing.verifyMs);
    return;
  }
  if (awaiting === null) draft.emit({ kind: 'probe' });
  const giveUpTimer = draft.arm(draft.timing.verifyMs);
  draft.enter({ ...phase, awaiting: { what: 'probe', giveUpTimer, isUrgent: true } });
}
