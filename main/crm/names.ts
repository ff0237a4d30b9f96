/** Employees' names by id: asked for in one request, kept for an hour, never waited for. */
import type { Clock } from '../model/clock.ts';
import type { PortalClient } from './bitrix24/client.ts';
import { listEmployees, MAY_NOT_READ } from './bitrix24/employees.ts';
import { nextTryDelayMs } from './bitrix24/retry.ts';
import { Listeners } from './listeners.ts';
import { TimedCache } from './timed-cache.ts';

const KEEP_MS = 60 * 60_000;
/** How long a refusal for want of scope is believed: an admin may add it meanwhile. */
const REFUSED_MS = 10 * 60_000;
const LIMIT = 2000;
/** A page of `user.get`. */
const MAX_IDS = 50;
const MAX_TRIES = 3;

export interface NamesNeeds {
  readonly client: PortalClient;
  readonly clock: Clock;
  readonly random01: () => number;
}

export class EmployeeNames {
  readonly #needs: NamesNeeds;
  readonly #names: TimedCache<string, string | null>;
  readonly #underWay = new Set<string>();
  readonly #listeners = new Listeners();
  readonly #stop = new AbortController();
  #refusedUntilEpochMs = 0;

  constructor(needs: NamesNeeds) {
    this.#needs = needs;
    this.#names = new TimedCache(needs.clock, LIMIT);
  }

  /** The name if it is known now. */
  nameOf(id: string): string | null {
    return this.#names.get(id) ?? null;
  }

  /** Told whenever names came in. */
  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Asks for those of `ids` that are neither known nor being asked for. */
  want(ids: readonly string[]): void {
    if (this.#stop.signal.aborted || this.#needs.clock.nowEpochMs() < this.#refusedUntilEpochMs) return;
    const missing = ids.filter((id) => this.#names.get(id) === undefined && !this.#underWay.has(id));
    const asked = [...new Set(missing)].slice(0, MAX_IDS);
    if (asked.length === 0) return;
    for (const id of asked) this.#underWay.add(id);
    void this.#ask(asked, 1);
  }

  stop(): void {
    this.#stop.abort();
  }

  async #ask(ids: readonly string[], attempt: number): Promise<void> {
    const { client, clock, random01 } = this.#needs;
    const reply = await listEmployees(client, { ID: ids }, this.#stop.signal);
    if (this.#stop.signal.aborted || reply.kind === 'aborted') return;
    if (reply.kind === 'failed') {
      const delayMs = nextTryDelayMs(reply.error, attempt, random01(), clock.nowEpochMs());
      if (delayMs !== null && attempt < MAX_TRIES) {
        clock.after(delayMs, () => {
          if (!this.#stop.signal.aborted) void this.#ask(ids, attempt + 1);
        });
        return;
      }
      if (MAY_NOT_READ.includes(reply.error.code)) this.#refusedUntilEpochMs = clock.nowEpochMs() + REFUSED_MS;
      this.#free(ids);
      return;
    }
    const found = new Map(reply.employees.map((employee) => [employee.id, employee.name]));
    // An id that is not listed (a partner, a bot) has no name to be asked for again within the hour.
    for (const id of ids) this.#names.set(id, found.get(id) ?? null, KEEP_MS);
    this.#free(ids);
    this.#listeners.tell();
  }

  #free(ids: readonly string[]): void {
    for (const id of ids) this.#underWay.delete(id);
  }
}
