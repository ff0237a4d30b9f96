/** Views and calls of the history window, and every state that it can be in. */
import type { HistoryCallView, HistoryPageView, HistoryView } from '../../../main/bridge/contract/history-views.ts';

export const nowEpochMs = Date.UTC(2026, 10, 23, 14, 12, 30);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const minutesAgo = (minutes: number): number => nowEpochMs - minutes * MINUTE;

type Route = HistoryCallView['route'];
const route = (more: Partial<Route> = {}): Route => ({ called: '600', calledName: 'Sales', from: null, ...more });

/** @param seq its place; also its id */
export const call = (seq: number, startedEpochMs: number, more: Partial<HistoryCallView> = {}): HistoryCallView => ({
  id: `call-${seq}`,
  seq,
  class: 'missed',
  number: '+1 906 219 5047',
  name: 'John Doe',
  startedEpochMs,
  endedEpochMs: startedEpochMs + 12_000,
  how: 'caller-hung-up',
  sentTo: null,
  client: { type: 'CONTACT', hasCard: true },
  assignee: 'Anna Petrova',
  route: route(),
  steps: [
    { atEpochMs: startedEpochMs, what: 'rang', to: null },
    { atEpochMs: startedEpochMs + 12_000, what: 'ended', to: null },
  ],
  note: null,
  canForget: true,
  ...more,
});

type SentTo = NonNullable<HistoryCallView['sentTo']>;
const sentTo = (outcome: SentTo['outcome']): Partial<HistoryCallView> => ({
  class: 'sent-on',
  how: 'sent-on',
  sentTo: { name: 'Anna Petrova', shown: '102', outcome },
});

const sent = call(98, minutesAgo(41), {
  ...sentTo('answered'),
  name: 'Мария Иванова',
  number: '+7 495 123-45-67',
  steps: [
    { atEpochMs: minutesAgo(41), what: 'rang', to: null },
    { atEpochMs: minutesAgo(41) + 6000, what: 'sent', to: 'Anna Petrova · 102' },
    { atEpochMs: minutesAgo(41) + 7000, what: 'rang-there', to: null },
    { atEpochMs: minutesAgo(41) + 15_000, what: 'answered-there', to: null },
    { atEpochMs: minutesAgo(41) + 15_000, what: 'ended', to: null },
  ],
  note: 'Wants the offer for the roof by Friday.\nCalls again if not.',
  route: route({ from: 'Reception' }),
});

const stranger = {
  name: null,
  client: null,
  assignee: null,
} as const;

/** A few days in an office: the newest first. */
export const office: readonly HistoryCallView[] = [
  call(100, minutesAgo(3)),
  call(99, minutesAgo(20), { class: 'stopped-ringing', how: 'stopped-ringing', name: 'Daisy LLC', assignee: null }),
  sent,
  call(97, minutesAgo(90), { class: 'answered', how: 'answered', name: 'Jürgen Müller', number: '+49 30 23125 000' }),
  call(96, minutesAgo(120), { ...stranger, number: null, canForget: false, class: 'other', how: 'do-not-disturb' }),
  call(95, nowEpochMs - DAY, { ...stranger, number: '+44 20 7946 0991' }),
  call(94, nowEpochMs - DAY - MINUTE, { ...sentTo('went-on'), name: 'שרה כהן' }),
  call(93, nowEpochMs - 7 * DAY, { ...sentTo('not-told'), name: '田中 太郎', number: '+81 3-1234-5678' }),
  call(92, nowEpochMs - 400 * DAY, { class: 'answered', how: 'answered-elsewhere', name: 'Olga Old' }),
];

const everyEnd = (
  [
    ['caller-hung-up', 'missed'],
    ['caller-left', 'missed'],
    ['stopped-ringing', 'stopped-ringing'],
    ['answered', 'answered'],
    ['answered-elsewhere', 'answered'],
    ['declined', 'other'],
    ['do-not-disturb', 'other'],
    ['line-lost', 'other'],
    ['slept', 'other'],
    ['quit', 'other'],
    ['failed', 'other'],
    ['sent-back', 'sent-on'],
    ['sent-on', 'sent-on'],
  ] as const satisfies readonly (readonly [HistoryCallView['how'], HistoryCallView['class']])[]
).map(([how, is], index) => call(80 - index, minutesAgo(10 * index), { how, class: is }));
const everyOutcome = (['not-told', 'ringing', 'answered', 'went-on', 'back'] as const).map((outcome, index) =>
  call(60 - index, minutesAgo(10 * index), sentTo(outcome)),
);
const long = 'Maximiliane-Charlotte von Hohenzollern-Sigmaringen-Wittelsbach';

export const many = (count: number, firstSeq = 1000): readonly HistoryCallView[] =>
  Array.from({ length: count }, (_, index) =>
    call(firstSeq - index, minutesAgo(index * 20), { name: `Client ${firstSeq - index}` }),
  );

export const viewOf = (more: Partial<HistoryView> = {}): HistoryView => ({
  revision: 1,
  kept: { calls: 1234, days: 90, sinceEpochMs: Date.UTC(2026, 7, 25, 9, 30) },
  problem: null,
  runningSinceEpochMs: Date.UTC(2026, 10, 23, 7, 58),
  openAt: null,
  canDial: true,
  canNote: true,
  export: { kind: 'idle' },
  nowEpochMs,
  theme: 'light',
  ...more,
});

export const pageOf = (calls: readonly HistoryCallView[], next: number | null = null): HistoryPageView => ({
  calls: [...calls],
  next,
});

export interface HistoryScene {
  readonly view: HistoryView;
  readonly calls: readonly HistoryCallView[];
  /** Name of the call to open. */
  readonly opened?: string;
}

export const historyScenes: readonly (readonly [name: string, scene: HistoryScene])[] = [
  ['an office', { view: viewOf(), calls: office }],
  ['a call opened', { view: viewOf(), calls: office, opened: 'Мария Иванова' }],
  ['a stranger opened', { view: viewOf({ canDial: false }), calls: office, opened: '+44 20 7946 0991' }],
  ['a withheld number opened', { view: viewOf(), calls: office, opened: 'Number withheld' }],
  ['no calls', { view: viewOf({ kept: { calls: 0, days: 90, sinceEpochMs: null } }), calls: [] }],
  ['every end', { view: viewOf(), calls: everyEnd }],
  ['every outcome', { view: viewOf(), calls: everyOutcome }],
  ['exporting', { view: viewOf({ export: { kind: 'running', written: 12_000 } }), calls: office }],
  [
    'exported',
    {
      view: viewOf({ export: { kind: 'done', written: 1234, file: 'calls.csv' } }),
      calls: office,
    },
  ],
  ['export failed', { view: viewOf({ export: { kind: 'failed', code: 'ENOSPC' } }), calls: office }],
  ['not readable', { view: viewOf({ kept: null, problem: 'SQLITE_13' }), calls: [] }],
  [
    'long words',
    {
      view: viewOf(),
      calls: [
        call(9, minutesAgo(1), { name: long, assignee: long, ...sentTo('went-on') }),
        call(8, minutesAgo(2), { name: 'X'.repeat(200), route: route({ calledName: long, from: 'Y'.repeat(200) }) }),
      ],
      opened: 'X'.repeat(200),
    },
  ],
];
