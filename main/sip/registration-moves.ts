/** The moves that several states of the registration machine share. */
import type { LineProblem } from '../model/line.ts';
import { refreshDelayMs, patientDelayMs } from './delay.ts';
import type { RegistrationDraft } from './registration-draft.ts';
import type { Outage, Phase } from './registration-state.ts';

type Registered = Phase & { kind: 'registered' };

/** Opens a link to the server whose turn it is. */
export function connect(draft: RegistrationDraft, outage: Outage): void {
  draft.emit({ kind: 'open', server: draft.server });
  draft.enter({ kind: 'connecting', outage, giveUpTimer: draft.arm(draft.timing.connectMs) });
}

/** Asks for a binding; calls may or may not reach us until it is answered.
 *  @param answerMs until the server is given up */
export function register(draft: RegistrationDraft, outage: Outage, answerMs: number): void {
  askAgain(draft, outage, draft.timing.resendMs, answerMs);
}

/** Asks once more for what was not answered. */
export function askAgain(draft: RegistrationDraft, outage: Outage, patienceMs: number, leftMs: number): void {
  const waitMs = Math.min(patienceMs, leftMs);
  draft.emit({ kind: 'register', lifetimeSec: draft.lifetimeSec });
  draft.enter({ kind: 'registering', outage, resendTimer: draft.arm(waitMs), waitMs, leftMs: leftMs - waitMs });
}

/** Registers again without giving up the registration; one that is out is given less time. */
export function verify(draft: RegistrationDraft, phase: Registered, answerMs: number): void {
  const isUrgent = answerMs === draft.timing.verifyMs;
  if (!isUrgent || phase.awaiting?.what !== 'register')
    draft.emit({ kind: 'register', lifetimeSec: draft.lifetimeSec });
  draft.enter({ ...phase, awaiting: { what: 'register', giveUpTimer: draft.arm(answerMs), isUrgent } });
}

/** The binding stands: refresh and probe are due. */
export function accept(draft: RegistrationDraft, expiresSec: number, before: Registered | null): void {
  draft.enter({
    kind: 'registered',
    sinceEpochMs: before?.sinceEpochMs ?? draft.nowEpochMs,
    checkedEpochMs: draft.nowEpochMs,
    refreshTimer: draft.arm(refreshDelayMs(expiresSec, draft.random01)),
    probeTimer: draft.arm(draft.timing.probeIntervalMs),
    // A refresh does not put it off: the two are about as frequent.
    scoutTimer: before?.scoutTimer ?? draft.armScout(),
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
  if (where === 'next-server' && problem.kind !== 'credentials-rejected') draft.nextServer();
  const delayMs = patientDelayMs(problem, draft.random01) ?? draft.retryDelayMs(outage, attempts);
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

/** Gives up a registration for one at a better server, at a moment at which no call rings. */
export function move(draft: RegistrationDraft, server: number): void {
  draft.emit({ kind: 'unregister' });
  draft.moveTo(server);
  const sinceEpochMs = draft.nowEpochMs;
  draft.enter({ kind: 'leaving', then: 'moving', sinceEpochMs, giveUpTimer: draft.arm(draft.timing.leaveMs) });
}
