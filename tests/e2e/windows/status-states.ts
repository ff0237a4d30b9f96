/** Every state that the status window can be in, from the unions of its view. */
import type { StatusView } from '../../../main/bridge/contract/setup-views.ts';
import type { KeptInMemory } from '../../../renderer/i18n/status-words.ts';
import {
  crmErrors,
  crmOf,
  everyStoredProblem,
  failing,
  lineProblems,
  lines,
  nowEpochMs,
  registered,
  statusOf,
} from './status-samples.ts';

type CrmErrorCode = keyof typeof crmErrors;
const phones = {
  'not-told': 'not-told',
  present: 'present',
  absent: 'absent',
} as const satisfies { [K in StatusView['phone']]: K };

const keptInMemory = {
  'no-keyring': 'no-keyring',
  'no-storage': 'no-storage',
  'as-set': 'as-set',
} as const satisfies { [K in KeptInMemory]: K };
const outboxes: Readonly<Record<string, StatusView['outbox']>> = {
  'with one item': { waiting: 1, needsAnswer: 0, problem: null },
  'with answers to give': { waiting: 12, needsAnswer: 3, problem: null },
  'without a disk': { waiting: 2, needsAnswer: 0, problem: 'SQLITE_FULL' },
};

const scenesOf = <T>(
  name: string,
  samples: Readonly<Record<string, T>>,
  status: (sample: T) => StatusView,
): [string, StatusView][] => Object.entries(samples).map(([kind, sample]) => [`${name} ${kind}`, status(sample)]);

const crmScenes = Object.entries(crmErrors).map(([code, detail]): [string, StatusView] => [
  `crm ${code}`,
  statusOf({
    crm: crmOf({ lastError: { code: code as CrmErrorCode, detail, atEpochMs: nowEpochMs - 30_000 } }),
  }),
]);

export const statusScenes: readonly (readonly [name: string, status: StatusView])[] = [
  ['all is well', statusOf()],
  ...scenesOf('line', lines, (line) => statusOf({ line })),
  ...scenesOf('line problem', lineProblems, (problem) =>
    statusOf({ line: failing(problem), lastLineProblem: { problem, atEpochMs: nowEpochMs - 600_000 } }),
  ),
  [
    'was unreachable',
    statusOf({
      line: { ...registered, sinceEpochMs: nowEpochMs - 180_000 },
      lastLineProblem: { problem: lineProblems.unreachable, atEpochMs: nowEpochMs - 600_000 },
      lastDeaf: { fromEpochMs: nowEpochMs - 630_000, untilEpochMs: nowEpochMs - 210_000 },
    }),
  ],
  [
    'unreachable since yesterday',
    statusOf({
      line: { ...failing(lineProblems.unreachable), sinceEpochMs: nowEpochMs - 86_400_000 },
      lastDeaf: { fromEpochMs: nowEpochMs - 86_400_000, untilEpochMs: null },
    }),
  ],
  ...crmScenes,
  [
    'crm answers again',
    statusOf({
      crm: crmOf({ lastError: { code: 'timed-out', detail: null, atEpochMs: nowEpochMs - 7_200_000 } }),
    }),
  ],
  ['crm not asked', statusOf({ crm: crmOf({ lastAnswerEpochMs: null }) })],
  ['crm not set up', statusOf({ crm: crmOf({ isSetUp: false, host: null, lastAnswerEpochMs: null }) })],
  [
    'crm with limits',
    statusOf({
      crm: crmOf({
        namesRefused: { code: 'scope-missing', detail: 'insufficient_scope', atEpochMs: nowEpochMs - 95_000 },
        unreadable: { rows: 2, atEpochMs: nowEpochMs - 95_000 },
      }),
    }),
  ],
  [
    'crm takes no call records',
    statusOf({
      crm: crmOf({
        recordsRefused: { code: 'wrong-auth-type', detail: 'WRONG_AUTH_TYPE', atEpochMs: nowEpochMs - 95_000 },
      }),
    }),
  ],
  ...scenesOf('answers are kept', keptInMemory, (why) =>
    statusOf({ crm: crmOf({ kept: { kind: 'memory-only', why } }) }),
  ),
  ...scenesOf('outbox', outboxes, (outbox) => statusOf({ outbox })),
  ...scenesOf('phone', phones, (phone) => statusOf({ phone })),
  ['lamp not told', statusOf({ isLampTold: false })],
  ['do not disturb', statusOf({ isDoNotDisturb: true })],
  ['taken shortcuts', statusOf({ takenShortcuts: ['CommandOrControl+Shift+F9', 'CommandOrControl+Shift+F8'] })],
  ['stored problems', statusOf({ problems: everyStoredProblem })],
];
