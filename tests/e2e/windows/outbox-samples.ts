/** Views of the outbox window, and every state that an item can be in: a new member without a sample does not compile. */
import type { OutboxItemView, OutboxView } from '../../../main/bridge/contract/outbox-views.ts';
import { crmErrors } from './status-samples.ts';

type State = OutboxItemView['state'];

export const nowEpochMs = Date.UTC(2026, 10, 23, 14, 12, 30);

export const item = (id: string, state: State, more: Partial<OutboxItemView> = {}): OutboxItemView => ({
  id,
  kind: 'comment',
  about: 'John Doe',
  text: 'Wants the invoice again.\nCall from +1 415 555 0142, 14:02: answered here.',
  createdEpochMs: nowEpochMs - 600_000,
  state,
  isBehindAnother: false,
  ...more,
});

export const viewOf = (items: readonly OutboxItemView[], more: Partial<OutboxView> = {}): OutboxView => ({
  items: [...items],
  problem: null,
  nowEpochMs,
  theme: 'light',
  ...more,
});

const waiting = (code: keyof typeof crmErrors | null, seconds = 40): State => ({
  kind: 'waiting',
  code,
  nextTryEpochMs: nowEpochMs + seconds * 1000,
});

const states = {
  held: { kind: 'held', untilEpochMs: nowEpochMs + 7000 },
  waiting: waiting(null),
  'in-flight': { kind: 'in-flight' },
  'perhaps-sent': { kind: 'perhaps-sent', code: null },
  refused: { kind: 'refused', code: 'not-found' },
  sent: { kind: 'sent', atEpochMs: nowEpochMs },
} as const satisfies { readonly [K in State['kind']]: State };

export const some: readonly OutboxItemView[] = [
  item('1', waiting('unreachable')),
  item('2', waiting(null), { isBehindAnother: true }),
  item('3', states['perhaps-sent'], { kind: 'lead', about: '+1 415 555 0199', text: 'Call from +1 415 555 0199' }),
  item('4', states.refused, { kind: 'call-record', about: null, text: null }),
];

const long = 'Maximiliane-Charlotte von Hohenzollern-Sigmaringen-Wittelsbach';

export const outboxScenes: readonly (readonly [name: string, view: OutboxView])[] = [
  ['some', viewOf(some)],
  ['nothing', viewOf([])],
  ['nothing can be written', viewOf(some.slice(0, 1), { problem: 'failed' })],
  ['every state', viewOf(Object.entries(states).map(([name, state]) => item(name, state)))],
  ['every reason', viewOf(Object.keys(crmErrors).map((code) => item(code, waiting(code as keyof typeof crmErrors))))],
  [
    'every refusal',
    viewOf(Object.keys(crmErrors).map((code) => item(code, { kind: 'refused', code: code as keyof typeof crmErrors }))),
  ],
  [
    'long words, and words of the other direction',
    viewOf([
      item('1', waiting('portal-fault', 590), { about: long, text: `${'x'.repeat(300)} ${long.repeat(9)}` }),
      item(
        '2',
        { kind: 'held', untilEpochMs: nowEpochMs + 7_200_000 },
        { about: 'שרה כהן', text: 'היא רוצה את החשבונית' },
      ),
    ]),
  ],
];
