/** Answers of earlier days, for when the portal is away: in memory, written through to the disk where one is given. */
import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../model/clock.ts';
import type { KeptLookup } from '../model/client.ts';
import type { Match } from '../model/crm.ts';
import type { Result } from '../model/result.ts';

/** The disk. It encrypts what it is given and reports its own failures; they resolve as values, and nothing rejects. */
export interface KeptStore {
  load(): Promise<Result<readonly KeptLookup[], unknown>>;
  put(kept: KeptLookup): Promise<Result<unknown, unknown>>;
  forget(keys: readonly string[]): Promise<Result<unknown, unknown>>;
  forgetAll(): Promise<Result<unknown, unknown>>;
}

/** Answers in memory; the one that is put longest ago goes first. */
const LIMIT = 2000;
const DAY_MS = 24 * 60 * 60_000;

export interface KeptNeeds {
  readonly store: KeptStore | null;
  /** The portal's host; null where none is set up. */
  readonly portal: string | null;
  readonly clock: Clock;
  /** `crm.keepLookupsDays`; 0: in memory only, for a day. */
  readonly keepDays: number;
}

/** A match as it may be told later: whether somebody was at work then says nothing of now. */
function withoutWorkday(match: Match): Match {
  if (match.responsible === null) return match;
  const { id, name, phones } = match.responsible;
  return { ...match, responsible: { id, name, phones, workday: 'NOT_TOLD' } };
}

export class KeptAnswers {
  readonly #store: KeptStore | null;
  readonly #portal: string | null;
  readonly #clock: Clock;
  readonly #keepMs: number;
  readonly #isKeptOnDisk: boolean;
  readonly #all = new Map<string, KeptLookup>();
  /** Keys that were put or forgotten before the disk was read: what it says of them is older. Null once it was read. */
  #newerThanDisk: Set<string> | 'all' | null = new Set();

  constructor({ store, portal, clock, keepDays }: KeptNeeds) {
    this.#store = store;
    this.#portal = portal;
    this.#isKeptOnDisk = keepDays > 0;
    this.#clock = clock;
    this.#keepMs = Math.max(1, keepDays) * DAY_MS;
  }

  /** Reads the disk, or clears it where nothing is to be kept there any more; what another portal told goes. Never rejects; what cannot
   *  be read is not there. */
  async load(): Promise<void> {
    if (!this.#isKeptOnDisk) await this.#store?.forgetAll();
    const loaded = (this.#isKeptOnDisk ? await this.#store?.load() : null) ?? { ok: true, value: [] };
    const newer = this.#newerThanDisk;
    this.#newerThanDisk = null;
    if (!loaded.ok || newer === null || newer === 'all') return;
    const now = [...this.#all];
    this.#all.clear();
    const foreign = loaded.value.filter(({ key, portal }) => portal !== this.#portal && !newer.has(key));
    if (foreign.length > 0 && this.#portal !== null) void this.#store?.forget(foreign.map(({ key }) => key));
    for (const kept of loaded.value.toSorted((a, b) => a.atEpochMs - b.atEpochMs).slice(-LIMIT)) {
      if (newer.has(kept.key) || foreign.includes(kept)) continue;
      const untilEpochMs = Math.min(kept.untilEpochMs, kept.atEpochMs + this.#keepMs);
      this.#all.set(kept.key, { ...kept, untilEpochMs, matches: kept.matches.map(withoutWorkday) });
    }
    for (const [key, kept] of now) this.#set(key, kept);
  }

  /** What the portal said last, if that is not too old. */
  of(key: string): KeptLookup | null {
    const kept = this.#all.get(key);
    if (kept === undefined) return null;
    if (kept.untilEpochMs > this.#clock.nowEpochMs()) return kept;
    this.#all.delete(key);
    return null;
  }

  /** @param found an answer, with the names that are known by now; one that knows nobody removes what was kept */
  put(key: string, found: Pick<KeptLookup, 'matches' | 'unreadableRows' | 'atEpochMs'>): void {
    if (found.matches.length === 0) {
      void this.forget([key]);
      return;
    }
    const { unreadableRows, atEpochMs } = found;
    const matches = found.matches.map(withoutWorkday);
    const untilEpochMs = atEpochMs + this.#keepMs;
    const portal = this.#portal === null ? {} : { portal: this.#portal };
    const kept = { key, ...portal, matches, unreadableRows, atEpochMs, untilEpochMs };
    this.#noteNewer(key);
    this.#set(key, kept);
    if (this.#isKeptOnDisk) void this.#store?.put(kept);
  }

  /** As {@link put}, where this very answer is kept: names came in. What was forgotten meanwhile stays forgotten. */
  improve(key: string, found: Parameters<KeptAnswers['put']>[1]): void {
    const kept = this.of(key);
    const isNews = kept?.atEpochMs === found.atEpochMs;
    if (isNews && !isDeepStrictEqual(kept.matches, found.matches.map(withoutWorkday))) this.put(key, found);
  }

  /** @returns whether the disk has forgotten it too */
  async forget(keys: readonly string[]): Promise<boolean> {
    for (const key of keys) {
      this.#noteNewer(key);
      this.#all.delete(key);
    }
    return (await this.#store?.forget(keys))?.ok ?? true;
  }

  /** As {@link forget}. */
  async forgetAll(): Promise<boolean> {
    if (this.#newerThanDisk !== null) this.#newerThanDisk = 'all';
    this.#all.clear();
    return (await this.#store?.forgetAll())?.ok ?? true;
  }

  #noteNewer(key: string): void {
    if (this.#newerThanDisk !== null && this.#newerThanDisk !== 'all') this.#newerThanDisk.add(key);
  }

  #set(key: string, kept: KeptLookup): void {
    this.#all.delete(key);
    this.#all.set(key, kept);
    for (const oldest of this.#all.keys()) {
      if (this.#all.size <= LIMIT) return;
      this.#all.delete(oldest);
    }
  }
}
