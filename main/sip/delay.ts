/** How long to wait before the line tries again: full jitter, so that a restarted PBX is not flooded. */

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

/** Between two tries with credentials that were rejected: quicker ones get an address banned (fail2ban's default is 5 in 10 min).
 *  @returns 150 to 210 s in milliseconds, an integer */
export function rejectedDelayMs(random01: number): number {
  return 150_000 + Math.floor(random01 * 60_000);
}

/** When to refresh a binding: early enough to fail twice before it expires.
 *  @returns milliseconds, 50 to 75 % of the lifetime, an integer */
export function refreshDelayMs(expiresSec: number, random01: number): number {
  return Math.floor(expiresSec * 1000 * (0.5 + random01 / 4));
}
