/** The settings of how a ringing call is sent on, what is told to colleagues, and how many of them are watched. */
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../main/settings/schema.ts';
import { sampleWith } from './sample.ts';

/** `path code` of everything that is wrong, in the order told. */
const problemsOf = (changes: Parameters<typeof sampleWith>[0]): string[] => {
  const read = parseConfig(sampleWith(changes));
  return read.ok ? [] : read.error.map(({ path, code }) => `${path} ${code}`);
};

describe('how a call is sent on', () => {
  test.each(['asterisk', 'generic'])('may be by answering it first, at a PBX of the kind %s', (pbx) => {
    expect(problemsOf({ sip: { pbx, ringingTransfer: 'take' } })).toEqual([]);
  });
  test('is never by answering it first at a Kamailio, and the words say why', () => {
    expect(parseConfig(sampleWith({ sip: { pbx: 'kamailio', ringingTransfer: 'take' } }))).toEqual({
      ok: false,
      error: [
        {
          path: 'sip.ringingTransfer',
          code: 'take-on-kamailio',
          message:
            'sip.ringingTransfer cannot be "take" with a Kamailio: what passes a call on would reach the caller’s own device there; use "redirect".',
        },
      ],
    });
  });
  test('may go to the next person when the colleague is busy', () => {
    expect(problemsOf({ routing: { whenBusy: 'next-person' } })).toEqual([]);
  });
});

describe('a pickup code', () => {
  test.each(['**', '*8', '#7#', '88', '12345678'])('may be %s, whatever numbers may be dialled', (pickupPrefix) => {
    expect(problemsOf({ sip: { pickupPrefix }, numbers: { extraDialCharacters: [] } })).toEqual([]);
  });
  test.each(['', '123456789', '+**', '*8 ', 'abc', '**@pbx'])('may not be "%s"', (pickupPrefix) => {
    expect(problemsOf({ sip: { pickupPrefix } })).toEqual(['sip.pickupPrefix pickup-prefix']);
  });
});

test('a pickup code at a Kamailio is refused, as what was got back could not be passed on from there', () => {
  expect(problemsOf({ sip: { pbx: 'kamailio', pickupPrefix: '**' } })).toEqual(['sip.pickupPrefix pickup-on-kamailio']);
});

describe('the pattern of companions', () => {
  test.each(['{ext}c', '{ext}', 'c-{ext}', '00{ext}.app', '{ext}%C3%A9', `{ext}${'c'.repeat(49)}`])(
    'may be %s',
    (companionPattern) => {
      expect(problemsOf({ sip: { companionPattern } })).toEqual([]);
    },
  );
  test.each([
    ['nothing', ''],
    ['without the extension', 'c'],
    ['with two of them', '{ext}{ext}'],
    ['with another name for it', '{EXT}c'],
    ['a whole address', '{ext}c@pbx.example.com'],
    ['with a space', '{ext} c'],
    ['with half an escape before the extension', '%{ext}'],
    ['with an escape that the extension would end', '%4{ext}'],
    ['with an escape that is no UTF-8', '{ext}%FF'],
    ['longer than a user part with the longest extension', `{ext}${'c'.repeat(50)}`],
  ])('may not be %s', (_, companionPattern) => {
    expect(problemsOf({ sip: { companionPattern } })).toEqual(['sip.companionPattern companion-pattern']);
  });
});

describe('the number of extensions that are watched', () => {
  test.each([1, 500])('may be %i', (busyLamps) => {
    expect(problemsOf({ sip: { busyLamps } })).toEqual([]);
  });
  test.each([0, 501, 1.5])('may not be %d', (busyLamps) => {
    expect(problemsOf({ sip: { busyLamps } })).toEqual(['sip.busyLamps out-of-range']);
  });
});
