import { describe, expect, test } from 'vitest';
import { betterLook, preferMatch } from '../../../main/call/matches.ts';
import type { Look } from '../../../main/call/plan/input.ts';
import type { CrmError, Kept, Match } from '../../../main/model/crm.ts';

const john: Match = { type: 'CONTACT', id: '651', name: 'John Doe', responsible: null };
const daisy: Match = { type: 'COMPANY', id: '643', name: 'Daisy LLC', responsible: null };
const error: CrmError = { code: 'timed-out', detail: null, atEpochMs: 7, retryAtEpochMs: null };
const failed: Look = { kind: 'failed', error, isTryingAgain: true };
const withheld: Look = { kind: 'not-asked', why: 'withheld' };
const answered = (matches: readonly Match[], kept?: Kept): Look & { kind: 'answered' } => ({
  kind: 'answered',
  matches: { matches, asOfEpochMs: 5, selfId: null },
  ...(kept === undefined ? {} : { kept }),
});
const nobody = { picked: null, chosen: null };
const chosen = (match: Match): { match: Match; atEpochMs: number; selfId: string } => ({
  match,
  atEpochMs: 9,
  selfId: '7',
});

describe('the match that comes first', () => {
  test.each([
    ['the only one', answered([john]), nobody, { look: answered([john]), why: 'only-match' }],
    ['the CRM’s first', answered([john, daisy]), nobody, { look: answered([john, daisy]), why: 'first-in-crm' }],
    ['nobody, where the CRM knows nobody', answered([]), nobody, { look: answered([]), why: null }],
    ['nobody, while the CRM fails', failed, { ...nobody, picked: john }, { look: failed, why: null }],
    [
      'the one that was picked, the others as they were',
      answered([john, daisy]),
      { ...nobody, picked: daisy },
      { look: answered([daisy, john]), why: 'picked' },
    ],
    [
      'the one that was picked, also where the answer has it not',
      answered([]),
      { ...nobody, picked: daisy },
      { look: answered([daisy]), why: 'picked' },
    ],
    [
      'the one that was picked as the answer knows it now',
      answered([john, daisy]),
      { ...nobody, picked: { ...daisy, name: 'Daisy and sons' } },
      { look: answered([daisy, john]), why: 'picked' },
    ],
    [
      'the one chosen for this call, before the one that was picked',
      answered([john]),
      { picked: john, chosen: chosen(daisy) },
      { look: answered([daisy, john]), why: 'chosen' },
    ],
    [
      'the one chosen of a caller who was never looked up, from when he was chosen',
      withheld,
      { picked: null, chosen: chosen(daisy) },
      { look: { kind: 'answered', matches: { matches: [daisy], asOfEpochMs: 9, selfId: '7' } }, why: 'chosen' },
    ],
  ])('is %s', (_, told, preferred, expected) => {
    expect(preferMatch(told, preferred)).toEqual(expected);
  });
});

test('the one that was picked is looked after by a colleague as the answer knows him now', () => {
  const phones = { extension: '104', mobile: null, work: null, personal: null };
  const then = { id: '7', name: 'Boris Ivanov', workday: 'NOT_TOLD', phones } as const;
  const now = { ...then, workday: 'PAUSED', phones: { ...phones, mobile: '+49 171 5550142' } } as const;
  const { look } = preferMatch(answered([john, { ...daisy, responsible: now }]), {
    ...nobody,
    picked: { ...john, id: '690', responsible: then },
  });
  expect(look).toEqual(answered([{ ...john, id: '690', responsible: now }, john, { ...daisy, responsible: now }]));
});

describe('of two answers of the CRM', () => {
  const kept = answered([john], { failure: null });
  const fresh = answered([daisy]);
  test.each([
    ['the first is known', null, failed, failed],
    ['an answer is better than a failure', failed, fresh, fresh],
    ['a failure does not take back what is known', fresh, failed, null],
    ['an answer of an earlier day does not take back today’s', fresh, kept, null],
    ['today’s replaces one of an earlier day', kept, fresh, fresh],
    [
      'a failure says why one of an earlier day is still there',
      kept,
      failed,
      answered([john], { failure: { error, isTryingAgain: true } }),
    ],
  ])('%s', (_, known, outcome, expected) => {
    expect(betterLook(known, outcome)).toEqual(expected);
  });
});
