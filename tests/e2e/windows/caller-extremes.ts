/** Cards that are hard to lay out: long words, names in other scripts, many calls, missing names. */
import type { LookupView } from '../../../main/bridge/contract/call-views.ts';
import { inCall } from './caller-call-states.ts';
import {
  anna,
  annaExtension,
  boris,
  callOf,
  daisy,
  foundOf,
  johnDoe,
  nowEpochMs,
  planOf,
  salesQueue,
  sceneOf,
  snapshotOf,
  targetOf,
  type Scene,
} from './caller-samples.ts';

const longName = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft Wien und Umgebung';
const longPerson = 'Maximiliane-Charlotte Freifrau von Hohenstein-Wolfenbüttel';
const withNames = (client: string, person: string, company: string): LookupView => {
  const target = { ...annaExtension, name: person };
  return foundOf(
    planOf({
      recommended: target,
      people: [{ ...anna, name: person, matches: [0, 1], targets: [target, targetOf('mobile', '+1 415 ••• ••42')] }],
      queues: [{ ...salesQueue, name: company }],
    }),
    [
      { ...johnDoe, name: client },
      { ...daisy, name: company, responsibleId: '12' },
    ],
  );
};

const unnamedTarget = { ...annaExtension, name: null, personId: '99' };
const unnamed: LookupView = foundOf(
  planOf({ recommended: unnamedTarget, people: [{ ...anna, personId: '99', name: null, targets: [unnamedTarget] }] }),
  [{ ...johnDoe, name: null, type: 'DEAL' }],
);

const kept = foundOf(planOf({ people: [anna, { ...boris, matches: [1] }] }), [
  johnDoe,
  daisy,
  { type: 'LEAD', id: '9', name: 'Office move', responsibleId: null, hasCard: false, details: null },
]);

export const extremeScenes: readonly [string, Scene][] = [
  [
    'extreme-long-words',
    sceneOf({ called: { number: '600', name: longName, isOwn: false } }, withNames(longName, longPerson, longName)),
  ],
  [
    'extreme-in-call',
    sceneOf(
      {
        called: { number: '600', name: longName, isOwn: false },
        handedOver: { from: longPerson, note: `${longName} ${'möchte gerne zurückgerufen werden '.repeat(8)}` },
        state: inCall({ toldBy: 'agent', isEndTold: false, sinceEpochMs: nowEpochMs - 3_723_000 }),
        earlier: {
          lastSecondsAgo: 40,
          timesToday: 12,
          sentTo: { name: longPerson, shown: '102', secondsAgo: 40, isBack: true },
        },
      },
      withNames(longName, longPerson, longName),
    ),
  ],
  [
    'extreme-arabic',
    sceneOf(
      { displayName: 'ليلى حداد', handedOver: { from: 'سامي نصر', note: 'يريد الاتصال غدا (invoice 4711)' } },
      withNames('ليلى حداد (مكتب 12)', 'سامي نصر', 'شركة الياسمين'),
    ),
  ],
  ['extreme-chinese', sceneOf({}, withNames('王小明', '李娜', '上海雏菊有限公司'))],
  ['extreme-without-names', sceneOf({ called: { number: '600', name: null, isOwn: false } }, unnamed)],
  [
    'extreme-kept-answer',
    sceneOf(
      { earlier: { lastSecondsAgo: 190, timesToday: 3, sentTo: null } },
      {
        ...kept,
        asOfEpochMs: nowEpochMs - 185_000,
      },
    ),
  ],
  [
    'extreme-many-calls',
    {
      snapshot: snapshotOf(
        [1, 2, 3, 4, 5].map((n) =>
          callOf({ id: `many-${n}`, number: { kind: 'outside', shown: `+44 20 7183 875${n}`, country: 'GB' } }),
        ),
        { moreCalls: 12 },
      ),
      looks: {
        'many-1': foundOf(),
        'many-3': {
          kind: 'not-asked',
          plan: planOf({ reason: 'look-up-off', recommended: null, people: [], queues: [] }),
        },
      },
    },
  ],
];
