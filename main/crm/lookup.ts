/** Look-ups by number: one under way per number, alive while anybody holds it, remembered for a while. */
import { isDeepStrictEqual } from 'node:util';
import type { CallerNumber } from '../model/caller.ts';
import type { CrmError, LookupOutcome, Matches } from '../model/crm.ts';
import { startFlight, type FlightEvent, type FlightNeeds, type Found } from './flight.ts';
import { TimedCache } from './timed-cache.ts';

const KEEP_MS = 5 * 60_000;
/** "Nobody known" is kept only as long as one call's legs and re-rings: the agent may create the contact after it. */
const KEEP_NO_MATCH_MS = 30_000;
const LIMIT = 500;

export type OutsideNumber = CallerNumber & { readonly kind: 'outside' };
type OnOutcome = (outcome: LookupOutcome) => void;

export interface LookupNeeds extends FlightNeeds {
  /** Adds what is known elsewhere: names, and who sits at this desk. */
  readonly dress: (found: Found) => Matches;
  /** Told of each answer before it is delivered, fresh or remembered. */
  readonly onFound: (found: Found) => void;
}

interface Held {
  readonly holders: Set<{ readonly onOutcome: OnOutcome }>;
  /** A flight is under way, or waits for its next try. */
  isAsking: boolean;
  found: Found | null;
  last: LookupOutcome | null;
  abort: () => void;
}

export class Lookups {
  readonly #needs: LookupNeeds;
  readonly #cache: TimedCache<string, Found>;
  readonly #held = new Map<string, Held>();
  /** The portal named a time before which asking is useless, for any number. */
  #heldBack: CrmError | null = null;

  constructor(needs: LookupNeeds) {
    this.#needs = needs;
    this.#cache = new TimedCache(needs.clock, LIMIT);
  }

  /** Holds the look-up of `number`. `onOutcome` gets what is known at once, if anything, and every better outcome later;
   *  the first comes within `timeoutMs`.
   *  @returns releases it; the request is aborted when the last holder has released */
  hold(number: OutsideNumber, onOutcome: OnOutcome): () => void {
    const key = number.e164 ?? number.asked.join(' ');
    const held: Held = this.#held.get(key) ?? {
      holders: new Set(),
      isAsking: false,
      found: null,
      last: null,
      abort: () => undefined,
    };
    this.#held.set(key, held);
    // A flight that ended is flown again for another call of a client whose card has been open for long, or whose
    // look-up had been given up.
    if (!held.isAsking) this.#ask(held, key, number.asked);
    const holder = { onOutcome };
    held.holders.add(holder);
    if (held.last !== null) onOutcome(held.last);
    return () => {
      held.holders.delete(holder);
      if (held.holders.size > 0 || this.#held.get(key) !== held) return;
      held.abort();
      this.#held.delete(key);
    };
  }

  /** Delivers again what is held, where names or the own employee have become known. */
  redress(): void {
    for (const held of this.#held.values()) {
      if (held.found !== null) this.#deliver(held, this.#answered(held.found));
    }
  }

  /** Aborts everything; holders hear no more. */
  stop(): void {
    for (const held of this.#held.values()) held.abort();
    this.#held.clear();
  }

  #ask(held: Held, key: string, asked: readonly string[]): void {
    const remembered = this.#cache.get(key);
    if (remembered !== undefined) {
      this.#needs.onFound(remembered);
      held.found = remembered;
      held.last = this.#answered(remembered);
      return;
    }
    held.isAsking = true;
    held.found = null;
    held.last = null;
    const start = (): void => {
      held.abort = startFlight(asked, this.#needs, (event) => {
        this.#hear(held, key, event);
      });
    };
    const waitMs = (this.#heldBack?.retryAtEpochMs ?? 0) - this.#needs.clock.nowEpochMs();
    if (this.#heldBack === null || waitMs <= 0) {
      start();
    } else {
      held.last = { kind: 'failed', error: this.#heldBack, isTryingAgain: true };
      held.abort = this.#needs.clock.after(waitMs, start);
    }
  }

  #hear(held: Held, key: string, event: FlightEvent): void {
    held.isAsking = event.kind === 'failed' && event.isTryingAgain;
    if (event.kind === 'failed') {
      if (event.error.code === 'operation-time-limit') this.#heldBack = event.error;
      this.#deliver(held, event);
      return;
    }
    const { found } = event;
    this.#heldBack = null;
    this.#cache.set(key, found, found.matches.length === 0 ? KEEP_NO_MATCH_MS : KEEP_MS);
    this.#needs.onFound(found);
    held.found = found;
    this.#deliver(held, this.#answered(found));
  }

  #answered(found: Found): LookupOutcome {
    return { kind: 'answered', matches: this.#needs.dress(found) };
  }

  /** The same failure again is no news: its time stays the first one's, "since when". */
  #deliver(held: Held, outcome: LookupOutcome): void {
    if (isSame(held.last, outcome)) return;
    held.last = outcome;
    for (const holder of [...held.holders]) {
      if (held.holders.has(holder)) holder.onOutcome(outcome);
    }
  }
}

function isSame(before: LookupOutcome | null, after: LookupOutcome): boolean {
  return before?.kind === 'failed' && after.kind === 'failed'
    ? before.error.code === after.error.code && before.isTryingAgain === after.isTryingAgain
    : isDeepStrictEqual(before, after);
}
