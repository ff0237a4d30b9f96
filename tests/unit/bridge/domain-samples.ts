/** Arbitrary calls, plans and look-ups as the domain may hand them over; every dial string in them is recognisable. */
import fc from 'fast-check';
import type { LookupToShow } from '../../../main/bridge/call-views.ts';
import type { Call, CallId, CallState, Destination, LegId, Outcome, TakenStep } from '../../../main/model/call.ts';
import type { Caller } from '../../../main/model/caller.ts';
import type { Employee, LookupOutcome, Match } from '../../../main/model/crm.ts';
import type { PersonPlan, Plan, Target } from '../../../main/model/plan.ts';
import type { Lamp } from '../../../main/model/presence.ts';
import { crmErrors, detailsOf, kept } from './client-samples.ts';

/** Stands in every dial string and in no other text. */
export const DIAL_MARK = 'dial-';

const text = fc.string({ maxLength: 40, unit: 'binary' });
const textOrNull = fc.option(text);
const dial = fc.nat().map((number) => `${DIAL_MARK}${number}`);
const epochMs = fc.nat();
const targetKind = fc.constantFrom<Target['kind'][]>(
  'extension',
  'mobile',
  'work-phone',
  'personal-phone',
  'queue',
  'number',
);
const targetId = fc.nat().map((number) => `mobile:${number}`);

const destination: fc.Arbitrary<Destination> = fc.record({
  targetId,
  dial,
  kind: targetKind,
  personId: textOrNull,
  name: textOrNull,
  shown: text,
});

const outcome = fc.constantFrom<Outcome[]>('not-told', 'ringing', 'answered', 'went-on', 'back');

const takenSteps: { readonly [K in TakenStep['kind']]: fc.Arbitrary<TakenStep & { kind: K }> } = {
  answering: fc.record({ kind: fc.constant('answering'), destination: fc.option(destination) }),
  passing: fc.record({ kind: fc.constant('passing'), destination, isRinging: fc.boolean() }),
  choosing: fc.record({
    kind: fc.constant('choosing'),
    failed: fc.option(
      fc.record({ destination, why: fc.constantFrom('busy', 'no-such-number', 'no-answer', 'refused') }),
    ),
    untilEpochMs: epochMs,
  }),
  returning: fc.record({ kind: fc.constant('returning'), attempt: fc.nat() }),
};

/** By kind, so that a state which is added does not compile without one. */
export const callStates: { readonly [K in CallState['kind']]: fc.Arbitrary<CallState & { kind: K }> } = {
  ringing: fc.record({
    kind: fc.constant('ringing'),
    notice: fc.option(
      fc.record({ kind: fc.constantFrom('not-confirmed', 'refused', 'not-fetched', 'came-back'), destination }),
    ),
  }),
  sending: fc.record({ kind: fc.constant('sending'), destination, sinceEpochMs: epochMs }),
  sent: fc.record({
    kind: fc.constant('sent'),
    destination,
    way: fc.constantFrom('redirect', 'take'),
    outcome,
    sinceEpochMs: epochMs,
    outcomeEpochMs: fc.option(epochMs),
    notice: fc.option(fc.record({ kind: fc.constant('not-fetched'), destination })),
  }),
  taken: fc.record({ kind: fc.constant('taken'), step: fc.oneof(...Object.values(takenSteps)), sinceEpochMs: epochMs }),
  answered: fc.record({
    kind: fc.constant('answered'),
    by: fc.constant('own-phone'),
    toldBy: fc.constantFrom('lamp', 'agent'),
    isEndTold: fc.boolean(),
    sinceEpochMs: epochMs,
  }),
  ended: fc.record({
    kind: fc.constant('ended'),
    how: fc.constantFrom(
      'caller-hung-up',
      'stopped-ringing',
      'answered',
      'answered-elsewhere',
      'declined',
      'do-not-disturb',
      'line-lost',
      'quit',
      'slept',
      'failed',
      'caller-left',
      'sent-back',
      'sent-on',
    ),
    destination: fc.option(destination),
    outcome: fc.option(outcome),
    atEpochMs: epochMs,
  }),
};

export const callers: { readonly [K in Caller['number']['kind']]: fc.Arbitrary<Caller['number'] & { kind: K }> } = {
  withheld: fc.constant({ kind: 'withheld' }),
  internal: fc.record({ kind: fc.constant('internal'), extension: text }),
  outside: fc.record({
    kind: fc.constant('outside'),
    e164: fc.option(text),
    asked: fc.array(text, { maxLength: 3 }),
    shown: text,
    country: fc.option(fc.constantFrom('US', 'RU', 'DE')),
  }),
  'not-a-number': fc.record({ kind: fc.constant('not-a-number'), raw: text }),
};

