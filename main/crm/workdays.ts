/** Employees' workdays, each with its age: asked for, and told along with look-ups. */
import type { Clock } from '../model/clock.ts';
import type { Employee, Workday } from '../model/crm.ts';
import type { PortalClient } from './bitrix24/client.ts';
import { MAX_BATCH } from './bitrix24/batch.ts';
import { askWorkdays } from './bitrix24/workday-batch.ts';
import { Listeners } from './listeners.ts';
import { TimedCache } from './timed-cache.ts';

/** A workday that is younger is not asked for again. */
const FRESH_MS = 60_000;
/** An older one is no longer told: people go home. */
const KEEP_MS = 30 * 60_000;
/** How long a refusal for want of scope or right is believed: an admin may add it meanwhile. */
const REFUSED_MS = 10 * 60_000;
const LIMIT = 2000;

export interface KnownWorkday {
  readonly state: Workday;
  readonly asOfEpochMs: number;
}

export class Workdays {
  readonly #client: PortalClient;
  readonly #clock: Clock;
  readonly #known: TimedCache<string, KnownWorkday>;
  readonly #fresh: TimedCache<string, true>;
  readonly #underWay = new Set<string>();
  readonly #listeners = new Listeners();
  readonly #stop = new AbortController();
  #refusedUntilEpochMs = 0;

  constructor(client: PortalClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
    this.#known = new TimedCache(clock, LIMIT);
    this.#fresh = new TimedCache(clock, LIMIT);
  }

  /** What was told last, half an hour ago at the most; null: not told. */
  of(id: string): KnownWorkday | null {
    return this.#known.get(id) ?? null;
  }

  /** The employee with the workday that is known. */
  dress(employee: Employee): Employee {
    const known = this.of(employee.id);
    return known === null ? employee : { ...employee, workday: known.state, workdayAsOfEpochMs: known.asOfEpochMs };
  }

  /** Told whenever workdays came in. */
  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** A look-up told it. */
  told({ id, workday }: Employee, asOfEpochMs: number): void {
    if (workday === 'NOT_TOLD') return;
    this.#keep(id, { state: workday, asOfEpochMs });
    this.#listeners.tell();
  }

  /** Asks for those of `ids` that are not known of the last minute, 50 at the most. Never rejects.
   *  @returns when the portal has answered, or has not; at once where nothing has to be asked */
  async want(ids: readonly string[]): Promise<void> {
    const { signal } = this.#stop;
    if (signal.aborted || this.#clock.nowEpochMs() < this.#refusedUntilEpochMs) return;
    const missing = ids.filter((id) => this.#fresh.get(id) === undefined && !this.#underWay.has(id));
    const asked = [...new Set(missing)].slice(0, MAX_BATCH);
    if (asked.length === 0) return;
    for (const id of asked) this.#underWay.add(id);
    const reply = await askWorkdays(this.#client, asked, signal);
    for (const id of asked) this.#underWay.delete(id);
    switch (reply.kind) {
      case 'answered':
        for (const id of asked) this.#fresh.set(id, true, FRESH_MS);
        for (const [id, state] of reply.workdays) this.#keep(id, { state, asOfEpochMs: reply.atEpochMs });
        this.#listeners.tell();
        return;
      case 'refused':
        this.#refusedUntilEpochMs = this.#clock.nowEpochMs() + REFUSED_MS;
        return;
      case 'failed':
      case 'aborted':
        return;
    }
  }

  stop(): void {
    this.#stop.abort();
  }

  #keep(id: string, known: KnownWorkday): void {
    this.#known.set(id, known, KEEP_MS);
    this.#fresh.set(id, true, FRESH_MS);
  }
}
