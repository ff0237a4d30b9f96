/** How many calls were missed since the agent last looked at the history. */
import type { Clock } from '../model/clock.ts';
import type { HistoryStore } from './history-store.ts';

/** The storage's mark: when the history was last looked at. */
const SEEN = 'history-seen';

export interface MissedParts {
  /** Null where there is no database: nothing is counted then. */
  readonly store: Pick<HistoryStore, 'missedSince' | 'mark' | 'setMark'> | null;
  readonly clock: Pick<Clock, 'nowEpochMs'>;
  /** Whether the agent is looking at the history now: what comes in is seen as it comes. */
  readonly isLookedAt: () => boolean;
  readonly onChange: () => void;
}

export class Missed {
  readonly #parts: MissedParts;
  #count = 0;
  #generation = 0;
  #aheadSinceEpochMs = Number.POSITIVE_INFINITY;

  constructor(parts: MissedParts) {
    this.#parts = parts;
  }

  get count(): number {
    return this.#count;
  }

  /** Counts anew: at the start, and when a call was added or forgotten. */
  async refresh(): Promise<void> {
    const { store, isLookedAt } = this.#parts;
    if (store === null) return;
    if (isLookedAt()) return this.seen();
    const generation = (this.#generation += 1);
    const mark = await store.mark(SEEN);
    if (!mark.ok) return;
    const counted = await store.missedSince(this.#since(mark.value ?? 0));
    if (counted.ok && generation === this.#generation) this.#set(counted.value);
  }

  /** The agent looks at the history: nothing is unseen any more, also at the next start. */
  async seen(): Promise<void> {
    const { store, clock } = this.#parts;
    this.#generation += 1;
    this.#set(0);
    await store?.setMark(SEEN, clock.nowEpochMs());
  }

  /** A mark from when the clock was ahead would hide every call until then: it counts from now on, and the mark is left, for it may be
   *  this clock that is wrong. */
  #since(markEpochMs: number): number {
    const nowEpochMs = this.#parts.clock.nowEpochMs();
    if (markEpochMs <= nowEpochMs) return markEpochMs;
    this.#aheadSinceEpochMs = Math.min(this.#aheadSinceEpochMs, nowEpochMs);
    return this.#aheadSinceEpochMs;
  }

  #set(count: number): void {
    if (count === this.#count) return;
    this.#count = count;
    this.#parts.onChange();
  }
}