const caller: fc.Arbitrary<Caller> = fc.record({
  number: fc.oneof(...Object.values(callers)),
  displayName: textOrNull,
  forwardedFrom: fc.option(fc.record({ user: text, displayName: textOrNull })),
  referredBy: fc.option(fc.record({ user: text, displayName: textOrNull })),
  dialled: textOrNull,
});

export const calls: fc.Arbitrary<Call> = fc.record({
  id: fc.uuid().map((id) => id as CallId),
  caller,
  startedEpochMs: epochMs,
  state: fc.oneof(...Object.values(callStates)),
  legs: fc.array(fc.uuid().map((id) => id as LegId)),
  tried: fc.array(dial),
});

const target: fc.Arbitrary<Target> = fc.record({
  id: targetId,
  kind: targetKind,
  personId: textOrNull,
  name: textOrNull,
  shown: text,
  dial: fc.option(dial),
  notOffered: fc.option(
    fc.constantFrom(
      'not-dialable',
      'came-through-it',
      'callers-own-number',
      'own-extension',
      'already-tried',
      'already-ringing',
      'hidden-by-company',
    ),
  ),
});

const workday = fc.constantFrom<Employee['workday'][]>(
  'OPENED',
  'PAUSED',
  'CLOSED',
  'EXPIRED',
  'UNAVAILABLE',
  'NOT_INSTALLED',
  'NOT_TOLD',
);

/** A lamp knows of calls, and they stay in main. */
const line = fc.option(
  fc.record({
    state: fc.constantFrom<Lamp['state'][]>('idle', 'not-in-call', 'ringing', 'in-call', 'not-reachable', 'not-told'),
    sinceEpochMs: epochMs,
    calls: fc.constant([{ id: 'd1', phase: 'ringing', remoteUser: `${DIAL_MARK}7`, direction: 'incoming' } as const]),
  }),
);

const person: fc.Arbitrary<PersonPlan> = fc.record({
  personId: text,
  name: textOrNull,
  workday,
  line,
  isSelf: fc.boolean(),
  matches: fc.array(fc.nat({ max: 9 })),
  targets: fc.array(target),
});

const plan: fc.Arbitrary<Plan> = fc.record({
  reason: fc.constantFrom<Plan['reason'][]>(
    'at-work',
    'workday-not-known',
    'on-a-break',
    'workday-closed',
    'line-busy',
    'line-not-reachable',
    'own-client',
    'assignee-gone',
    'no-match',
    'withheld',
    'internal-caller',
    'not-a-number',
    'crm-failed',
    'look-up-off',
    'nothing-dialable',
  ),
  recommended: fc.option(target),
  people: fc.array(person, { maxLength: 4 }),
  queues: fc.array(target, { maxLength: 4 }),
});

const phone = fc.option(dial);
const employee: fc.Arbitrary<Employee> = fc.record({
  id: text,
  name: textOrNull,
  workday,
  phones: fc.record({ extension: phone, mobile: phone, work: phone, personal: phone }),
});

const match: fc.Arbitrary<Match> = fc.record({
  type: fc.constantFrom('CONTACT', 'LEAD', 'COMPANY', 'DEAL'),
  id: text,
  name: textOrNull,
  responsible: fc.option(employee),
});

const matches = fc.record({
  matches: fc.array(match, { maxLength: 4 }),
  asOfEpochMs: epochMs,
  selfId: textOrNull,
});

const outcomes: { readonly [K in LookupOutcome['kind']]: fc.Arbitrary<LookupOutcome & { kind: K }> } = {
  answered: fc.oneof(
    fc.record({ kind: fc.constant('answered'), matches }),
    fc.record({ kind: fc.constant('answered'), matches, kept }),
  ),
  failed: fc.record({ kind: fc.constant('failed'), error: crmErrors, isTryingAgain: fc.boolean() }),
};

export const lookups: fc.Arbitrary<LookupToShow> = fc
  .oneof(fc.constant({ kind: 'not-asked' } as const), ...Object.values(outcomes))
  .chain((look) =>
    fc.record({
      look: fc.constant(look),
      why: fc.option(fc.constantFrom('only-match', 'first-in-crm', 'picked', 'chosen')),
      details: detailsOf(look.kind === 'answered' ? look.matches.matches : []),
      plan,
    }),
  );
