/** A CRM over a scripted portal and a clock that stands still: what most tests here start from. */
import { createCrm, type BitrixCrm, type CrmNeeds } from '../../../main/crm/crm.ts';
import type { OutsideNumber } from '../../../main/crm/lookup.ts';
import type { LookupOutcome } from '../../../main/model/crm.ts';
import { FakeClock } from './fake-clock.ts';
import { refusal, ScriptedPortal, WEBHOOK, type Answer, type Asked } from './scripted-portal.ts';
import { SEARCH } from './sample-rows.ts';

export const TIMEOUT_MS = 4000;

export const SETTINGS = {
  kind: 'bitrix24',
  cardBase: null,
  employeeId: null,
  timeoutMs: TIMEOUT_MS,
  allowInsecure: false,
  plan: 'standard',
  callRecords: false,
  keepLookupsDays: 30,
  oauth: null,
} as const;

export const DOE: OutsideNumber = {
  kind: 'outside',
  e164: '+19062195047',
  asked: ['19062195047'],
  shown: '+1 906 219 5047',
  country: 'US',
};

export const outside = (...asked: readonly string[]): OutsideNumber => ({ ...DOE, e164: null, asked });

/** What one card hears. */
class Card {
  heard: readonly LookupOutcome[] = [];
  readonly hear = (outcome: LookupOutcome): void => {
    this.heard = [...this.heard, outcome];
  };
  get last(): LookupOutcome | undefined {
    return this.heard.at(-1);
  }
}

export interface Desk {
  readonly crm: BitrixCrm;
  readonly clock: FakeClock;
  readonly portal: ScriptedPortal;
  /** Numbers that were searched for, in order. */
  readonly searched: () => readonly unknown[];
  /** A new card that holds `number`. */
  readonly hold: (number?: OutsideNumber) => { readonly card: Card; readonly release: () => void };
}

/** `search` answers look-ups and `users` answers `user.get`, which by default the scope does not allow; neither does it
 *  allow `more.workdays` (every `batch`) and `more.others`, which are asked by any other method. */
export function setUpDesk(
  search: (asked: Asked) => Answer,
  users: (asked: Asked) => Answer = () => refusal(403, 'insufficient_scope'),
  {
    workdays,
    others,
    ...more
  }: Partial<CrmNeeds> & { workdays?: (asked: Asked) => Answer; others?: (asked: Asked) => Answer } = {},
): Desk {
  const clock = new FakeClock();
  const portal = new ScriptedPortal((asked) => {
    if (asked.method === SEARCH) return search(asked);
    if (asked.method === 'batch') return workdays?.(asked) ?? refusal(403, 'insufficient_scope');
    if (asked.method === 'user.get') return users(asked);
    return others?.(asked) ?? refusal(403, 'insufficient_scope');
  });
  const set = { settings: SETTINGS, webhook: WEBHOOK, oauth: null, ownExtension: null, country: 'US', kept: null };
  const needs = { ...set, random01: () => 0.5, ...more };
  const crm = createCrm({ ...needs, clock, http: portal.send });
  return {
    crm,
    clock,
    portal,
    searched: () => portal.paramsOf(SEARCH).map((params) => (params as { PHONE_NUMBER: unknown }).PHONE_NUMBER),
    hold: (number = DOE) => {
      const card = new Card();
      return { card, release: crm.hold(number, card.hear) };
    },
  };
}
