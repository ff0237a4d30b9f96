/** Which of the waiting requests may go, and when: the portal's leaky bucket as far as this desk can know it. Pure. */

/** What a request is for. A look-up goes before all, the second step and call records before what only has to arrive some time. */
export type Priority = 'look-up' | 'details' | 'outbox';

/** How many requests a portal takes at once, and how fast it forgets them. */
export interface BucketLimits {
  readonly burst: number;
  readonly drainPerSec: number;
}

/** The vendor's figures by plan ("REST API Limits"); null: a portal of one's own has none.
 *  @see bitrix24-telephony.md §4 */
export const LIMITS_BY_PLAN = {
  standard: { burst: 50, drainPerSec: 2 },
  enterprise: { burst: 250, drainPerSec: 5 },
  'self-hosted': null,
} as const satisfies Record<string, BucketLimits | null>;

/** How full the bucket was when it was last looked at. */
export interface Level {
  readonly level: number;
  readonly atEpochMs: number;
}

export interface Waiting {
  readonly priority: Priority;
  readonly sinceEpochMs: number;
}

export type Choice =
  /** `index` into the waiting requests; `level` is what the bucket then holds. */
  | { readonly kind: 'go'; readonly index: number; readonly level: Level }
  | { readonly kind: 'wait'; readonly ms: number };

/** Part of the bucket that is left free for what is more urgent: other desks behind the same address fill it too. */
const KEPT_FREE: Readonly<Record<Priority, number>> = { 'look-up': 0, details: 0.2, outbox: 0.5 };
/** What has waited so long goes before younger requests of more weight, but for look-ups, and needs no more room than details do. */
const AGED_AFTER_MS = 60_000;

const RANKS: Readonly<Record<Priority, number>> = { 'look-up': 0, details: 1, outbox: 2 };

/** The bucket as it is now: it drains with time, and not when the clock is set back. */
export function levelAt({ level, atEpochMs }: Level, nowEpochMs: number, { drainPerSec }: BucketLimits): number {
  return Math.max(0, level - (Math.max(0, nowEpochMs - atEpochMs) / 1000) * drainPerSec);
}

/** After a refusal (`QUERY_LIMIT_EXCEEDED`): full, whoever filled it. */
export const fullAt = (nowEpochMs: number, { burst }: BucketLimits): Level => ({ level: burst, atEpochMs: nowEpochMs });

/** Who goes next. The first in rank; of one rank the one that has waited longest. A request of more weight that has to wait lets
 *  nobody of less weight pass.
 *  @returns null where nobody waits; else who may go now, or how many milliseconds from now to ask again */
export function choose(
  waiting: readonly Waiting[],
  held: Level,
  limits: BucketLimits,
  nowEpochMs: number,
): Choice | null {
  let index = -1;
  let best: readonly [rank: number, since: number] = [Infinity, Infinity];
  for (const [at, one] of waiting.entries()) {
    const rank = rankOf(one, nowEpochMs);
    if (rank < best[0] || (rank === best[0] && one.sinceEpochMs < best[1])) {
      index = at;
      best = [rank, one.sinceEpochMs];
    }
  }
  const next = waiting[index];
  if (next === undefined) return null;
  const keptFree = KEPT_FREE[isAged(next, nowEpochMs) ? 'details' : next.priority];
  const level = levelAt(held, nowEpochMs, limits) + 1;
  // A slot that rounding leaves a billionth short is a slot.
  const missing = level - Math.max(1, Math.floor(limits.burst * (1 - keptFree)));
  return missing <= 1e-9
    ? { kind: 'go', index, level: { level, atEpochMs: nowEpochMs } }
    : { kind: 'wait', ms: Math.ceil((missing / limits.drainPerSec) * 1000) };
}

const isAged = ({ priority, sinceEpochMs }: Waiting, nowEpochMs: number): boolean =>
  priority === 'outbox' && nowEpochMs - sinceEpochMs >= AGED_AFTER_MS;

/** What has aged stands between look-ups and details. */
const rankOf = (one: Waiting, nowEpochMs: number): number => (isAged(one, nowEpochMs) ? 0.5 : RANKS[one.priority]);
