/** The CRM as the rest of the app sees it: look-ups, what is open with a client, colleagues, cards and a status, over one portal. */
import type { ClientDetails, ClientsFound, EntityRef } from '../model/client.ts';
import type { CrmError, Employee, LookupOutcome, Matches } from '../model/crm.ts';
import type { Clock } from '../model/clock.ts';
import { digitsOf } from './bitrix24/fields.ts';
import { searchEntities } from './bitrix24/search.ts';
import { Bucket } from './bucket.ts';
import { cardBase, cardUrl } from './card-url.ts';
import { Clients, dressClients, responsibleIn } from './clients.ts';
import { findColleagues } from './colleagues.ts';
import { Details } from './details.ts';
import type { Found } from './flight.ts';
import { KeptAnswers, type KeptStore } from './kept.ts';
import { linkTo, type LinkNeeds } from './link.ts';
import { Lookups, type OutsideNumber } from './lookup.ts';
import { EmployeeNames } from './names.ts';
import { Roster, type RosterReply } from './roster.ts';
import { Self } from './self.ts';
import { createSender, type OutboxSender } from './sender.ts';
import { StatusBoard, type CrmStatus } from './status.ts';
import { Workdays, type KnownWorkday } from './workdays.ts';

export interface CrmNeeds extends LinkNeeds {
  /** `sip.extension`; null while no line is set up. */
  readonly ownExtension: string | null;
  /** `numbers.country`, for numbers that are typed. */
  readonly country: string;
  /** Where answers are kept beyond the end of the app; null: nowhere. */
  readonly kept: KeptStore | null;
  /** What an earlier session over the same way to the portal was told of call records. */
  readonly recordsRefused?: CrmError | null;
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
  /** The second step, one request for all that are not known of the last minutes; never told where the scope `crm` is missing.
   *  @returns lets go */
  details(clients: readonly EntityRef[], onDetails: (client: EntityRef, details: ClientDetails) => void): () => void;
  /** Every entity behind one number. */
  allMatches(number: OutsideNumber): Promise<ClientsFound>;
  /** Clients by name or number. */
  findClients(text: string): Promise<ClientsFound>;
  /** Sends what lies in the outbox, after all that is asked for calls. */
  readonly sender: OutboxSender;
  /** Forgets what was answered for these callers (`outside:+19062195047`), or for all.
   *  @returns whether the disk has forgotten it too */
  forget(callerKeys: readonly string[] | 'all'): Promise<boolean>;
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
  /** False once the portal has told that it takes call records of apps alone. */
  readonly takesCallRecords: boolean;
  /** The portal said lately that the scope `crm` is missing. */
  readonly lacksScope: boolean;
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
        : {
            ...match,
            responsible: { ...match.responsible, name: names.nameOf(match.responsible.id) ?? match.responsible.name },
          },
    ),
    asOfEpochMs: found.atEpochMs,
    selfId: self.id ?? selfAmong(found, self.extension),
    ...(found.unreadableRows > 0 ? { unreadableRows: found.unreadableRows } : {}),
  };
}

/** Wires one portal's parts. Nothing is sent before `start()` or the first `hold`. */
export function createCrm(needs: CrmNeeds): BitrixCrm {
  const { settings, clock, random01 } = needs;
  const link = linkTo(needs);
  const { isSetUp } = link;
  const board = new StatusBoard(needs.recordsRefused ?? null);
  // Nothing is waited for where nothing is sent, and an empty set-up is no news of the portal.
  const bucket = new Bucket(isSetUp ? settings.plan : 'self-hosted', clock);
  const watched = isSetUp ? board.watch(link.client) : link.client;
  const client = bucket.at('look-up', watched);
  const behindLookups = bucket.at('details', watched);

  const names = new EmployeeNames({ client, clock, random01 });
  const workdays = new Workdays(behindLookups, clock);
  const roster = new Roster(behindLookups, clock);
  const details = new Details(behindLookups, clock);
  const clients = new Clients({ client, clock, country: needs.country });
  const kept = new KeptAnswers({
    store: needs.kept,
    portal: link.host,
    clock,
    keepDays: settings.keepLookupsDays,
  });
  const { employeeId } = settings;
  const self = new Self({ client, clock, random01, employeeId, ownExtension: needs.ownExtension });
  const lookups = new Lookups({
    clock,
    random01,
    timeoutMs: settings.timeoutMs,
    kept,
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
  const base = cardBase(settings, link.portal);
  const withWorkdays = async (found: ClientsFound): Promise<ClientsFound> => {
    await within(clock, WORKDAYS_WITHIN_MS, workdays.want(responsibleIn(found)));
    return dressClients(found, (employee) => workdays.dress(employee));
  };

  return {
    host: link.host,
    start: () => {
      const stopSelf = isSetUp ? self.start() : () => undefined;
      void kept.load().then(() => {
        lookups.rememberKept();
      });
      // An id that the settings name has no name yet.
      if (isSetUp && employeeId !== null) names.want([employeeId]);
      return () => {
        stopSelf();
        names.stop();
        workdays.stop();
        roster.stop();
        details.stop();
        clients.stop();
        lookups.stop();
      };
    },
    hold: (number, onOutcome) => lookups.hold(number, onOutcome),
    details: (refs, onDetails) => details.hold(refs, onDetails),
    allMatches: async (number) => withWorkdays(await clients.behind(number)),
    findClients: async (text) => withWorkdays(await clients.find(text)),
    sender: createSender({
      portal: link.host,
      client: bucket.at('outbox', watched),
      records: behindLookups,
      clock,
    }),
    forget: (callerKeys) => {
      details.forget();
      return lookups.forget(callerKeys);
    },
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
    get lacksScope() {
      return details.lacksScope;
    },
    get takesCallRecords() {
      return board.status.recordsRefused === null;
    },
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
