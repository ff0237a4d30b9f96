/** Seconds as headers give them: Expires, Min-Expires, Retry-After. */

/** A comment or parameters may follow the number (RFC 3261 §20.33).
 *  @returns 1 s to 1 day, or null where it is no number: timers take no more than 2³¹ ms */
export function headerSeconds(value: string | null): number | null {
  const [, digits] = /^\s*(\d{1,10})(?:\D|$)/.exec(value ?? '') ?? [];
  return digits === undefined ? null : Math.min(Math.max(Number(digits), 1), 86_400);
}
