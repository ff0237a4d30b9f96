/** Every state that a card can be in, from the unions of the view-model: a new member without a scene does not compile. */
import type {
  CallStateView,
  CallView,
  LookupView,
  PlanView,
  TargetView,
} from '../../../main/bridge/contract/call-views.ts';
import { asOfEpochMs, errorScenes, failedWith, renee, workdayScenes } from './caller-crm-states.ts';
import { clientScenes } from './caller-client-states.ts';
import { earlierScenes, inCall, inCallScenes } from './caller-call-states.ts';
import { handedOverScenes, lineScenes, noteScenes, wayScenes } from './caller-hand-over-states.ts';
import {
  endOutcomeScenes,
  endScenes,
  getBackScenes,
  noticeScenes,
  notPassedScenes,
  outcomeScenes,
  ownLineScenes,
  sinceEpochMs,
  takenScenes,
  toAnna,
} from './caller-sent-states.ts';
import {
  anna,
  annaExtension,
  annaMobile,
  annaPrivate,
  boris,
  callOf,
  daisy,
  foundOf,
  johnDoe,
  lineOf,
  planOf,
  queuesOnly,
  salesQueue,
  sceneOf,
  snapshotOf,
  supportQueue,
  targetOf,
  type Scene,
} from './caller-samples.ts';

type Of<K extends CallStateView['kind']> = Extract<CallStateView, { kind: K }>;
type Scenes<K extends string> = Record<K, Scene>;

const inState = (state: CallStateView): Scene => sceneOf({ state }, foundOf());

const states = {
  ringing: inState({ kind: 'ringing', notice: null }),
  sending: inState({ kind: 'sending', destination: toAnna, sinceEpochMs }),
  sent: outcomeScenes['not-told'],
  taken: takenScenes.choosing,
  answered: inState(inCall()),
  ended: endScenes['stopped-ringing'],
} satisfies Scenes<CallStateView['kind']>;

const answers = {
  'own-phone': inState(inCall()),
} satisfies Scenes<Of<'answered'>['by']>;

const tellers = {
  lamp: inState(inCall()),
  agent: inState(inCall({ toldBy: 'agent', isEndTold: false })),
} satisfies Scenes<Of<'answered'>['toldBy']>;

const looks = {
  'not-asked': sceneOf({}, { kind: 'not-asked', plan: queuesOnly('look-up-off') }),
  'no-match': sceneOf(renee, { kind: 'no-match', asOfEpochMs, kept: null, plan: queuesOnly('no-match') }),
  found: sceneOf(renee, foundOf()),
  failed: sceneOf(renee, failedWith('timed-out', true)),
} satisfies Scenes<LookupView['kind']>;

const notAsked = (plan: PlanView, call: Partial<CallView> = {}): Scene => sceneOf(call, { kind: 'not-asked', plan });
const afterHours = planOf({
  recommended: supportQueue,
  people: [{ ...anna, workday: 'CLOSED', targets: [annaMobile, annaExtension, annaPrivate] }],
});

const reasons = {
  'at-work': sceneOf({}, foundOf()),
  'workday-not-known': sceneOf(
    {},
    foundOf(planOf({ reason: 'workday-not-known', people: [{ ...anna, workday: 'EXPIRED' }] })),
  ),
  'on-a-break': sceneOf(
    {},
    foundOf(planOf({ reason: 'on-a-break', recommended: annaMobile, people: [{ ...anna, workday: 'PAUSED' }] })),
  ),
  'workday-closed': sceneOf({}, foundOf({ ...afterHours, reason: 'workday-closed' })),
  'line-busy': sceneOf(
    {},
    foundOf(
      planOf({
        reason: 'line-busy',
        recommended: annaMobile,
        people: [{ ...anna, line: lineOf('in-call', 250), targets: [annaMobile, annaExtension] }],
      }),
    ),
  ),
  'line-not-reachable': sceneOf(
    {},
    foundOf(
      planOf({
        reason: 'line-not-reachable',
        recommended: annaMobile,
        people: [{ ...anna, line: lineOf('not-reachable', 4000), targets: [annaMobile, annaExtension] }],
      }),
    ),
  ),
  'own-client': sceneOf(
    {},
    foundOf(
      planOf({ reason: 'own-client', recommended: null, people: [{ ...anna, isSelf: true, targets: [] }], queues: [] }),
    ),
  ),
  'assignee-gone': sceneOf(
    {},
    foundOf({ ...queuesOnly('assignee-gone'), recommended: supportQueue }, [{ ...johnDoe, responsibleId: null }]),
  ),
  'no-match': sceneOf(renee, {
    kind: 'no-match',
    asOfEpochMs,
    kept: null,
    plan: { ...queuesOnly('no-match'), recommended: supportQueue },
  }),
  withheld: notAsked(queuesOnly('withheld'), { number: { kind: 'withheld' }, called: null }),
  'internal-caller': notAsked(queuesOnly('internal-caller'), {
    number: { kind: 'internal', extension: '104' },
    displayName: 'Boris Ivanov',
    called: null,
  }),
  'not-a-number': notAsked(queuesOnly('not-a-number'), { number: { kind: 'not-a-number', raw: 'reception' } }),
  'crm-failed': sceneOf(renee, failedWith('unreachable', false)),
  'look-up-off': notAsked(queuesOnly('look-up-off')),
  'nothing-dialable': sceneOf(
    {},
    foundOf(
      planOf({
        reason: 'nothing-dialable',
        recommended: null,
        people: [{ ...anna, targets: [{ ...annaMobile, notOffered: 'not-dialable' }] }],
      }),
    ),
  ),
} satisfies Scenes<PlanView['reason']>;

