import { expect, test } from 'vitest';
import { advanceSubscription } from '../../../../main/sip/lamps/subscription-machine.ts';
import type {
  SubscriptionContext,
  SubscriptionEvent,
  SubscriptionPhase,
  SubscriptionState,
} from '../../../../main/sip/lamps/subscription-state.ts';

const NOW = 1_763_800_000_000;
const context: SubscriptionContext = { nowEpochMs: NOW, random01: 0.5, answerMs: 8000 };

const active = { kind: 'active', attempts: 2, expiresEpochMs: NOW + 500_000, timer: 1 } as const;
const phases = {
  off: { kind: 'off' },
  waiting: { kind: 'waiting', attempts: 2, timer: 1 },
  subscribing: { kind: 'subscribing', attempts: 2, timer: 1 },
  active: { ...active, refreshOut: null },
  refreshing: { ...active, timer: 8, refreshOut: 1 },
  refused: { kind: 'refused', timer: 1 },
} as const satisfies Record<string, SubscriptionPhase>;

const failed = { kind: 'failed', retryAfterSec: null, minExpiresSec: null } as const;
const ended = { kind: 'ended', retryAfterSec: null } as const;
const events = {
  registered: { kind: 'registered', delayMs: 0 },
  'registered, later': { kind: 'registered', delayMs: 150 },
  lost: { kind: 'lost' },
  accepted: { kind: 'accepted', expiresSec: 600 },
  'accepted for a moment': { kind: 'accepted', expiresSec: 1 },
  403: { ...failed, status: 403 },
  489: { ...failed, status: 489 },
  481: { ...failed, status: 481 },
  503: { ...failed, status: 503, retryAfterSec: 20 },
  423: { ...failed, status: 423, minExpiresSec: 1800 },
  deactivated: { ...ended, reason: 'deactivated' },
  probation: { ...ended, reason: 'probation', retryAfterSec: 99_999 },
  noresource: { ...ended, reason: 'noresource' },
  shortened: { kind: 'shortened', expiresSec: 100 },
  'not shortened': { kind: 'shortened', expiresSec: 499 },
  incomplete: { kind: 'incomplete' },
  timer: { kind: 'timer', timer: 1 },
  'stale timer': { kind: 'timer', timer: 7 },
} as const satisfies Record<string, SubscriptionEvent>;

const stateOf = (phase: SubscriptionPhase): SubscriptionState => ({ phase, lifetimeSec: 600, lastTimer: 9 });

/** `phase: effects`, or `-` where nothing changes. */
const brief = (phase: keyof typeof phases, event: keyof typeof events): string => {
  const before = stateOf(phases[phase]);
  const { state, effects } = advanceSubscription(before, events[event], context);
  if (state === before && effects.length === 0) return '-';
  const details = [
    'attempts' in state.phase && state.phase.attempts > 0 ? ` ${state.phase.attempts}` : '',
    state.phase.kind === 'active' && state.phase.refreshOut !== null ? ', refreshing' : '',
  ];
  const done = effects.map((effect) => {
    if (effect.kind === 'timer') return `timer ${effect.delayMs}`;
    return effect.kind === 'subscribe' ? `subscribe ${effect.lifetimeSec}` : effect.kind;
  });
  return `${state.phase.kind}${details.join('')}: ${done.join(', ')}`;
};

const AGAIN = 'waiting 3: end, timer 4000';
const NEVER = 'refused: end, timer 10800000';
const GONE = 'off: end';

const table: Readonly<Record<keyof typeof phases, Partial<Record<keyof typeof events, string>>>> = {
  off: { registered: 'subscribing: subscribe 600, timer 8000', 'registered, later': 'waiting: timer 150' },
  waiting: { lost: GONE, timer: 'subscribing 2: subscribe 600, timer 8000' },
  subscribing: {
    lost: GONE,
    accepted: 'active 2: timer 525000',
    'accepted for a moment': 'active 2: timer 5000',
    403: NEVER,
    489: NEVER,
    481: AGAIN,
    503: 'waiting 3: end, timer 20000',
    423: 'waiting 3: end, timer 0',
    deactivated: AGAIN,
    probation: 'waiting 3: end, timer 3600000',
    noresource: NEVER,
    timer: AGAIN,
  },
  active: {
    lost: GONE,
    deactivated: AGAIN,
    probation: 'waiting 3: end, timer 3600000',
    noresource: NEVER,
    shortened: 'active 2: timer 87500',
    incomplete: 'active 2, refreshing: subscribe 600, timer 8000',
    timer: 'active 2, refreshing: subscribe 600, timer 8000',
  },
  refreshing: {
    lost: GONE,
    accepted: 'active: timer 525000',
    'accepted for a moment': 'active: timer 5000',
    403: NEVER,
    489: NEVER,
    481: AGAIN,
    503: 'waiting 3: end, timer 20000',
    423: 'waiting 3: end, timer 0',
    deactivated: AGAIN,
    probation: 'waiting 3: end, timer 3600000',
    noresource: NEVER,
    timer: AGAIN,
  },
  refused: { lost: GONE, timer: 'subscribing: subscribe 600, timer 8000' },
};

const phaseNames = Object.keys(phases) as (keyof typeof phases)[];
const eventNames = Object.keys(events) as (keyof typeof events)[];

test.each(phaseNames.flatMap((phase) => eventNames.map((event) => [phase, event] as const)))(
  'a subscription that is %s, and then: %s',
  (phase, event) => {
    expect(brief(phase, event)).toBe(table[phase][event] ?? '-');
  },
);

test('a server that wants longer subscriptions is asked for them', () => {
  const refused = advanceSubscription(stateOf(phases.subscribing), events[423], context).state;
  const { effects } = advanceSubscription(refused, { kind: 'timer', timer: refused.lastTimer }, context);
  expect(effects[0]).toEqual({ kind: 'subscribe', lifetimeSec: 1800 });
});

test.each([
  [0, 480_000],
  [0.999, 569_910],
])('with chance %d a subscription of ten minutes is refreshed after %d ms', (random01, delayMs) => {
  const { effects } = advanceSubscription(stateOf(phases.subscribing), events.accepted, { ...context, random01 });
  expect(effects).toEqual([{ kind: 'timer', timer: 10, delayMs }]);
});
