import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { callView, type CallToShow, lookupView } from '../../../main/bridge/call-views.ts';
import * as contract from '../../../main/bridge/contract/call-views.ts';
import type { CallId, CallState, Destination } from '../../../main/model/call.ts';
import type { CallView } from '../../../main/bridge/contract/call-views.ts';
import type { Caller } from '../../../main/model/caller.ts';
import { calls, callers, callStates, DIAL_MARK, lookups } from './domain-samples.ts';

const toAnna: Destination = {
  targetId: 'mobile:99',
  dial: '14155550142',
  kind: 'mobile',
  personId: '99',
  name: 'Anna Petrova',
  shown: '+1 415 ••• ••42',
};
const annaView = {
  targetId: 'mobile:99',
  kind: 'mobile',
  personId: '99',
  name: 'Anna Petrova',
  shown: '+1 415 ••• ••42',
};

const john: Caller = {
  number: { kind: 'outside', e164: '+19062195047', asked: ['19062195047'], shown: '+1 906 219 5047', country: 'US' },
  displayName: 'J. Doe',
  forwardedFrom: { user: '104', displayName: null },
  referredBy: null,
  dialled: '600',
};
const sendingOn = {
  handedOver: null,
  note: { text: 'prefers e-mail', delivery: 'arrived' },
  ownLine: 'ringing',
  isOnlyLeg: true,
  way: 'redirect',
  canTake: true,
  canFetch: false,
  crm: { canCreateLead: false, canNote: true, canSearch: true, selfId: '7' },
  lead: null,
  crmNote: null,
} as const;
const shown = (state: CallState, caller: Partial<Caller> = {}): CallToShow => ({
  call: {
    id: 'call-1' as CallId,
    caller: { ...john, ...caller },
    startedEpochMs: 1000,
    state,
    legs: [],
    tried: ['14155550142'],
  },
  called: { number: '600', name: 'Sales' },
  earlier: { lastSecondsAgo: 6, timesToday: 1, sentTo: null },
  lookupRevision: 2,
  canDecline: true,
  ...sendingOn,
});
const viewOf = (call: CallToShow): CallView => callView(call, '101', () => true);
const sentBy302 = { way: 'redirect', outcome: 'ringing', sinceEpochMs: 5, outcomeEpochMs: 6 } as const;
const choosingAfter = <F>(failed: F): { kind: 'choosing'; failed: F; untilEpochMs: number } => ({
  kind: 'choosing',
  failed,
  untilEpochMs: 9,
});
const ringing: CallState = { kind: 'ringing', notice: null };

describe('a call’s view', () => {
  test('tells what the line knows, and whether it can be declined', () => {
    expect(viewOf(shown(ringing))).toEqual({
      id: 'call-1',
      state: { kind: 'ringing', notice: null },
      number: { kind: 'outside', shown: '+1 906 219 5047', country: 'US' },
      displayName: 'J. Doe',
      forwardedFrom: '104',
      called: { number: '600', name: 'Sales', isOwn: false },
      startedEpochMs: 1000,
      earlier: { lastSecondsAgo: 6, timesToday: 1, sentTo: null },
      canDecline: true,
      lookupRevision: 2,
      ...sendingOn,
    });
  });

  test.each([
    [ringing, { kind: 'ringing', notice: null }],
    [
      { kind: 'ringing', notice: { kind: 'not-confirmed', destination: toAnna } },
      { kind: 'ringing', notice: { kind: 'not-confirmed', destination: annaView } },
    ],
    [
      { kind: 'sending', destination: toAnna, sinceEpochMs: 5 },
      { kind: 'sending', destination: annaView, sinceEpochMs: 5 },
    ],
    [
      { kind: 'sent', destination: toAnna, ...sentBy302, notice: null },
      { kind: 'sent', destination: annaView, ...sentBy302, isNotFetched: false },
    ],
    [
      { kind: 'sent', destination: toAnna, ...sentBy302, notice: { kind: 'not-fetched', destination: toAnna } },
      { kind: 'sent', destination: annaView, ...sentBy302, isNotFetched: true },
    ],
    [
      { kind: 'taken', step: { kind: 'answering', destination: toAnna }, sinceEpochMs: 5 },
      { kind: 'taken', step: { kind: 'answering', destination: annaView }, sinceEpochMs: 5 },
    ],
    [
      { kind: 'taken', step: { kind: 'answering', destination: null }, sinceEpochMs: 5 },
      { kind: 'taken', step: { kind: 'answering', destination: null }, sinceEpochMs: 5 },
    ],
    [
      { kind: 'taken', step: { kind: 'passing', destination: toAnna, isRinging: true }, sinceEpochMs: 5 },
      { kind: 'taken', step: { kind: 'passing', destination: annaView, isRinging: true }, sinceEpochMs: 5 },
    ],
    [
      { kind: 'taken', step: choosingAfter({ destination: toAnna, why: 'busy' }), sinceEpochMs: 5 },
      { kind: 'taken', step: choosingAfter({ destination: annaView, why: 'busy' }), sinceEpochMs: 5 },
    ],
    [
      { kind: 'taken', step: { kind: 'returning', attempt: 2 }, sinceEpochMs: 5 },
      { kind: 'taken', step: { kind: 'returning', attempt: 2 }, sinceEpochMs: 5 },
    ],
    [
      { kind: 'answered', by: 'own-phone', toldBy: 'lamp', isEndTold: true, sinceEpochMs: 5 },
      { kind: 'answered', by: 'own-phone', toldBy: 'lamp', isEndTold: true, sinceEpochMs: 5 },
    ],
    [
      { kind: 'ended', how: 'sent-on', destination: toAnna, outcome: 'answered', atEpochMs: 5 },
      { kind: 'ended', how: 'sent-on', destination: annaView, outcome: 'answered', atEpochMs: 5 },
    ],
    [
      { kind: 'ended', how: 'stopped-ringing', destination: null, outcome: null, atEpochMs: 5 },
      { kind: 'ended', how: 'stopped-ringing', destination: null, outcome: null, atEpochMs: 5 },
    ],
  ] satisfies [CallState, unknown][])('tells the state %o without its dial string', (state, view) => {
    expect(viewOf(shown(state)).state).toEqual(view);
  });

  test.each([
    [{ kind: 'withheld' }, { kind: 'withheld' }],
    [
      { kind: 'internal', extension: '104' },
      { kind: 'internal', extension: '104' },
    ],
    [
      { kind: 'not-a-number', raw: 'reception' },
      { kind: 'not-a-number', raw: 'reception' },
    ],
  ] satisfies [Caller['number'], unknown][])('tells the number %o', (number, view) => {
    expect(viewOf(shown(ringing, { number })).number).toEqual(view);
  });

  test('names who forwarded the call, by number where no name was told, and not where it was the line that was called', () => {
    const from = (user: string, displayName: string | null): string | null =>
      viewOf(shown(ringing, { forwardedFrom: { user, displayName } })).forwardedFrom;
    expect([from('104', 'Boris Ivanov'), from('104', null), from('600', 'Sales')]).toEqual([
      'Boris Ivanov',
      '104',
      null,
    ]);
  });
});