const reach = (kind: TargetView['kind']): Scene => {
  const recommended =
    kind === 'queue' ? supportQueue : targetOf(kind, kind === 'extension' ? '102' : '+1 415 555 0142');
  return sceneOf({}, foundOf(planOf({ recommended, people: [{ ...anna, targets: [recommended] }] })));
};
const targets = {
  extension: reach('extension'),
  mobile: reach('mobile'),
  'work-phone': reach('work-phone'),
  'personal-phone': reach('personal-phone'),
  queue: reach('queue'),
  number: reach('number'),
} satisfies Scenes<TargetView['kind']>;

const withheldTargets = {
  'not-dialable': targetOf('work-phone', 'reception', { notOffered: 'not-dialable' }),
  'came-through-it': salesQueue,
  'callers-own-number': targetOf('mobile', '+1 906 219 5047', { notOffered: 'callers-own-number' }),
  'own-extension': targetOf('extension', '101', { notOffered: 'own-extension' }),
  'already-tried': targetOf('extension', '102', { notOffered: 'already-tried' }),
  'already-ringing': targetOf('extension', '103', { notOffered: 'already-ringing' }),
  'hidden-by-company': targetOf('personal-phone', '•••', { notOffered: 'hidden-by-company' }),
} satisfies Record<NonNullable<TargetView['notOffered']>, TargetView>;

const numbers = {
  withheld: sceneOf({ number: { kind: 'withheld' } }, null),
  internal: sceneOf({ number: { kind: 'internal', extension: '104' } }, null),
  outside: sceneOf({ ...renee, forwardedFrom: '+43 1 514440' }, null),
  'not-a-number': sceneOf({ number: { kind: 'not-a-number', raw: 'reception' } }, null),
} satisfies Scenes<CallView['number']['kind']>;

const named = <K extends string>(group: string, scenes: Scenes<K>): [string, Scene][] =>
  Object.entries<Scene>(scenes).map(([name, scene]) => [`${group}-${name}`, scene]);

/** Every member of every union, by a name that files can have. */
export const unionScenes: readonly [string, Scene][] = [
  ...named('state', states),
  ...named('ended', endScenes),
  ...named('ended-sent-on', endOutcomeScenes),
  ...named('sent', outcomeScenes),
  ...named('own-phone', ownLineScenes),
  ...named('get-back', getBackScenes),
  ...named('taken', takenScenes),
  ...named('not-passed', notPassedScenes),
  ...named('way', wayScenes),
  ...named('note', noteScenes),
  ...named('handed-over', handedOverScenes),
  ...named('line', lineScenes),
  ...named('answered', answers),
  ...named('told-by', tellers),
  ...named('in-call', inCallScenes),
  ...named('earlier', earlierScenes),
  ...named('notice', noticeScenes),
  ...named('lookup', looks),
  ...named('reason', reasons),
  ...named('error', errorScenes),
  ...named('workday', workdayScenes),
  ...named('target', targets),
  ...named('number', numbers),
  ...clientScenes,
  ...named('not-offered', {
    all: sceneOf(
      {},
      foundOf(planOf({ people: [{ ...anna, targets: [annaExtension, ...Object.values(withheldTargets)] }] })),
    ),
  }),
  ...named('several', {
    assignees: sceneOf({}, foundOf(planOf({ people: [anna, boris] }), [johnDoe, daisy])),
    summoned: { ...sceneOf({}, foundOf(), { isSummoned: true }) },
    'two-calls': {
      snapshot: snapshotOf([callOf({ ...renee, id: 'call-2' }), callOf()]),
      looks: { 'call-1': foundOf() },
    },
  }),
];
