/** The second step: what is open with the clients of a call. Asked for after the first answer, waited for by nobody. */
import type { Clock } from '../model/clock.ts';
import type { ClientDetails, EntityRef } from '../model/client.ts';
import type { CrmError } from '../model/crm.ts';
import type { PortalClient } from './bitrix24/client.ts';
import { MAY_NOT_READ } from './bitrix24/employees.ts';
import { batchItems } from './bitrix24/items-batch.ts';
import { detailsOf, nameQueries, namesIn, queriesFor, type Lists } from './details-batch.ts';
import { clientTypeOf, refKey } from './entities.ts';
import { TimedCache } from './timed-cache.ts';

const KEEP_MS = 3 * 60_000;
/** How long a refusal for want of scope or right is believed: an admin may add it meanwhile. */
const REFUSED_MS = 10 * 60_000;
const LIMIT = 500;
/** With up to three commands each they fit one `batch` of 50. */
const MAX_CLIENTS = 12;

type OnDetails = (client: EntityRef, details: ClientDetails) => void;

export class Details {
  readonly #client: PortalClient;
  readonly #clock: Clock;
  #known: TimedCache<string, ClientDetails>;
  readonly #stop = new AbortController();
  #refusedUntilEpochMs = 0;
  #isScopeMissing = false;

  /** @param client at a priority below the look-ups' */
  constructor(client: PortalClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
    this.#known = new TimedCache(clock, LIMIT);
  }

  /** Asks for those that are not known of the last minutes, all in one request, and once more for names that only ids are known
   *  of. What is known is told at once. Nothing is told of a portal that refuses or fails.
   *  @returns lets go: nothing is told any more, and the request is aborted */
  hold(clients: readonly EntityRef[], onDetails: OnDetails): () => void {
    const letGo = new AbortController();
    const signal = AbortSignal.any([letGo.signal, this.#stop.signal]);
    const missing: EntityRef[] = [];
    for (const client of readable(clients)) {
      const known = this.#known.get(refKey(client));
      if (known === undefined) missing.push(client);
      else onDetails(client, known);
    }
    if (missing.length > 0 && this.#clock.nowEpochMs() >= this.#refusedUntilEpochMs) {
      void this.#ask(missing, onDetails, signal);
    }
    return () => {
      letGo.abort();
    };
  }

  /** Whether the portal refused for want of the scope, and is not asked again for now. */
  get lacksScope(): boolean {
    return this.#isScopeMissing && this.#clock.nowEpochMs() < this.#refusedUntilEpochMs;
  }

  /** Forgets all that is remembered, and what is being asked for: "forget this caller" does not wait for minutes to pass. */
  forget(): void {
    this.#known = new TimedCache(this.#clock, LIMIT);
  }

  stop(): void {
    this.#stop.abort();
  }

  async #ask(clients: readonly EntityRef[], onTold: OnDetails, signal: AbortSignal): Promise<void> {
    // Whatever is forgotten meanwhile is remembered there in vain.
    const known = this.#known;
    const onDetails: OnDetails = (client, details) => {
      known.set(refKey(client), details, KEEP_MS);
      onTold(client, details);
    };
    const reply = await batchItems(this.#client, queriesFor(clients), signal);
    if (signal.aborted || reply.kind === 'aborted') return;
    if (reply.kind === 'failed') {
      this.#heed([reply.error]);
      return;
    }
    const { lists, atEpochMs } = reply;
    const told = new Map<EntityRef, ClientDetails>();
    for (const client of clients) {
      const details = detailsOf(client, lists, new Map(), atEpochMs);
      if (details !== null) told.set(client, details);
    }
    if (told.size === 0) this.#heed(errorsIn(lists));
    for (const [client, details] of told) onDetails(client, details);
    await this.#askNames(told, lists, onDetails, signal);
  }

  /** A contact names its company by id alone. */
  async #askNames(
    told: ReadonlyMap<EntityRef, ClientDetails>,
    lists: Lists,
    onDetails: OnDetails,
    signal: AbortSignal,
  ): Promise<void> {
    const nameless = [...told.values()].flatMap(({ related }) => related.filter(({ name }) => name === null));
    if (nameless.length === 0) return;
    const reply = await batchItems(this.#client, nameQueries(uniqueRefs(nameless)), signal);
    if (signal.aborted || reply.kind !== 'answered') return;
    const names = namesIn(reply.lists);
    for (const [client, { asOfEpochMs, related }] of told) {
      const details = detailsOf(client, lists, names, asOfEpochMs);
      const isNews = related.some((one) => one.name === null && names.get(refKey(one)) != null);
      if (details !== null && isNews) onDetails(client, details);
    }
  }

  #heed(errors: readonly CrmError[]): void {
    if (errors.some(({ code }) => MAY_NOT_READ.includes(code))) {
      this.#isScopeMissing = errors.some(({ code }) => code === 'scope-missing');
      this.#refusedUntilEpochMs = this.#clock.nowEpochMs() + REFUSED_MS;
    }
  }
}

const uniqueRefs = (refs: readonly EntityRef[]): readonly EntityRef[] => [
  ...new Map(refs.map((ref) => [refKey(ref), ref])).values(),
];

/** Those that can be asked for: an unknown type or an id that is no number is nobody's. */
const readable = (clients: readonly EntityRef[]): readonly EntityRef[] =>
  uniqueRefs(clients.map(({ type, id }) => ({ type, id })))
    .filter((client) => clientTypeOf(client) !== null && /^\d{1,15}$/.test(client.id))
    .slice(0, MAX_CLIENTS);

const errorsIn = (lists: Lists): readonly CrmError[] =>
  [...lists.values()].flatMap((list) => ('error' in list ? [list.error] : []));
