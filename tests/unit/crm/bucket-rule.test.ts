import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  choose,
  fullAt,
  levelAt,
  LIMITS_BY_PLAN,
  type BucketLimits,
  type Level,
  type Priority,
  type Waiting,
} from '../../../main/crm/bucket-rule.ts';

const LIMITS = LIMITS_BY_PLAN.standard;

interface Sent extends Waiting {
  readonly atEpochMs: number;
  /** Who waited when it went. */
  readonly others: readonly Waiting[];
}

/** Lets requests arrive and go as the rule says, and gives them in the order in which they went. */
function run(arrivals: readonly Waiting[], limits: BucketLimits, start: Level = { level: 0, atEpochMs: 0 }): Sent[] {
  const coming = arrivals.toSorted((a, b) => a.sinceEpochMs - b.sinceEpochMs);
  const sent: Sent[] = [];
  let waiting: Waiting[] = [];
  let level = start;
  let now = 0;
  for (;;) {
    while ((coming[0]?.sinceEpochMs ?? Infinity) <= now) waiting.push(...coming.splice(0, 1));
    const choice = choose(waiting, level, limits, now);
    const next = coming[0]?.sinceEpochMs ?? Infinity;
    if (choice === null && next === Infinity) return sent;
    if (choice?.kind === 'go') {
      const [gone] = waiting.slice(choice.index);
      const others = waiting.filter((_, index) => index !== choice.index);
      sent.push({
        priority: gone?.priority ?? 'outbox',
        sinceEpochMs: gone?.sinceEpochMs ?? 0,
        atEpochMs: now,
        others,
      });
      waiting = [...others];
      level = choice.level;
    } else {
      now = Math.min(next, choice === null ? Infinity : now + Math.max(1, choice.ms));
    }
  }
}

const priorities: readonly Priority[] = ['look-up', 'details', 'outbox'];
const arrival = fc.record({
  priority: fc.constantFrom(...priorities),
  sinceEpochMs: fc.oneof(fc.nat(2000), fc.nat(180_000)),
});
const arrivals = fc.array(arrival, { maxLength: 150 });
const someLimits = fc.record({ burst: fc.integer({ min: 1, max: 60 }), drainPerSec: fc.integer({ min: 1, max: 5 }) });

describe('Whatever arrives when', () => {
  it('no window of time holds more requests than the bucket and what drains from it meanwhile', () => {
    fc.assert(
      fc.property(arrivals, someLimits, (all, limits) => {
        const times = run(all, limits).map(({ atEpochMs }) => atEpochMs);
        const excess = times.flatMap((from, first) =>
          times.slice(first).map((to, more) => more + 1 - limits.burst - ((to - from) / 1000) * limits.drainPerSec),
        );
        expect(Math.max(0, ...excess)).toBeLessThan(1e-6);
      }),
    );
  });

  it('nobody goes past a look-up, nor past anybody of its own kind who has waited longer', () => {
    fc.assert(
      fc.property(arrivals, someLimits, (all, limits) => {
        const passed = run(all, limits).flatMap((one) =>
          one.others.filter(
            (other) =>
              (other.priority === 'look-up' && one.priority !== 'look-up') ||
              (other.priority === one.priority && other.sinceEpochMs < one.sinceEpochMs),
          ),
        );
        expect(passed).toEqual([]);
      }),
    );
  });

  it('the outbox goes past details only after it has waited for a minute', () => {
    fc.assert(
      fc.property(arrivals, someLimits, (all, limits) => {
        const passed = run(all, limits).filter(
          ({ priority, sinceEpochMs, atEpochMs, others }) =>
            priority === 'outbox' &&
            atEpochMs - sinceEpochMs < 60_000 &&
            others.some((other) => other.priority === 'details'),
        );
        expect(passed).toEqual([]);
      }),
    );
  });

  it('everything goes in the end', () => {
    fc.assert(
      fc.property(arrivals, someLimits, (all, limits) => {
        expect(run(all, limits, fullAt(0, limits))).toHaveLength(all.length);
      }),
    );
  });
});

describe('A look-up', () => {
  it('goes at once though hundreds wait in the outbox', () => {
    const crowd = Array.from({ length: 300 }, (): Waiting => ({ priority: 'outbox', sinceEpochMs: 0 }));
    const sent = run([...crowd, { priority: 'look-up', sinceEpochMs: 5000 }], LIMITS);
    expect(sent.find(({ priority }) => priority === 'look-up')?.atEpochMs).toBe(5000);
  });

  it('waits for one slot at the most where the portal has just refused', () => {
    expect(choose([{ priority: 'look-up', sinceEpochMs: 0 }], fullAt(0, LIMITS), LIMITS, 0)).toEqual({
      kind: 'wait',
      ms: 500,
    });
  });
});

describe('Work in the background', () => {
  it.each([
    ['details', 40],
    ['outbox', 25],
  ] as const)('of the kind %s fills the bucket up to %i of 50 and leaves the rest for look-ups', (priority, count) => {
    const all = Array.from({ length: 60 }, (): Waiting => ({ priority, sinceEpochMs: 0 }));
    expect(run(all, LIMITS).filter(({ atEpochMs }) => atEpochMs === 0)).toHaveLength(count);
  });

  it('in the outbox goes even while details never end', () => {
    const details = Array.from({ length: 600 }, (_, index): Waiting => ({
      priority: 'details',
      sinceEpochMs: index * 400,
    }));
    const sent = run([...details, { priority: 'outbox', sinceEpochMs: 20_000 }], LIMITS, fullAt(0, LIMITS));
    const gone = sent.find(({ priority }) => priority === 'outbox')?.atEpochMs ?? Infinity;
    expect(gone).toBeGreaterThan(20_000);
    expect(gone).toBeLessThanOrEqual(20_000 + 60_000 + 1000);
  });
});

it('The bucket drains by the plan’s rate, to empty at the most, and does not fill where the clock is set back', () => {
  const held = { level: 10, atEpochMs: 10_000 };
  expect([levelAt(held, 12_000, LIMITS), levelAt(held, 60_000, LIMITS), levelAt(held, 0, LIMITS)]).toEqual([6, 0, 10]);
});

it('The plans have the vendor’s figures', () => {
  expect(LIMITS_BY_PLAN).toEqual({
    standard: { burst: 50, drainPerSec: 2 },
    enterprise: { burst: 250, drainPerSec: 5 },
    'self-hosted': null,
  });
});
