/** Views of the colleagues' window, and every state that it can be in: a new member without a sample does not compile. */
import type { ColleaguesView } from '../../../main/bridge/contract/colleagues-views.ts';
import { crmErrors } from './status-samples.ts';

type List = ColleaguesView['list'];
export type Person = (List & { kind: 'found' })['people'][number];
type LineState = NonNullable<Person['line']>['state'];
type Workday = NonNullable<Person['workday']>['state'];

export const nowEpochMs = Date.UTC(2026, 10, 23, 14, 12, 30);
const minutesAgo = (minutes: number): number => nowEpochMs - minutes * 60_000;

export const person = (name: string | null, extension: string | null, more: Partial<Person> = {}): Person => ({
  personId: extension ?? '12',
  name,
  extension,
  isSelf: false,
  workday: { state: 'OPENED', asOfEpochMs: nowEpochMs - 20_000 },
  line: { state: 'idle', sinceEpochMs: minutesAgo(3) },
  ...more,
});

export const office: readonly Person[] = [
  person('Anna Petrova', '102'),
  person('Boris Ivanov', '104', {
    workday: { state: 'PAUSED', asOfEpochMs: minutesAgo(2) },
    line: { state: 'in-call', sinceEpochMs: minutesAgo(4) },
  }),
  person('Clara Schmidt-Rottenburg', '107', { line: { state: 'ringing', sinceEpochMs: nowEpochMs - 6000 } }),
  person('Desk One', '101', { isSelf: true, line: { state: 'idle', sinceEpochMs: minutesAgo(41) } }),
  person('Jürgen Müller', '109', {
    workday: { state: 'CLOSED', asOfEpochMs: nowEpochMs - 20_000 },
    line: { state: 'not-reachable', sinceEpochMs: minutesAgo(130) },
  }),
  person('Renée Ünal', '110', { line: { state: 'not-in-call', sinceEpochMs: minutesAgo(12) } }),
  person('Tom Young', '114', { workday: null, line: { state: 'not-told', sinceEpochMs: minutesAgo(1) } }),
  person('Quiet Colleague', null, { workday: { state: 'CLOSED', asOfEpochMs: nowEpochMs }, line: null }),
];

export const viewOf = (list: List, more: Partial<ColleaguesView> = {}): ColleaguesView => ({
  query: '',
  nowEpochMs,
  list,
  theme: 'light',
  ...more,
});

export const found = (people: readonly Person[], more = 0): List => ({
  kind: 'found',
  people: [...people],
  more,
  asOfEpochMs: nowEpochMs,
});

const lineStates = {
  idle: 'Ida Idle',
  'not-in-call': 'Nora Not',
  ringing: 'Rita Rings',
  'in-call': 'Ines In Call',
  'not-reachable': 'Nelly Nowhere',
  'not-told': 'Una Unknown',
} as const satisfies Record<LineState, string>;
const workdays = {
  OPENED: 'Otto Opened',
  PAUSED: 'Paula Paused',
  CLOSED: 'Clara Closed',
  EXPIRED: 'Erik Expired',
  UNAVAILABLE: 'Uwe Unavailable',
  NOT_INSTALLED: 'Nils Not Kept',
  NOT_TOLD: 'Nina Not Told',
} as const satisfies Record<Workday, string>;

const everyLine = Object.entries(lineStates).map(([state, name], index) =>
  person(name, String(200 + index), { line: { state: state as LineState, sinceEpochMs: minutesAgo(index) } }),
);
const everyWorkday = Object.entries(workdays).map(([state, name], index) =>
  person(name, String(300 + index), { workday: { state: state as Workday, asOfEpochMs: minutesAgo(index) } }),
);
const long = 'Maximiliane-Charlotte von Hohenzollern-Sigmaringen-Wittelsbach';

const failures = Object.keys(crmErrors).map((code): [string, ColleaguesView] => [
  `failed ${code}`,
  viewOf({ kind: 'failed', code: code as keyof typeof crmErrors, sinceEpochMs: minutesAgo(10) }),
]);

export const colleaguesScenes: readonly (readonly [name: string, view: ColleaguesView])[] = [
  ['an office', viewOf(found(office))],
  ['loading', viewOf({ kind: 'loading' })],
  ['not set up', viewOf({ kind: 'not-set-up' })],
  ['nobody', viewOf(found([]))],
  ['more than listed', viewOf(found(office, 140))],
  ['every line', viewOf(found(everyLine))],
  ['every workday', viewOf(found(everyWorkday))],
  [
    'long and missing words',
    viewOf(found([person(long, '123456'), person(null, '1'), person('שרה כהן', '115'), person('X'.repeat(90), null)])),
  ],
  ...failures,
];
