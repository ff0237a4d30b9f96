/** Cards by what is told of the client and what is on its way to the CRM, from the unions of the view-model: a new member without a
 *  scene does not compile. */
import type { CallView } from '../../../main/bridge/contract/call-views.ts';
import type { DetailsView, OutboxStateView } from '../../../main/bridge/contract/client-views.ts';
import { inCall } from './caller-call-states.ts';
import { asOfEpochMs, renee } from './caller-crm-states.ts';
import {
  anna,
  boris,
  daisy,
  foundOf,
  johnDoe,
  nowEpochMs,
  planOf,
  queuesOnly,
  sceneOf,
  type FoundView,
  type Scene,
} from './caller-samples.ts';
import { endedAs, sentAs } from './caller-sent-states.ts';

type Scenes<K extends string> = Record<K, Scene>;
type Lead = NonNullable<CallView['lead']>;

const hour = 3_600_000;
/** All that the scope `crm` allows. */
export const fullCrm = { canCreateLead: false, canNote: true, canSearch: true, selfId: '15' };
export const leadCrm = { ...fullCrm, canCreateLead: true, canNote: false };

export const details: DetailsView = {
  deals: [
    { id: '31', title: 'Solar roof', sum: { value: 12_400, currency: 'EUR' }, hasCard: true },
    { id: '32', title: 'Heat pump', sum: null, hasCard: true },
  ],
  moreDeals: 0,
  lastContactEpochMs: nowEpochMs - 72 * hour,
  related: [{ type: 'COMPANY', id: '8', name: 'Daisy LLC', hasCard: true }],
};
export const withDetails = (more: Partial<DetailsView> = {}): FoundView =>
  foundOf(planOf(), [{ ...johnDoe, details: { ...details, ...more } }]);

const detailScenes: Readonly<Record<string, Scene>> = {
  all: sceneOf({ crm: fullCrm }, withDetails()),
  'no-deals': sceneOf({ crm: fullCrm }, withDetails({ deals: [] })),
  'many-deals': sceneOf(
    { crm: fullCrm },
    withDetails({
      deals: [...details.deals, { id: '33', title: null, sum: { value: 0.5, currency: null }, hasCard: false }],
      moreDeals: 14,
      lastContactEpochMs: null,
      related: [],
    }),
  ),
  company: sceneOf(
    { crm: fullCrm },
    foundOf(planOf(), [
      {
        ...daisy,
        responsibleId: '12',
        details: {
          deals: [],
          moreDeals: 0,
          lastContactEpochMs: nowEpochMs - 200 * 24 * hour,
          related: [
            { type: 'CONTACT', id: '7', name: 'John Doe', hasCard: true },
            { type: 'CONTACT', id: '9', name: null, hasCard: false },
          ],
        },
      },
    ]),
  ),
  'long-words': sceneOf(
    { crm: fullCrm },
    withDetails({
      deals: [
        {
          id: '31',
          title: 'Photovoltaikgroßanlagenwartungsvertragsverlängerung Gewerbegebiet Süd',
          sum: { value: 1_234_567.89, currency: 'EUR' },
          hasCard: true,
        },
      ],
      related: [{ type: 'COMPANY', id: '88', name: 'شركة الياسمين'.repeat(6), hasCard: true }],
    }),
  ),
  'in-call': sceneOf({ state: inCall(), crm: fullCrm }, withDetails()),
};

const two = foundOf(planOf({ people: [anna, boris] }), [johnDoe, daisy]);
const whyOf = (why: FoundView['why']): Scene => sceneOf({ crm: fullCrm }, { ...two, why });
const whyScenes = {
  'only-match': sceneOf({ crm: fullCrm }, foundOf()),
  'first-in-crm': whyOf('first-in-crm'),
  picked: whyOf('picked'),
  chosen: sceneOf({ number: { kind: 'withheld' }, crm: fullCrm }, { ...foundOf(), why: 'chosen' }),
} satisfies Scenes<FoundView['why']>;

