import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { callView, type CallToShow, lookupView, targetView } from '../../../main/bridge/call-views.ts';
import * as contract from '../../../main/bridge/contract/call-views.ts';
import type { CallId, CallState, Destination } from '../../../main/model/call.ts';
import type { Caller } from '../../../main/model/caller.ts';
import { anna, found, planOf } from '../call/plan/cases.ts';
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
  dialled: '600',
};
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
});
const ringing: CallState = { kind: 'ringing', notice: null };

describe('a call’s view', () => {
  test('tells what the line knows, and whether it can be declined', () => {
    expect(callView(shown(ringing))).toEqual({
      id: 'call-1',
      state: { kind: 'ringing', notice: null },
      number: { kind: 'outside', shown: '+1 906 219 5047', country: 'US' },
      displayName: 'J. Doe',
      forwardedFrom: '104',
      called: { number: '600', name: 'Sales' },
      startedEpochMs: 1000,
      earlier: { lastSecondsAgo: 6, timesToday: 1, sentTo: null },
      canDecline: true,
      lookupRevision: 2,
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
      { kind: 'sent', destination: toAnna, outcome: 'not-told', sinceEpochMs: 5 },
      { kind: 'sent', destination: annaView, outcome: 'not-told', sinceEpochMs: 5 },
    ],
    [
      { kind: 'answered', by: 'own-phone', toldBy: 'lamp', isEndTold: true, sinceEpochMs: 5 },
      { kind: 'answered', by: 'own-phone', toldBy: 'lamp', isEndTold: true, sinceEpochMs: 5 },
    ],
    [
      { kind: 'ended', how: 'sent-on', destination: toAnna, atEpochMs: 5 },
      { kind: 'ended', how: 'sent-on', destination: annaView, atEpochMs: 5 },
    ],
    [
      { kind: 'ended', how: 'stopped-ringing', destination: null, atEpochMs: 5 },
      { kind: 'ended', how: 'stopped-ringing', destination: null, atEpochMs: 5 },
    ],
  ] satisfies [CallState, unknown][])('tells the state %o without its dial string', (state, view) => {
    expect(callView(shown(state)).state).toEqual(view);
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
    expect(callView(shown(ringing, { number })).number).toEqual(view);
  });

  test('names who forwarded the call, by number where no name was told, and not where it was the line that was called', () => {
    const from = (user: string, displayName: string | null): string | null =>
      callView(shown(ringing, { forwardedFrom: { user, displayName } })).forwardedFrom;
    expect([from('104', 'Boris Ivanov'), from('104', null), from('600', 'Sales')]).toEqual([
      'Boris Ivanov',
      '104',
      null,
    ]);
  });
});

describe('whatever the domain hands over', () => {
  test.each(Object.keys(callStates) as CallState['kind'][])('of calls that are %s fits the contract', (kind) => {
    fc.assert(
      fc.property(callStates[kind], fc.oneof(...Object.values(callers)), (state, number) => {
        const { issues } = v.safeParse(contract.callView, callView(shown(state, { number })));
        expect(issues).toBeUndefined();
      }),
    );
  });

  test('of calls fits the contract and carries no dial string', () => {
    fc.assert(
      fc.property(calls, fc.boolean(), (call, canDecline) => {
        const view = callView({ call, called: null, earlier: null, lookupRevision: 0, canDecline });
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
          call: callView({ call, called: null, earlier: null, lookupRevision: 0, canDecline: false }),
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

describe('a colleague’s private number', () => {
  const look = found(anna('OPENED'));
  const digits = (text: string): string => text.replaceAll(/\D/g, '');
  const told = (privateNumbers: 'shown' | 'masked' | 'hidden'): string => {
    const plan = planOf({ look, numbers: { privateNumbers } });
    return JSON.stringify(lookupView({ look, plan }, () => true));
  };

  test('stands in the view where the company shows it', () => {
    expect(digits(told('shown'))).toContain('14155550142');
  });

  test.each(['masked', 'hidden'] as const)('never reaches the window where it is %s', (privateNumbers) => {
    const view = told(privateNumbers);
    expect(view).toContain('Anna Petrova');
    for (const secret of ['4155550142', '9062195048']) expect(digits(view)).not.toContain(secret);
  });

  test('does not come with the target that a search finds', () => {
    const { id, kind, shown: written, personId, name } = { ...toAnna, id: toAnna.targetId };
    const target = { id, kind, shown: written, personId, name, notOffered: null };
    expect(targetView({ ...target, dial: '14155550142' })).toEqual(target);
  });
});

describe('a look-up’s view', () => {
  const plan = planOf({ look: found() });

  test('says "no match" for a reply without entities, with the age of the reply', () => {
    const look = { kind: 'answered', matches: { matches: [], asOfEpochMs: 7, selfId: null } } as const;
    expect(lookupView({ look, plan }, () => true)).toMatchObject({ kind: 'no-match', asOfEpochMs: 7 });
  });

  test('tells a failure by its code, and none of the portal’s own words', () => {
    const error = { code: 'timed-out', detail: 'portal.example.com', atEpochMs: 7, retryAtEpochMs: null } as const;
    const view = lookupView({ look: { kind: 'failed', error, isTryingAgain: true }, plan }, () => true);
    expect(view).toMatchObject({ kind: 'failed', code: 'timed-out', sinceEpochMs: 7, isTryingAgain: true });
    expect(JSON.stringify(view)).not.toContain('portal.example.com');
  });

  test('says of each match who is responsible and whether its card can be opened', () => {
    const look = found(anna('OPENED'), null);
    const view = lookupView({ look, plan: planOf({ look }) }, ({ type }) => type === 'CONTACT');
    expect(view).toMatchObject({
      kind: 'found',
      matches: [
        { type: 'CONTACT', id: '651', name: 'John Doe', responsibleId: '99', hasCard: true },
        { type: 'COMPANY', id: '652', name: 'Daisy LLC', responsibleId: null, hasCard: false },
      ],
    });
  });
});
