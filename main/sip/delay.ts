/** How long to wait before the line tries again: full jitter, so that a restarted PBX is not flooded. */
import type { LineProblem } from '../model/line.ts';

export interface BackoffLimits {
  readonly baseMs: number;
  readonly maxMs: number;
}

/** Delay before registration attempt `attempt` (1-based).
 *  Full jitter in [0, min(maxMs, baseMs·2^(attempt-1))], so that a restarted PBX is not flooded.
 *  @param random01 uniform in [0,1); injected so that tests are exact
 *  @returns milliseconds, an integer. Never throws.  @see RFC 5626 §4.5 */
export function registrationDelayMs(attempt: number, random01: number, limits: BackoffLimits): number {
  return Math.floor(random01 * Math.min(limits.maxMs, limits.baseMs * 2 ** (attempt - 1)));
}

/** A server that was away for less than a minute restarts; one that was away longer is down, and needs no hurry. */
export function outageLimits(outageMs: number): BackoffLimits {
  return { baseMs: 1000, maxMs: outageMs < 60_000 ? 2000 : 15_000 };
}

/** Desks that may all come back within the same second. */
const DESKS_AT_ONCE = 100;
/** On average, of more desks than that: with 60, no window of a second has come near 100 (tests/unit/sip/many-desks.test.ts). */
const DESKS_PER_SEC = 60;

export interface RetryFacts {
  /** Tries that failed so far, at least 1. */
  readonly attempts: number;
  readonly outageMs: number;
  /** Uniform in [0,1), of this try. */
  readonly random01: number;
  /** Uniform in [0,1), the same for a whole outage. */
  readonly place01: number;
  readonly desksAtServer: number;
  /** How many there are to try. */
  readonly servers: number;
}

/** How long to wait before the next try.
 *  Up to 100 desks: full jitter, at most 1 s, then 2 s for a minute, then 15 s. More desks: each has a place of its own in a window
 *  wide enough for all, and keeps it through the outage; where the window is narrow, long outages leave some out. Full jitter would
 *  not do: after a loss at one moment the second tries fall on top of late first ones, at 2.7 times the average. All servers are
 *  tried at that place, one after the other. Back after the server's return: within a window, 15 s where that is less and the
 *  outage was longer than a minute.
 *  @returns milliseconds, an integer */
export function retryDelayMs(facts: RetryFacts): number {
  const { attempts, outageMs, random01, place01, desksAtServer, servers } = facts;
  const limits = outageLimits(outageMs);
  if (desksAtServer <= DESKS_AT_ONCE) return registrationDelayMs(attempts, random01, limits);
  if ((attempts - 1) % servers !== 0) return 0;
  const windowMs = Math.max(outageLimits(0).maxMs, (desksAtServer * 1000) / DESKS_PER_SEC);
  // Later than the next place only by whole windows: no two windows of different width overlap then.
  const skipped = Math.floor(random01 * Math.max(1, Math.floor(limits.maxMs / windowMs)));
  const untilPlaceMs = (place01 * windowMs - outageMs) % windowMs;
  return Math.ceil((untilPlaceMs > 0 ? untilPlaceMs : untilPlaceMs + windowMs) + skipped * windowMs);
}

/** Between looks for a better server: 75 to 125 % of the interval; twice as long with each move that did not hold, up to 16 times.
 *  @returns milliseconds, an integer */
export function scoutDelayMs(movesInVain: number, random01: number, intervalMs: number): number {
  return Math.floor(intervalMs * (0.75 + random01 / 2) * 2 ** Math.min(movesInVain, 4));
}

/** Where trying again soon does harm. Rejected credentials: quicker tries get an address banned (fail2ban's default is 5 in 10 min).
 *  Displaced: to register again is to throw the desk phone out again; it keeps the place, and somebody has to make room for two.
 *  @returns 150 to 210 s or an hour in milliseconds, an integer; null for any other problem */
export function patientDelayMs({ kind }: LineProblem, random01: number): number | null {
  if (kind === 'displaced') return 3_600_000;
  return kind === 'credentials-rejected' ? 150_000 + Math.floor(random01 * 60_000) : null;
}

/** When to refresh a binding: early enough to fail twice before it expires.
 *  @returns milliseconds, 50 to 75 % of the lifetime, an integer */
export function refreshDelayMs(expiresSec: number, random01: number): number {
  return Math.floor(expiresSec * 1000 * (0.5 + random01 / 4));
}

/** When to refresh a lamp's subscription: late, since there may be a hundred and one that fails is made anew at once; spread, so that
 *  those that were made together do not stay so; and early enough that an answer can still come.
 *  @returns milliseconds, 80 to 95 % of the lifetime and at the latest 10 s before its end, an integer */
export function lampRefreshDelayMs(expiresSec: number, random01: number): number {
  const lifetimeMs = expiresSec * 1000;
  return Math.floor(Math.min(lifetimeMs * (0.8 + random01 * 0.15), lifetimeMs - 10_000));
}