const yesterday = nowEpochMs - 16 * hour - 54 * 60_000;
const unknownDay = planOf({ reason: 'workday-not-known', people: [{ ...anna, workday: 'NOT_TOLD' }] });
const keptWith = (kept: FoundView['kept']): FoundView => ({ ...foundOf(unknownDay), asOfEpochMs: yesterday, kept });
export const trying = { failure: { code: 'timed-out', sinceEpochMs: nowEpochMs - 4000, isTryingAgain: true } } as const;
const keptScenes: Readonly<Record<string, Scene>> = {
  asking: sceneOf({ crm: fullCrm }, keptWith({ failure: null })),
  trying: sceneOf({ crm: fullCrm }, keptWith(trying)),
  'given-up': sceneOf({ crm: fullCrm }, keptWith({ failure: { ...trying.failure, isTryingAgain: false } })),
  'no-match': sceneOf(renee, { kind: 'no-match', asOfEpochMs: yesterday, kept: trying, plan: queuesOnly('no-match') }),
};

export const noMatch = { kind: 'no-match', asOfEpochMs, kept: null, plan: queuesOnly('no-match') } as const;
const leadAs = (state: OutboxStateView, more: Partial<Lead> = {}): Scene =>
  sceneOf(
    { ...renee, crm: fullCrm, lead: { title: 'Call from +49 30 901820', state, id: null, hasCard: false, ...more } },
    noMatch,
  );
const outboxStates = {
  held: { kind: 'held', untilEpochMs: nowEpochMs + 8000 },
  waiting: { kind: 'waiting', code: null, nextTryEpochMs: nowEpochMs },
  'waiting-again': { kind: 'waiting', code: 'timed-out', nextTryEpochMs: nowEpochMs + 30_000 },
  'in-flight': { kind: 'in-flight' },
  'perhaps-sent': { kind: 'perhaps-sent', code: 'timed-out' },
  refused: { kind: 'refused', code: 'field-refused' },
  sent: { kind: 'sent', atEpochMs: nowEpochMs },
} as const satisfies Record<OutboxStateView['kind'] | 'waiting-again', OutboxStateView>;

const leadScenes = {
  held: leadAs(outboxStates.held),
  waiting: leadAs(outboxStates.waiting),
  'waiting-again': leadAs(outboxStates['waiting-again']),
  'in-flight': leadAs(outboxStates['in-flight']),
  'perhaps-sent': leadAs(outboxStates['perhaps-sent']),
  refused: leadAs(outboxStates.refused),
  sent: leadAs(outboxStates.sent, { id: '77', hasCard: true }),
  offered: sceneOf({ ...renee, crm: leadCrm }, noMatch),
  'offered-withheld': sceneOf(
    { number: { kind: 'withheld' }, crm: leadCrm },
    { kind: 'not-asked', plan: queuesOnly('withheld') },
  ),
  'long-title': leadAs(outboxStates.held, { title: 'Anlagenwartungsvertragsverlängerung '.repeat(5) }),
} satisfies Scenes<keyof typeof outboxStates | 'offered' | 'offered-withheld' | 'long-title'>;

const noteAs = (state: OutboxStateView): Scene =>
  sceneOf({ state: inCall(), crm: fullCrm, crmNote: { text: 'Wants an offer by Friday', state } }, foundOf());
const crmNoteScenes = {
  held: noteAs(outboxStates.held),
  waiting: noteAs(outboxStates.waiting),
  'waiting-again': noteAs(outboxStates['waiting-again']),
  'in-flight': noteAs(outboxStates['in-flight']),
  'perhaps-sent': noteAs(outboxStates['perhaps-sent']),
  refused: noteAs(outboxStates.refused),
  sent: noteAs(outboxStates.sent),
  none: sceneOf({ state: inCall(), crm: fullCrm }, foundOf()),
  'sent-on': sceneOf({ state: sentAs('ringing'), crm: fullCrm }, foundOf()),
  'with-both': sceneOf(
    {
      state: sentAs('ringing'),
      crm: fullCrm,
      note: { text: 'urgent', delivery: 'arrived' },
      crmNote: { text: 'Wants an offer', state: outboxStates.held },
    },
    withDetails(),
  ),
  ended: sceneOf({ state: endedAs('answered'), crm: fullCrm }, foundOf()),
} satisfies Scenes<keyof typeof outboxStates | 'none' | 'sent-on' | 'with-both' | 'ended'>;

export const clientScenes: readonly [string, Scene][] = Object.entries({
  details: detailScenes,
  why: whyScenes,
  kept: keptScenes,
  lead: leadScenes,
  'crm-note': crmNoteScenes,
}).flatMap(([group, scenes]) =>
  Object.entries<Scene>(scenes).map(([name, scene]): [string, Scene] => [`${group}-${name}`, scene]),
);
