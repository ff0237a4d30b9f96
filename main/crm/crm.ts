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
import { Self } from './self.ts';
import { StatusBoard, type CrmStatus } from './status.ts';

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
  findColleagues(query: string): Promise<readonly Employee[] | { readonly failed: LookupOutcome & { kind: 'failed' } }>;
  /** The match's card in the browser; null where it has none or no safe address. */
  cardUrl(match: { readonly type: string; readonly id: string }): string | null;
  readonly status: CrmStatus;
  /** Told on every change of `status`. */
  subscribe(listener: () => void): () => void;
}

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
      names.want(found.matches.flatMap(({ responsible }) => (responsible === null ? [] : [responsible.id])));
    },
  });
  const redress = (): void => {
    lookups.redress();
  };
  names.subscribe(redress);
  self.subscribe(redress);
  const base = cardBase(settings, webhook.ok ? webhook.value : null);

  return {
    host: webhook.ok ? webhook.value.base.host : null,
    start: () => {
      const stopSelf = webhook.ok ? self.start() : () => undefined;
      return () => {
        stopSelf();
        names.stop();
        lookups.stop();
      };
    },
    hold: (number, onOutcome) => lookups.hold(number, onOutcome),
    findColleagues: async (query) => {
      const found = await findColleagues(client, query);
      return 'failed' in found ? { failed: failedForGood(found.failed) } : found;
    },
    cardUrl: (match) => (base === null ? null : cardUrl(match, base)),
    get status() {
      return board.status;
    },
    subscribe: (listener) => board.subscribe(listener),
  };
}
