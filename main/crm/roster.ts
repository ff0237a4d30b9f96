/** The company's employees, for a view of all of them: read in pages, kept for five minutes, searched here where they are few. */
import type { Clock } from '../model/clock.ts';
import type { CrmError, Employee } from '../model/crm.ts';
import type { PortalClient } from './bitrix24/client.ts';
import { listEmployees, type ListedEmployee } from './bitrix24/employees.ts';
import { digitsOf } from './bitrix24/fields.ts';
import { queryFilter, wordsOf } from './colleagues.ts';

/** Four pages of `user.get`. A larger company is searched at the portal. */
const MAX_LISTED = 200;
const KEEP_MS = 5 * 60_000;

export type RosterReply =
  | {
      readonly kind: 'answered';
      /** Those with an extension first, each half by name. */
      readonly people: readonly Employee[];
      /** How many more the portal has for this query; 0 where `people` is all. */
      readonly more: number;
      readonly asOfEpochMs: number;
    }
  | { readonly kind: 'failed'; readonly error: CrmError }
  | { readonly kind: 'aborted' };

type Answered = RosterReply & { readonly kind: 'answered' };

export class Roster {
  readonly #client: PortalClient;
  readonly #clock: Clock;
  readonly #stop = new AbortController();
  #all: Answered | null = null;
  #underWay: Promise<RosterReply> | null = null;

  constructor(client: PortalClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  /** Who matches; '' is everybody. Never rejects.
   *  @param query the beginnings of names, or of an extension */
  async find(query: string): Promise<RosterReply> {
    const all = await this.#everybody();
    const text = query.trim();
    if (all.kind !== 'answered' || text === '') return all;
    if (all.more === 0) return { ...all, people: all.people.filter(matcher(text)) };
    return this.#pages({ ...queryFilter(text), ...ACTIVE }, 1);
  }

  stop(): void {
    this.#stop.abort();
  }

  async #everybody(): Promise<RosterReply> {
    if (this.#all !== null && this.#clock.nowEpochMs() - this.#all.asOfEpochMs < KEEP_MS) return this.#all;
    this.#underWay ??= this.#pages(ACTIVE, MAX_LISTED / PAGE);
    const reply = await this.#underWay;
    this.#underWay = null;
    if (reply.kind === 'answered') this.#all = reply;
    return reply;
  }

  async #pages(filter: Parameters<typeof listEmployees>[1], maxPages: number): Promise<RosterReply> {
    const found = new Map<string, ListedEmployee>();
    let start: number | null = 0;
    let total = 0;
    let asOfEpochMs = this.#clock.nowEpochMs();
    for (let page = 0; page < maxPages && start !== null; page += 1) {
      const reply = await listEmployees(this.#client, filter, this.#stop.signal, { ...BY_NAME, start });
      if (reply.kind !== 'answered') {
        // A later page that fails leaves the list shorter, and "more" tells so.
        if (page === 0 || reply.kind === 'aborted') return reply;
        break;
      }
      for (const employee of reply.employees) found.set(employee.id, employee);
      // A portal that names the same page again would be asked for ever.
      start = reply.next !== null && reply.next > start ? reply.next : null;
      total = reply.total ?? found.size + (start === null ? 0 : 1);
      asOfEpochMs = reply.atEpochMs;
    }
    const people = [...found.values()].filter(({ isActive }) => isActive).map(employeeOf);
    const hidden = [...found.values()].length - people.length;
    return {
      kind: 'answered',
      people: people.toSorted(byExtensionAndName(new Intl.Collator(undefined, { numeric: true }))),
      more: start === null ? 0 : Math.max(1, total - people.length - hidden),
      asOfEpochMs,
    };
  }
}

const PAGE = 50;
const ACTIVE = { ACTIVE: true, USER_TYPE: 'employee' } as const;
const BY_NAME = { SORT: 'LAST_NAME', ORDER: 'ASC' } as const;

const employeeOf = ({ id, name, workday, phones }: ListedEmployee): Employee => ({ id, name, workday, phones });

const byExtensionAndName =
  (collator: Intl.Collator) =>
  (one: Employee, other: Employee): number =>
    Number(one.phones.extension === null) - Number(other.phones.extension === null) ||
    collator.compare(one.name ?? one.id, other.name ?? other.id);

/** As the portal's own quick search: every word begins a word of the name. Digits begin the extension. */
function matcher(text: string): (employee: Employee) => boolean {
  const filter = queryFilter(text);
  if (filter.UF_PHONE_INNER !== undefined) {
    const digits = filter.UF_PHONE_INNER;
    return ({ phones }) => digitsOf(phones.extension ?? '').startsWith(digits);
  }
  const wanted = wordsOf(text);
  return ({ name }) => {
    const words = wordsOf(name ?? '');
    return wanted.every((start) => words.some((word) => word.startsWith(start)));
  };
}
