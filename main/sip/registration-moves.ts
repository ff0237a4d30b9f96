/** The moves that several states of the registration machine share. */
import type { LineProblem } from '../model/line.ts';
import { outageLimits, refreshDelayMs, registrationDelayMs, rejectedDelayMs } from './delay.ts';
import type { RegistrationDraft } from './registration-draft.ts';
import type { Outage, Phase } from './registration-state.ts';

type Registered = Phase & { kind: 'registered' };

/** Opens a link to the server whose turn it is. */
export function connect(draft: RegistrationDraft, outage: Outage): void {
  draft.emit({ kind: 'open', server: draft.server });
  draft.enter({ kind: 'connecting', outage, giveUpTimer: draft.arm(draft.timing.connectMs) });
}

/** Asks for a binding; calls may or may not reach us until it is answered. */
export function register(draft: RegistrationDraft, outage: Outage, answerMs: number): void {
  draft.emit({ kind: 'register', lifetimeSec: draft.lifetimeSec });
  draft.enter({ kind: 'registering', outage, giveUpTimer: draft.arm(answerMs) });
}

/** Registers again without giving up the registration; one that is out is given less time. */
export function verify(draft: RegistrationDraft, phase: Registered, answerMs: number): void {
  const isOut = phase.awaiting?.what === 'register' && answerMs === draft.timing.verifyMs;
  if (!isOut) draft.emit({ kind: 'register', lifetimeSec: draft.lifetimeSec });
  draft.enter({ ...phase, awaiting: { what: 'register', giveUpTimer: draft.arm(answerMs) } });
}

/** The binding stands: refresh and probe are due. */
export function accept(draft: RegistrationDraft, expiresSec: number, sinceEpochMs: number): void {
  draft.enter({
    kind: 'registered',
    sinceEpochMs,
    checkedEpochMs: draft.nowEpochMs,
    refreshTimer: draft.arm(refreshDelayMs(expiresSec, draft.random01)),
    probeTimer: draft.arm(draft.timing.probeIntervalMs),
    awaiting: null,
  });
}

/** Waits for the next try. Rejected credentials are tried at the same server: another one would hardly know better. */
export function retry(
  draft: RegistrationDraft,
  outage: Outage,
  problem: LineProblem,
  where: 'same-link' | 'same-server' | 'next-server',
): void {
  const attempts = outage.attempts + 1;
  const isRejected = problem.kind === 'credentials-rejected';
  const delayMs = isRejected
    ? rejectedDelayMs(draft.random01)
    : registrationDelayMs(attempts, draft.random01, outageLimits(draft.nowEpochMs - outage.sinceEpochMs));
  if (where === 'next-server' && !isRejected) draft.nextServer();
  draft.enter({
    kind: 'waiting',
    outage: { ...outage, attempts, problem },
    isLinkUp: where === 'same-link',
    tryTimer: draft.arm(delayMs),
    nextTryEpochMs: draft.nowEpochMs + delayMs,
  });
}

/** Removes the binding where there is a link to do it over. */
export function leave(draft: RegistrationDraft, why: 'suspend' | 'stop', isLinkUp: boolean): void {
  const then = why === 'suspend' ? 'suspended' : 'stopped';
  if (!isLinkUp) {
    draft.enter({ kind: then, sinceEpochMs: draft.nowEpochMs });
    return;
  }
  draft.emit({ kind: 'drop-legs', why: why === 'suspend' ? 'slept' : 'link' });
  draft.emit({ kind: 'unregister' });
  draft.enter({ kind: 'leaving', then, sinceEpochMs: draft.nowEpochMs, giveUpTimer: draft.arm(draft.timing.leaveMs) });
}

/** An outage in which nothing was tried yet. */
export function freshOutage(sinceEpochMs: number): Outage {
  return { sinceEpochMs, attempts: 0, problem: null };
}