describe('a call that was handed over', () => {
  const handed = (more: Partial<CallToShow>): CallView => viewOf({ ...shown(ringing), ...more });
  const handedOver = { from: 'Boris Ivanov', note: 'asks about invoice 4711' };

  test('tells by whom and with what note, and not another time from where it was forwarded', () => {
    const { handedOver: told, forwardedFrom } = handed({ handedOver });
    expect([told, forwardedFrom]).toEqual([handedOver, null]);
  });

  test('tells that this desk’s own extension was called', () => {
    const isOwn = (number: string): boolean | undefined => handed({ called: { number, name: null } }).called?.isOwn;
    expect([isOwn('101'), isOwn('102')]).toEqual([true, false]);
  });
});

describe('whatever the domain hands over', () => {
  test.each(Object.keys(callStates) as CallState['kind'][])('of calls that are %s fits the contract', (kind) => {
    fc.assert(
      fc.property(callStates[kind], fc.oneof(...Object.values(callers)), (state, number) => {
        const { issues } = v.safeParse(contract.callView, viewOf(shown(state, { number })));
        expect(issues).toBeUndefined();
      }),
    );
  });

  test('of calls fits the contract and carries no dial string', () => {
    fc.assert(
      fc.property(calls, fc.boolean(), (call, canDecline) => {
        const view = viewOf({ call, called: null, earlier: null, lookupRevision: 0, canDecline, ...sendingOn });
        expect(v.safeParse(contract.callView, view).issues).toBeUndefined();
        expect(JSON.stringify(view)).not.toContain(DIAL_MARK);
      }),
    );
  });

  test('of look-ups and plans fits the contract and carries neither dial strings nor employees’ phones', () => {
    fc.assert(
      fc.property(lookups, fc.boolean(), (lookup, hasCard) => {
        const view = lookupView(lookup, () => hasCard);
        expect(v.safeParse(contract.lookupView, view).issues).toBeUndefined();
        expect(JSON.stringify(view)).not.toContain(DIAL_MARK);
      }),
    );
  });

  test('adds no key that the contract does not name', () => {
    fc.assert(
      fc.property(lookups, calls, (lookup, call) => {
        const views = {
          lookup: lookupView(lookup, () => true),
          call: viewOf({ call, called: null, earlier: null, lookupRevision: 0, canDecline: false, ...sendingOn }),
        };
        // The schemas drop what they do not name.
        const named = {
          lookup: v.parse(contract.lookupView, views.lookup),
          call: v.parse(contract.callView, views.call),
        };
        expect(views).toEqual(named);
      }),
    );
  });
});
