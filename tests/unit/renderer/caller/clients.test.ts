/** What the card offers and tells of a client, by what main allows and knows. */
import { expect, test } from 'vitest';
import type { CallView, LookupView } from '../../../../main/bridge/contract/call-views.ts';
import type { DetailsView } from '../../../../main/bridge/contract/client-views.ts';
import { clientsLink, factsOf, hiddenDeals, isChosenAnew } from '../../../../renderer/caller/clients.ts';

type Found = Extract<LookupView, { kind: 'found' }>;

const john = { type: 'CONTACT', id: '7', name: 'John Doe', responsibleId: null, hasCard: true, details: null };
const daisy = { ...john, type: 'COMPANY', id: '8', name: 'Daisy LLC' };
const found = (matches: Found['matches'], why: Found['why'] = 'only-match'): LookupView =>
  ({ kind: 'found', matches, why }) as unknown as LookupView;
const noMatch = { kind: 'no-match' } as LookupView;
const ringing = { kind: 'ringing', notice: null };
const hers = { kind: 'ended', how: 'answered-elsewhere' };
const call = (
  canSearch: boolean | null,
  number: CallView['number']['kind'] = 'outside',
  state: object = ringing,
): CallView => ({ crm: canSearch === null ? null : { canSearch }, number: { kind: number }, state }) as CallView;

test.each([
  ['without a CRM', call(null), found([john, daisy]), null],
  ['while the CRM is being asked', call(true), null, null],
  ['one match, no search', call(false), found([john]), null],
  ['one match, search', call(true), found([john]), 'whose-number'],
  ['several matches, no search', call(false), found([john, daisy], 'first-in-crm'), 'whose-number'],
  ['a pick, no search', call(false), found([john], 'picked'), 'whose-number'],
  ['a choice for a withheld number', call(true, 'withheld'), found([john], 'chosen'), 'find-client'],
  ['nobody, search', call(true), noMatch, 'find-client'],
  ['nobody, no search', call(false), noMatch, null],
  ['a call that somebody else has', call(true, 'outside', hers), found([john, daisy], 'first-in-crm'), null],
] as const)('%s', (_case, of, look, link) => {
  expect(clientsLink(of, look)).toBe(link);
});

const details: DetailsView = {
  deals: ['1', '2', '3', '4'].map((id) => ({ id, title: null, sum: null, hasCard: false })),
  moreDeals: 10,
  lastContactEpochMs: null,
  related: [
    { type: 'COMPANY', id: '8', name: 'Daisy LLC', hasCard: true },
    { type: 'CONTACT', id: '9', name: 'Mara Klein', hasCard: true },
  ],
};

test('three deals are drawn and the others counted; companies and people are kept apart', () => {
  const facts = factsOf(found([{ ...john, details }]));
  expect([facts?.deals.map(({ id }) => id), facts?.dealCount, facts && hiddenDeals(facts)]).toEqual([
    ['1', '2', '3'],
    14,
    11,
  ]);
  expect([facts?.companies, facts?.people]).toEqual([[details.related[0]], [details.related[1]]]);
});

test('only what is told of the client whom the card names counts, and nothing is drawn where nothing is told', () => {
  const empty = {
    ...details,
    deals: [],
    moreDeals: 0,
    related: [{ type: 'COMPANY', id: '8', name: null, hasCard: false }],
  };
  expect([
    factsOf(null),
    factsOf(noMatch),
    factsOf(found([john])),
    factsOf(found([john, { ...daisy, details }])),
    // The company is a match itself.
    factsOf(found([{ ...john, details: empty }, daisy])),
  ]).toEqual([null, null, null, null, null]);
});

test.each([
  ['picked', found([john, daisy], 'first-in-crm'), found([daisy, john], 'picked'), true],
  ['picked in place of another pick', found([john, daisy], 'picked'), found([daisy, john], 'picked'), true],
  [
    'the CRM’s first again, the pick being taken back',
    found([daisy, john], 'picked'),
    found([john], 'only-match'),
    true,
  ],
  ['the same as before, said for another reason', found([john, daisy], 'first-in-crm'), found([john], 'picked'), false],
  ['another one by the CRM’s own order', found([john], 'only-match'), found([daisy], 'only-match'), false],
  ['nobody any more', found([john], 'picked'), noMatch, false],
] as const)('whom the card names is %s', (_, before, now, isAnew) => {
  expect(isChosenAnew(before, now)).toBe(isAnew);
});
