/** The CRM as the rest of the app sees it: look-ups, colleagues, cards and a status, over one portal. */
import type { CrmError, Employee, LookupOutcome, Matches } from '../model/crm.ts';
import type { CrmSettings } from '../model/settings.ts';
import { createClient, createIdleClient } from './bitrix24/client.ts';
import { digitsOf } from './bitrix24/fields.ts';
import type { HttpPort } from './bitrix24/http.ts';
import { searchEntities } from './bitrix24/search.ts';
import { parseWebhook } from './bitrix24/webhook.ts';
import { cardBase, cardUrl } from './card-url.ts';
import type { Clock } from '../model/clock.ts';
import { findColleagues } from './colleagues.ts';
import type { Found } from './flight.ts';
import { Lookups, type OutsideNumber } from './lookup.ts';
import { EmployeeNames } from './names.ts';
import { Roster, type RosterReply } from './roster.ts';
import { Self } from './self.ts';
import { StatusBoard, type CrmStatus } from './status.ts';
import { Workdays, type KnownWorkday } from './workdays.ts';

export interface CrmNeeds {
  readonly settings: CrmSettings;
  /** Null or unreadable: every look-up fails at once as `not-set-up`. */
  readonly webhook: string | null;
  /** `sip.extension`; null while no line is set up. */
  readonly ownExtension: string | null;
  readonly http: HttpPort;
  readonly clock: Clock;
  /** Uniform in [0,1). */
  readonly random01: () => number;
}

export interface BitrixCrm {
  /** The portal's host, for the status window; null where none is set up. */
  readonly host: string | null;
  /** Finds out who sits at this desk, and opens the first connection by it.
   *  @returns the stop: aborts all requests, holders hear no more */
  start(): () => void;
  hold(number: OutsideNumber, onOutcome: (outcome: LookupOutcome) => void): () => void;
  /** With the workdays that are known, or told within a moment. */
  findColleagues(query: string): Promise<readonly Employee[] | { readonly failed: LookupOutcome & { kind: 'failed' } }>;
  /** Everybody whom the query means, of the whole company; '' is everybody. Their workdays are asked for by `wantWorkdays`. */
  roster(query: string): Promise<RosterReply>;
  /** Asks for the workdays of those of whom none was told within the last minute, 50 at the most. */
  wantWorkdays(ids: readonly string[]): void;
  /** The last one told, and when; null: not told. */
  workdayOf(id: string): KnownWorkday | null;
  /** The employee with the workday that is known by now; asks nothing. */
  dress(employee: Employee): Employee;
  /** Told whenever workdays came in. */
  onWorkdays(listener: () => void): () => void;
  /** The employee at this desk as far as is known now: the portal's id, and the name where it may be read. */
  readonly selfId: string | null;
  readonly selfName: string | null;
  /** The match's card in the browser; null where it has none or no safe address. */
  cardUrl(match: { readonly type: string; readonly id: string }): string | null;
  readonly status: CrmStatus;
  /** Told on every change of `status`. */
  subscribe(listener: () => void): () => void;
}

/** How long a search waits for workdays: the list is worth more than they are. */
const WORKDAYS_WITHIN_MS = 500;

const failedForGood = (error: CrmError): LookupOutcome & { kind: 'failed' } => ({
  kind: 'failed',
  error,
  isTryingAgain: false,
});

/** The employee at this desk by the reply's own phones, which needs no further scope. */
function selfAmong(found: Found, extension: string): string | null {
  if (extension === '') return null;
  const owner = found.matches.find(({ responsible }) => digitsOf(responsible?.phones.extension ?? '') === extension);
  return owner?.responsible?.id ?? null;
}

function dressed(found: Found, names: EmployeeNames, self: Self): Matches {
  return {
    matches: found.matches.map((match) =>
      match.responsible === null
        ? match
        : { ...match, responsible: { ...match.responsible, name: names.nameOf(match.responsible.id) } },
    ),
    asOfEpochMs: found.atEpochMs,
    selfId: self.id ?? selfAmong(found, self.extension),
    ...(found.unreadableRows > 0 ? { unreadableRows: found.unreadableRows } : {}),
  };
}

/** Wires one portal's parts. Nothing is sent before `start()` or the first `hold`. */
export function createCrm(needs: CrmNeeds): BitrixCrm {
  const { settings, clock, http, random01 } = needs;
  const { timeoutMs, allowInsecure } = settings;
  const webhook = parseWebhook(needs.webhook, allowInsecure);
  const board = new StatusBoard();
  const client = webhook.ok
    ? board.watch(createClient({ webhook: webhook.value, timeoutMs, allowInsecure, http, clock }))
    : createIdleClient(webhook.error, clock);

  const names = new EmployeeNames({ client, clock, random01 });
  const workdays = new Workdays(client, clock);
  const roster = new Roster(client, clock);
  const { employeeId } = settings;
  const self = new Self({ client, clock, random01, employeeId, ownExtension: needs.ownExtension });
  const lookups = new Lookups({
    clock,
    random01,
    timeoutMs,
    search: (digits, signal) => searchEntities(client, digits, signal),
    dress: (found) => dressed(found, names, self),
    onFound: (found) => {
      if (found.unreadableRows > 0) board.unreadable(found.unreadableRows, found.atEpochMs);
      const responsible = found.matches.flatMap((match) => (match.responsible === null ? [] : [match.responsible]));
      for (const employee of responsible) workdays.told(employee, found.atEpochMs);
      names.want(responsible.map(({ id }) => id));
    },
  });
  const redress = (): void => {
    lookups.redress();
  };
  let namedSelf: string | null = null;
  names.subscribe(() => {
    // Kept: names are forgotten after an hour, and who sits here does not change.
    namedSelf = (self.id === null ? null : names.nameOf(self.id)) ?? namedSelf;
    redress();
  });
  self.subscribe(redress);
  const base = cardBase(settings, webhook.ok ? webhook.value : null);

  return {
    host: webhook.ok ? webhook.value.base.host : null,
    start: () => {
      const stopSelf = webhook.ok ? self.start() : () => undefined;
      // An id that the settings name has no name yet.
      if (webhook.ok && employeeId !== null) names.want([employeeId]);
      return () => {
        stopSelf();
        names.stop();
        workdays.stop();
        roster.stop();
        lookups.stop();
      };
    },
    hold: (number, onOutcome) => lookups.hold(number, onOutcome),
    findColleagues: async (query) => {
      const found = await findColleagues(client, query);
      if ('failed' in found) return { failed: failedForGood(found.failed) };
      await within(clock, WORKDAYS_WITHIN_MS, workdays.want(found.map(({ id }) => id)));
      return found.map((employee) => workdays.dress(employee));
    },
    roster: (query) => roster.find(query),
    wantWorkdays: (ids) => void workdays.want(ids),
    workdayOf: (id) => workdays.of(id),
    dress: (employee) => workdays.dress(employee),
    onWorkdays: (listener) => workdays.subscribe(listener),
    get selfId() {
      return self.id;
    },
    get selfName() {
      return self.name ?? namedSelf;
    },
    cardUrl: (match) => (base === null ? null : cardUrl(match, base)),
    get status() {
      return board.status;
    },
    subscribe: (listener) => board.subscribe(listener),
  };
}

/** Resolves with `work`, or after `delayMs` without it. */
function within(clock: Clock, delayMs: number, work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(delayMs, resolve);
    void work.then(() => {
      cancel();
      resolve();
    });
  });
}
