/** Look-ups by number: one under way per number, alive while anybody holds it, remembered for a while; and while the portal is
 *  asked, or does not answer, what it said on an earlier day. */
import { isDeepStrictEqual } from 'node:util';
import type { CallerNumber } from '../model/caller.ts';
import type { KeptLookup } from '../model/client.ts';
import type { CrmError, LookupOutcome, Matches } from '../model/crm.ts';
import { startFlight, type FlightEvent, type FlightNeeds, type Found } from './flight.ts';
import type { KeptAnswers } from './kept.ts';
import { TimedCache } from './timed-cache.ts';

const KEEP_MS = 5 * 60_000;
/** "Nobody known" is kept only as long as one call's legs and re-rings: the agent may create the contact after it. */
const KEEP_NO_MATCH_MS = 30_000;
const LIMIT = 500;

export type OutsideNumber = CallerNumber & { readonly kind: 'outside' };
type Answered = LookupOutcome & { readonly kind: 'answered' };
type OnOutcome = (outcome: LookupOutcome) => void;

export interface LookupNeeds extends FlightNeeds {
  /** Adds what is known elsewhere: names, and who sits at this desk. */
  readonly dress: (found: Found) => Matches;
  /** Told of each answer before it is delivered, fresh or remembered. */
  readonly onFound: (found: Found) => void;
  readonly kept: KeptAnswers;
}

/** By what a number's answers are known, here and on the disk. */
const keyOf = ({ e164, asked, shown }: OutsideNumber): string => e164 ?? asked[0] ?? shown;

/** The key of a number by its caller's key (`outside:+1906…`), as the history and the picks name him. */
const keyOfCaller = (callerKey: string): string => callerKey.replace(/^outside:/, '');

interface Held {
  readonly holders: Set<{ readonly onOutcome: OnOutcome }>;
  /** A flight is under way, or waits for its next try. */
  isAsking: boolean;
  /** The caller was to be forgotten while he is asked for: what comes is told, and remembered nowhere. */
  isForgotten: boolean;
  found: Found | null;
  /** Told while `found` is not there. */
  kept: KeptLookup | null;
  /** Why `found` is not there, while `kept` is told. */
  failure: (FlightEvent & { readonly kind: 'failed' }) | null;
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
    const key = keyOf(number);
    const held: Held = this.#held.get(key) ?? {
      holders: new Set(),
      isAsking: false,
      isForgotten: false,
      found: null,
      kept: null,
      failure: null,
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
    for (const [key, held] of this.#held) {
      if (held.found !== null) {
        const outcome = this.#answered(held.found);
        const { unreadableRows, atEpochMs } = held.found;
        // With the names: when the portal is away it does not tell them either.
        this.#needs.kept.improve(key, { matches: outcome.matches.matches, unreadableRows, atEpochMs });
        this.#deliver(held, outcome);
      } else if (held.kept !== null) {
        this.#deliver(held, this.#keptAnswer(held.kept, held.failure));
      }
    }
  }

  /** The disk was read: cards that know nothing yet are told what it knows of them. */
  rememberKept(): void {
    for (const [key, held] of this.#held) {
      if (held.found !== null || held.kept !== null) continue;
      held.kept = this.#needs.kept.of(key);
      if (held.kept !== null) this.#deliver(held, this.#keptAnswer(held.kept, held.failure));
    }
  }

  /** Forgets what was answered for these callers, or for all. A card that is open keeps what it shows.
   *  @param callerKeys as the history and the picks name them
   *  @returns whether the disk has forgotten it too */
  forget(callerKeys: readonly string[] | 'all'): Promise<boolean> {
    if (callerKeys === 'all') {
      for (const held of this.#held.values()) held.isForgotten = true;
      this.#cache.clear();
      return this.#needs.kept.forgetAll();
    }
    const keys = callerKeys.map(keyOfCaller);
    for (const key of keys) {
      const held = this.#held.get(key);
      if (held !== undefined) held.isForgotten = true;
      this.#cache.delete(key);
    }
    return this.#needs.kept.forget(keys);
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
    held.isForgotten = false;
    held.found = null;
    held.failure = null;
    held.kept = this.#needs.kept.of(key);
    held.last = held.kept === null ? null : this.#keptAnswer(held.kept, null);
    const start = (): void => {
      held.abort = startFlight(asked, this.#needs, (event) => {
        this.#hear(held, key, event);
      });
    };
    const waitMs = (this.#heldBack?.retryAtEpochMs ?? 0) - this.#needs.clock.nowEpochMs();
    if (this.#heldBack === null || waitMs <= 0) {
      start();
    } else {
      held.failure = { kind: 'failed', error: this.#heldBack, isTryingAgain: true };
      held.last = held.kept === null ? held.failure : this.#keptAnswer(held.kept, held.failure);
      held.abort = this.#needs.clock.after(waitMs, start);
    }
  }

  #hear(held: Held, key: string, event: FlightEvent): void {
    held.isAsking = event.kind === 'failed' && event.isTryingAgain;
    if (event.kind === 'failed') {
      if (event.error.code === 'operation-time-limit') this.#heldBack = event.error;
      held.failure = event;
      this.#deliver(held, held.kept === null ? event : this.#keptAnswer(held.kept, event));
      return;
    }
    const { found } = event;
    this.#heldBack = null;
    if (!held.isForgotten) this.#cache.set(key, found, found.matches.length === 0 ? KEEP_NO_MATCH_MS : KEEP_MS);
    this.#needs.onFound(found);
    held.found = found;
    held.failure = null;
    const outcome = this.#answered(found);
    if (!held.isForgotten) this.#needs.kept.put(key, { ...found, matches: outcome.matches.matches });
    this.#deliver(held, outcome);
  }

  #answered(found: Found): Answered {
    return { kind: 'answered', matches: this.#needs.dress(found) };
  }

  #keptAnswer(kept: KeptLookup, failure: Held['failure']): Answered {
    const { error, isTryingAgain } = failure ?? { error: null, isTryingAgain: false };
    return {
      kind: 'answered',
      matches: this.#needs.dress({ kind: 'answered', ...kept }),
      kept: { failure: error === null ? null : { error, isTryingAgain } },
    };
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
  if (before?.kind === 'failed' && after.kind === 'failed') return isSameFailure(before, after);
  if (before?.kind !== 'answered' || after.kind !== 'answered') return false;
  const [known, news] = [before.kept?.failure ?? null, after.kept?.failure ?? null];
  return known !== null && news !== null
    ? isSameFailure(known, news) && isDeepStrictEqual(before.matches, after.matches)
    : isDeepStrictEqual(before, after);
}

type Failure = Omit<FlightEvent & { readonly kind: 'failed' }, 'kind'>;

const isSameFailure = (one: Failure, other: Failure): boolean =>
  one.error.code === other.error.code && one.isTryingAgain === other.isTryingAgain;
