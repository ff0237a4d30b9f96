/** Clients on demand: every entity behind one number, and a search by name or number for a caller who is not known. */
import { readNumber } from '../call/numbers.ts';
import type { ClientsFound } from '../model/client.ts';
import type { CrmError, Employee, Match } from '../model/crm.ts';
import type { PortalClient } from './bitrix24/client.ts';
import { findByComm, MAX_VALUES } from './bitrix24/duplicates.ts';
import { listEmployees, MAY_NOT_READ } from './bitrix24/employees.ts';
import { crmError } from './bitrix24/errors.ts';
import type { CrmItem } from './bitrix24/items.ts';
import { batchItems } from './bitrix24/items-batch.ts';
import { searchEntities } from './bitrix24/search.ts';
import type { Clock } from '../model/clock.ts';
import { entityQueries, nameSearchQueries, spellingsOf, wordsOf } from './client-queries.ts';
import { CLIENT_TYPES, clientTypeOf, nameOfItem, refKey, type ClientType } from './entities.ts';
import type { OutsideNumber } from './lookup.ts';

/** Matches of one answer: a list for an eye, not for a database. */
const MAX_MATCHES = 50;
const MAX_TEXT = 100;
/** From so many of one type on the portal leaves out others (the vendor's page of crm.duplicate.findbycomm). */
const FULL_TYPE = 20;

const NO_PHONES = { extension: null, mobile: null, work: null, personal: null };

export interface ClientsNeeds {
  readonly client: PortalClient;
  readonly clock: Clock;
  /** `numbers.country`: typed national numbers are read under it. */
  readonly country: string;
}

/** Items with their type, in the order in which they are shown. */
interface Listed {
  readonly type: ClientType;
  readonly item: CrmItem;
}

type Step<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'failed'; readonly error: CrmError };

export class Clients {
  readonly #needs: ClientsNeeds;
  readonly #stop = new AbortController();

  constructor(needs: ClientsNeeds) {
    this.#needs = needs;
  }

