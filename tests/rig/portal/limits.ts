/** The cloud's two limits: a leaky bucket per source address, and the summed execution time per method. */

/** Counter threshold and drain; the cloud's plans below Enterprise have 50 and 2. */
export interface BucketLimits {
  readonly capacity: number;
  readonly leakPerSec: number;
}

/** Leaky bucket by source address: the vendor counts the IP only, so all desks behind one NAT share it.
 *  A refused request does not raise the counter.  @see the vendor's page "REST API Limits" */
export class LeakyBuckets {
  readonly #limits: BucketLimits;
  readonly #levels = new Map<string, { level: number; atEpochMs: number }>();

  constructor(limits: BucketLimits) {
    this.#limits = limits;
  }

  /** Counts one request of `source`; false where the bucket is full. */
  take(source: string, nowEpochMs: number): boolean {
    const last = this.#levels.get(source) ?? { level: 0, atEpochMs: nowEpochMs };
    const leaked = ((nowEpochMs - last.atEpochMs) / 1000) * this.#limits.leakPerSec;
    const level = Math.max(0, last.level - leaked);
    const isFree = level + 1 <= this.#limits.capacity;
    this.#levels.set(source, { level: isFree ? level + 1 : level, atEpochMs: nowEpochMs });
    return isFree;
  }
}

/** 480 s of execution per method in 10 min in the cloud; `costSec` is what one call adds here. */
export interface OperatingLimits {
  readonly limitSec: number;
  readonly windowSec: number;
  readonly costSec: number;
}

export interface OperatingState {
  readonly spentSec: number;
  readonly resetAtEpochSec: number;
}

/** Sums execution time per method over a sliding window; a method over its limit is blocked, the others go on. */
export class OperatingMeter {
  readonly #limits: OperatingLimits;
  readonly #calls = new Map<string, readonly number[]>();

  constructor(limits: OperatingLimits) {
    this.#limits = limits;
  }

  /** Adds one call of `method`. @returns the new state, or null where the method is blocked. */
  spend(method: string, nowEpochMs: number): OperatingState | null {
    const windowMs = this.#limits.windowSec * 1000;
    const recent = (this.#calls.get(method) ?? []).filter((atEpochMs) => nowEpochMs - atEpochMs < windowMs);
    const spentSec = recent.length * this.#limits.costSec;
    if (spentSec > this.#limits.limitSec) return null;
    this.#calls.set(method, [...recent, nowEpochMs]);
    const oldestEpochMs = recent[0] ?? nowEpochMs;
    return {
      spentSec: spentSec + this.#limits.costSec,
      resetAtEpochSec: Math.ceil((oldestEpochMs + windowMs) / 1000),
    };
  }
}
