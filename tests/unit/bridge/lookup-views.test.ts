/** What a window is told of clients and colleagues. */
import { describe, expect, test } from 'vitest';
import { colleagueView, lookupView } from '../../../main/bridge/call-views.ts';
import type { Lamp } from '../../../main/model/presence.ts';
import type { LookupToShow } from '../../../main/bridge/call-views.ts';
import { anna, found, planOf } from '../call/plan/cases.ts';

/** A look-up of which nothing more is told. */
const toShow = (lookup: Pick<LookupToShow, 'look' | 'plan'>): LookupToShow => ({
  why: null,
  details: new Map(),
  ...lookup,
});

describe('a colleague’s private number', () => {
  const look = found(anna('OPENED'));
  const digits = (text: string): string => text.replaceAll(/\D/g, '');
  const told = (privateNumbers: 'shown' | 'masked' | 'hidden'): string => {
    const plan = planOf({ look, numbers: { privateNumbers } });
    return JSON.stringify(lookupView(toShow({ look, plan }), () => true));
  };

  test('stands in the view where the company shows it', () => {
    expect(digits(told('shown'))).toContain('14155550142');
  });

  test.each(['masked', 'hidden'] as const)('never reaches the window where it is %s', (privateNumbers) => {
    const view = told(privateNumbers);
    expect(view).toContain('Anna Petrova');
    for (const secret of ['4155550142', '9062195048']) expect(digits(view)).not.toContain(secret);
  });

  test('does not come with the colleague that a search finds, and neither do the calls on the line', () => {
    const target = {
      id: 'mobile:99',
      kind: 'mobile',
      shown: '+1 415 ••• ••42',
      personId: '99',
      name: 'Anna Petrova',
      notOffered: null,
    } as const;
    const person = { personId: '99', name: 'Anna Petrova', workday: { state: 'OPENED', asOfEpochMs: 7 } } as const;
    const call = { id: 'd1', phase: 'in-call', remoteUser: '14155550142', direction: 'incoming' } as const;
    const lamp: Lamp = { state: 'in-call', sinceEpochMs: 8, calls: [call] };
    expect(colleagueView({ ...person, line: lamp, targets: [{ ...target, dial: '14155550142' }] })).toEqual({
      ...person,
      line: { state: 'in-call', sinceEpochMs: 8 },
      targets: [target],
    });
  });
});

describe('a look-up’s view', () => {
  const plan = planOf({ look: found() });

  test('says "no match" for a reply without entities, with the age of the reply', () => {
    const look = { kind: 'answered', matches: { matches: [], asOfEpochMs: 7, selfId: null } } as const;
    expect(lookupView(toShow({ look, plan }), () => true)).toMatchObject({ kind: 'no-match', asOfEpochMs: 7 });
  });

  test('tells a failure by its code, and none of the portal’s own words', () => {
    const error = { code: 'timed-out', detail: 'portal.example.com', atEpochMs: 7, retryAtEpochMs: null } as const;
    const view = lookupView(toShow({ look: { kind: 'failed', error, isTryingAgain: true }, plan }), () => true);
    expect(view).toMatchObject({ kind: 'failed', code: 'timed-out', sinceEpochMs: 7, isTryingAgain: true });
    expect(JSON.stringify(view)).not.toContain('portal.example.com');
  });

  test('says of each match who is responsible and whether its card can be opened', () => {
    const look = found(anna('OPENED'), null);
    const view = lookupView(toShow({ look, plan: planOf({ look }) }), ({ type }) => type === 'CONTACT');
    expect(view).toMatchObject({
      kind: 'found',
      matches: [
        { type: 'CONTACT', id: '651', name: 'John Doe', responsibleId: '99', hasCard: true },
        { type: 'COMPANY', id: '652', name: 'Daisy LLC', responsibleId: null, hasCard: false },
      ],
    });
  });
});