  /** Contacts, companies and leads with that number, in three requests. Never rejects. */
  async behind(number: OutsideNumber): Promise<ClientsFound> {
    const reply = await findByComm(this.#needs.client, spellingsOf(number).slice(0, MAX_VALUES), this.#stop.signal);
    if (reply.kind === 'aborted') return this.#stopped();
    if (reply.kind === 'failed') return reply;
    const refs = reply.found.filter((ref) => clientTypeOf(ref) !== null);
    const isFull = CLIENT_TYPES.some((type) => refs.filter((ref) => ref.type === type).length >= FULL_TYPE);
    const asked = refs.slice(0, MAX_MATCHES);
    if (asked.length === 0) return { kind: 'found', matches: [], hasMore: false };
    const items = await this.#items(entityQueries(asked));
    if (items.kind === 'failed') return items;
    const byRef = new Map(items.value.listed.map((one) => [`${one.type}:${one.item.id}`, one]));
    const listed = asked.flatMap((ref) => byRef.get(refKey(ref)) ?? []);
    return { kind: 'found', matches: await this.#matches(listed), hasMore: isFull || refs.length > asked.length };
  }

  /** By number where the text is one, else by the words of names. Never rejects. */
  async find(text: string): Promise<ClientsFound> {
    const wanted = text.normalize('NFC').trim().slice(0, MAX_TEXT);
    const number = readNumber(wanted, this.#needs.country);
    if (number.kind === 'outside') return this.#byNumber(number);
    const words = wordsOf(wanted);
    // Without a word the portal would list its newest, whoever they are.
    if (words.length === 0) return { kind: 'found', matches: [], hasMore: false };
    const items = await this.#items(nameSearchQueries(words));
    if (items.kind === 'failed') return items;
    const { listed, hasMore } = items.value;
    const shown = listed.slice(0, MAX_MATCHES);
    return { kind: 'found', matches: await this.#matches(shown), hasMore: hasMore || listed.length > shown.length };
  }

  stop(): void {
    this.#stop.abort();
  }

  /** The look-up needs no scope but its own, and knows who is at work; the other finds more where the scope `crm` allows. */
  async #byNumber(number: OutsideNumber): Promise<ClientsFound> {
    const [lookedUp, all] = await Promise.all([this.#lookUp(number.asked), this.behind(number)]);
    if (lookedUp.kind === 'failed') return all;
    if (all.kind === 'failed') {
      return MAY_NOT_READ.includes(all.error.code) || lookedUp.value.length > 0
        ? { kind: 'found', matches: lookedUp.value, hasMore: false }
        : all;
    }
    const first = new Set(lookedUp.value.map(refKey));
    return { ...all, matches: [...lookedUp.value, ...all.matches.filter((match) => !first.has(refKey(match)))] };
  }

  async #lookUp(asked: readonly string[]): Promise<Step<readonly Match[]>> {
    for (const digits of asked) {
      const reply = await searchEntities(this.#needs.client, digits, this.#stop.signal);
      if (reply.kind === 'aborted') return this.#stopped();
      if (reply.kind === 'failed') return reply;
      if (reply.matches.length > 0) return { kind: 'done', value: reply.matches };
    }
    return { kind: 'done', value: [] };
  }

  /** Lists that fail are left out where another can be read. */
  async #items(
    queries: Parameters<typeof batchItems>[1],
  ): Promise<Step<{ readonly listed: readonly Listed[]; readonly hasMore: boolean }>> {
    const reply = await batchItems(this.#needs.client, queries, this.#stop.signal);
    if (reply.kind === 'aborted') return this.#stopped();
    if (reply.kind === 'failed') return reply;
    const listed: Listed[] = [];
    const errors: CrmError[] = [];
    let hasMore = false;
    for (const type of CLIENT_TYPES) {
      const list = reply.lists.get(type);
      if (list === undefined) continue;
      if ('error' in list) {
        errors.push(list.error);
        continue;
      }
      listed.push(...list.items.map((item) => ({ type, item })));
      hasMore ||= (list.total ?? 0) > list.items.length;
    }
    const [error] = errors;
    return error !== undefined && errors.length === Object.keys(queries).length
      ? { kind: 'failed', error }
      : { kind: 'done', value: { listed, hasMore } };
  }

  /** With who is responsible, his name and phones as far as they may be read. Who was dismissed is gone. */
  async #matches(listed: readonly Listed[]): Promise<readonly Match[]> {
    const ids = [...new Set(listed.flatMap(({ item }) => item.assignedById ?? []))].slice(0, MAX_MATCHES);
    const reply = ids.length === 0 ? null : await listEmployees(this.#needs.client, { ID: ids }, this.#stop.signal);
    const known = new Map(reply?.kind === 'answered' ? reply.employees.map((one) => [one.id, one]) : []);
    const responsible = (id: string | null): Employee | null => {
      if (id === null) return null;
      const employee = known.get(id);
      if (employee === undefined) return { id, name: null, workday: 'NOT_TOLD', phones: NO_PHONES };
      const { name, workday, phones, isActive } = employee;
      return isActive ? { id, name, workday, phones } : null;
    };
    return listed.map(({ type, item }) => ({
      type,
      id: item.id,
      name: nameOfItem(type, item),
      responsible: responsible(item.assignedById),
    }));
  }

  #stopped(): Step<never> & { readonly kind: 'failed' } {
    return {
      kind: 'failed',
      error: crmError('not-set-up', 'the settings have changed', this.#needs.clock.nowEpochMs()),
    };
  }
}

/** Everybody who is responsible in an answer, each once: whose workdays are worth asking for. */
export const responsibleIn = (found: ClientsFound): readonly string[] =>
  found.kind === 'failed' ? [] : [...new Set(found.matches.flatMap(({ responsible }) => responsible?.id ?? []))];

/** The same answer with each who is responsible as `dress` knows him by now. */
export function dressClients(found: ClientsFound, dress: (employee: Employee) => Employee): ClientsFound {
  if (found.kind === 'failed') return found;
  const matches = found.matches.map((match) =>
    match.responsible === null ? match : { ...match, responsible: dress(match.responsible) },
  );
  return { ...found, matches };
}
