/** The registration machine's states, events and effects: the words in which `registration-machine.ts` speaks. */
import type { LineProblem } from '../model/line.ts';

/** A time without a registration. */
export interface Outage {
  /** Since when no call can have reached us. */
  readonly sinceEpochMs: number;
  /** Tries that failed so far. */
  readonly attempts: number;
  /** Where in each window this desk tries, in [0,1): drawn once, so that many desks stay spread. */
  readonly place01: number;
  readonly problem: LineProblem | null;
}

/** A request that is out while we are registered. */
interface Awaiting {
  readonly what: 'register' | 'probe';
  readonly giveUpTimer: number;
  /** The link is under suspicion: silence is believed sooner. */
  readonly isUrgent: boolean;
}

export type Phase =
  /** Not started, or stopped: nothing is sent. */
  | { readonly kind: 'stopped'; readonly sinceEpochMs: number }
  /** The computer said that it goes to sleep: no binding, no link. */
  | { readonly kind: 'suspended'; readonly sinceEpochMs: number }
  /** Between two tries. The link may still be up, and legs ring on, when only a refresh was refused. */
  | {
      readonly kind: 'waiting';
      readonly outage: Outage;
      readonly isLinkUp: boolean;
      readonly tryTimer: number;
      readonly nextTryEpochMs: number;
    }
  /** A link is being opened. */
  | { readonly kind: 'connecting'; readonly outage: Outage; readonly giveUpTimer: number }
  /** The link is up, a REGISTER is out, and whether calls reach us is not known. */
  | {
      readonly kind: 'registering';
      readonly outage: Outage;
      readonly resendTimer: number;
      /** Waited for an answer since the REGISTER that went out last. */
      readonly waitMs: number;
      /** After that, until the server is given up. */
      readonly leftMs: number;
    }
  /** Calls reach us; every 15 s a request of ours proves it. */
  | {
      readonly kind: 'registered';
      readonly sinceEpochMs: number;
      readonly checkedEpochMs: number;
      readonly refreshTimer: number;
      readonly probeTimer: number;
      /** Looks whether a better server is back; null at the first one. */
      readonly scoutTimer: number | null;
      readonly awaiting: Awaiting | null;
    }
  /** The binding is being removed, for 1 s at most, before the link is closed. */
  | {
      readonly kind: 'leaving';
      readonly then: 'stopped' | 'suspended' | 'moving';
      readonly sinceEpochMs: number;
      readonly giveUpTimer: number;
    };

export interface RegistrationState {
  readonly phase: Phase;
  /** Index into the servers, in order of preference. */
  readonly server: number;
  /** Lifetime to ask for; a registrar may demand more (RFC 3261 §21.4.17). */
  readonly lifetimeSec: number;
  /** Until when each server asked not to be asked (Retry-After); 0 or absent: never. */
  readonly barredUntilEpochMs: readonly number[];
  /** Moves to a better server since one last proved good: one that does not hold is gone back to more and more seldom. */
  readonly movesInVain: number;
  /** Number of the timer started last; every timer has its own, so that a stale one is harmless. */
  readonly lastTimer: number;
}

export type RegistrationEvent =
  | { readonly kind: 'start' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'connected' }
  | { readonly kind: 'connection-lost'; readonly code: string }
  | { readonly kind: 'register-accepted'; readonly expiresSec: number }
  | {
      readonly kind: 'register-failed';
      readonly status: number;
      readonly reason: string;
      readonly hasSentCredentials: boolean;
      readonly minExpiresSec: number | null;
      readonly retryAfterSec: number | null;
    }
  /** The registrar lists another contact, and not ours any more. */
  | { readonly kind: 'displaced' }
  /** A final answer to a probe, whatever it says. */
  | { readonly kind: 'answered' }
  /** Nothing was heard for long over a link that cannot tell by itself whether it is alive. */
  | { readonly kind: 'silent' }
  /** The registrar of another server has answered us. */
  | { readonly kind: 'scouted'; readonly server: number; readonly isRinging: boolean }
  /** The answer to the removal of the binding. */
  | { readonly kind: 'left' }
  | { readonly kind: 'timer'; readonly timer: number }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'resume' }
  /** The computer slept, and said nothing. */
  | { readonly kind: 'clock-gap'; readonly gapMs: number }
  | { readonly kind: 'network-changed' }
  /** What the renderer's browser believes of the network: a hint. */
  | { readonly kind: 'network-hint'; readonly isOnline: boolean };

export type RegistrationEffect =
  | { readonly kind: 'open'; readonly server: string }
  | { readonly kind: 'close' }
  | { readonly kind: 'register'; readonly lifetimeSec: number }
  | { readonly kind: 'unregister' }
  | { readonly kind: 'probe' }
  /** Ask these servers, the best first, over links of their own, whether they would have us. */
  | { readonly kind: 'scout'; readonly servers: readonly string[] }
  | { readonly kind: 'timer'; readonly timer: number; readonly delayMs: number }
  | { readonly kind: 'drop-legs'; readonly why: 'link' | 'slept' };

export interface RegistrationTiming {
  /** Until a link must be up. */
  readonly connectMs: number;
  /** After so long, and then twice as long, a REGISTER for a new link goes out again: a server that is just starting loses the first. */
  readonly resendMs: number;
  /** Until a REGISTER or OPTIONS must be answered. */
  readonly answerMs: number;
  /** The same after sleep or a network change, when the link is under suspicion. */
  readonly verifyMs: number;
  readonly probeIntervalMs: number;
  /** On average, between looks for a better server: seldom enough for one that rejects our credentials, and bans who insists. */
  readonly scoutIntervalMs: number;
  /** Until the next look where a call rings. */
  readonly scoutAgainMs: number;
  /** For the removal of the binding. */
  readonly leaveMs: number;
}

/** What a transition may look at besides state and event. */
export interface RegistrationContext {
  readonly nowEpochMs: number;
  /** Uniform in [0,1). */
  readonly random01: number;
  /** In order of preference, at least one. */
  readonly servers: readonly string[];
  /** That come back at the same time after a restart of the server. */
  readonly desksAtServer: number;
  readonly timing: RegistrationTiming;
}

export interface RegistrationStep {
  readonly state: RegistrationState;
  readonly effects: readonly RegistrationEffect[];
}

export const REGISTRATION_TIMING: RegistrationTiming = {
  connectMs: 8000,
  resendMs: 1000,
  answerMs: 8000,
  verifyMs: 3000,
  probeIntervalMs: 15_000,
  scoutIntervalMs: 200_000,
  scoutAgainMs: 10_000,
  leaveMs: 1000,
};

/** @param lifetimeSec short enough that a binding left behind by a crash does not ring for long */
export function initialRegistration(nowEpochMs: number, lifetimeSec = 300): RegistrationState {
  return {
    phase: { kind: 'stopped', sinceEpochMs: nowEpochMs },
    server: 0,
    lifetimeSec,
    barredUntilEpochMs: [],
    movesInVain: 0,
    lastTimer: 0,
  };
}
