import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNumber } from '../../../main/call/numbers.ts';
import type { CallerNumber } from '../../../main/model/caller.ts';
import type { InviteHeaders } from '../../../main/model/invite.ts';
import { call } from './invites.ts';

const who = (more: Partial<InviteHeaders>): readonly [CallerNumber, string | null] => {
  const { number, displayName } = call(more);
  return [number, displayName];
};
/** As `who`, from a number in any spelling; the empty one is withheld. */
const expected = (number: string, displayName: string | null): readonly [CallerNumber, string | null] => [
  readNumber(number, 'RU'),
  displayName,
];

describe('the caller', () => {
  test('comes whole from a plain INVITE', () => {
    expect(call({})).toEqual({
      number: readNumber('+19062195047', 'RU'),
      displayName: 'John Doe',
      forwardedFrom: null,
      referredBy: null,
      dialled: null,
    });
  });

  const from = '"Trunk" <sip:trunk@pbx.example.com>';
  const rpid = '"Mara Klein" <sip:+431514440@pbx.example.com>;party=calling;privacy=off;screen=yes';
  test.each([
    [
      'PAI before Remote-Party-ID before From',
      { from, remotePartyId: [rpid], pAssertedIdentity: ['"John Doe" <sip:+19062195047@pbx.example.com>'] },
      ['+19062195047', 'John Doe'],
    ],
    ['Remote-Party-ID before From', { from, remotePartyId: [rpid] }, ['+431514440', 'Mara Klein']],
    ['From, where nothing better is there', { from }, ['trunk', null]],
    [
      'the telephone number of two PAI headers',
      { pAssertedIdentity: ['"John Doe" <sip:john@pbx.example.com>', '<tel:+19062195047>'] },
      ['+19062195047', 'John Doe'],
    ],
    [
      'the telephone number of two PAIs in one header',
      {
        pAssertedIdentity: ['"Doe, John" <sip:john@pbx.example.com>, <tel:+19062195047;phone-context=example.com>'],
        from: '<sip:x@pbx.example.com>',
      },
      ['+19062195047', null],
    ],
    [
      'the name of the same number in another header',
      { pAssertedIdentity: ['<tel:+19062195047>'] },
      ['+19062195047', 'John Doe'],
    ],
    ['no name of another number', { pAssertedIdentity: ['<tel:+431514440>'] }, ['+431514440', null]],
    [
      'the next header after a PAI that cannot be read',
      { pAssertedIdentity: ['"<>;;', '<sip:>'], remotePartyId: [rpid] },
      ['+431514440', 'Mara Klein'],
    ],
    [
      'the next header after a PAI that says unknown',
      { pAssertedIdentity: ['"Unknown" <sip:unknown@pbx.example.com>'] },
      ['+19062195047', 'John Doe'],
    ],
    ['no called party', { remotePartyId: ['<sip:102@pbx.example.com>;party=called'] }, ['+19062195047', 'John Doe']],
    ['a colleague', { from: '"Anna Petrova" <sip:102@pbx.example.com>' }, ['102', 'Anna Petrova']],
    ['a number in a tel: URI', { from: '<tel:8-916-123-45-67;phone-context=+7>' }, ['89161234567', null]],
    ['a # and a space in the user', { from: '<sip:+1 906 219 5047#2@pbx.example.com>' }, ['+19062195047', null]],
    ['an escaped plus', { from: 'Müller <sip:%2B4930901820@543dc521b9a2>' }, ['+4930901820', 'Müller']],
    ['a name without quotes', { from: 'A@B <sip:+19062195047@my_host>' }, ['+19062195047', 'A@B']],
  ] satisfies [string, Partial<InviteHeaders>, [string, string | null]][])('is %s', (_, headers, [number, name]) => {
    expect(who(headers)).toEqual(expected(number, name));
  });
});

describe('a caller who withholds the number stays withheld, name and all', () => {
  const trusted = { pAssertedIdentity: ['"John Doe" <sip:+19062195047@pbx.example.com>'] };
  test.each([
    ['the anonymous URI', { from: '"Anonymous" <sip:anonymous@anonymous.invalid>' }],
    ['the anonymous URI with another user', { from: '"John Doe" <sip:c8oqz84zk7z@anonymous.invalid>' }],
    ['a trusted identity beside Privacy: id', { ...trusted, privacy: ['id'] }],
    ['Privacy: id among others', { ...trusted, privacy: ['session; ID;critical'] }],
    ['Privacy: user', { privacy: ['user'] }],
    ['Privacy: header', { privacy: ['none', 'header'] }],
    ['the user "unknown"', { from: '"John Doe" <sip:unknown@pbx.example.com>' }],
    ['the user "Restricted"', { from: '<sip:Restricted@pbx.example.com>' }],
    ['the user "ANONYMOUS"', { from: '<sip:ANONYMOUS@pbx.example.com>' }],
    [
      'privacy=full in Remote-Party-ID',
      { remotePartyId: ['<sip:+19062195047@pbx.example.com>;party=calling;privacy=full'] },
    ],
    [
      'an anonymous PAI beside another',
      { pAssertedIdentity: ['<sip:anonymous@anonymous.invalid>', '<tel:+19062195047>'] },
    ],
    ['a From without a user', { from: '<sip:pbx.example.com>' }],
    ['a From that cannot be read', { from: '' }],
  ] satisfies [string, Partial<InviteHeaders>][])('%s', (_, headers) => {
    expect(who(headers)).toEqual(expected('', null));
  });

  test('but Privacy: none and session withhold nothing, and a trusted number is shown beside an anonymous From', () => {
    expect([
      who({ privacy: ['none'] }),
      who({ privacy: ['session'] }),
      who({ ...trusted, from: '"Anonymous" <sip:anonymous@anonymous.invalid>' }),
    ]).toEqual([
      expected('+19062195047', 'John Doe'),
      expected('+19062195047', 'John Doe'),
      expected('+19062195047', 'John Doe'),
    ]);
  });

  test('and where only the name is withheld, the number is shown without it', () => {
    expect(who({ remotePartyId: ['"John Doe" <sip:+19062195047@pbx.example.com>;privacy=name'] })).toEqual(
      expected('+19062195047', null),
    );
  });
});

describe('a display name', () => {
  test.each([
    ['+19062195047', null],
    ['19062195047', null],
    ['+1 (906) 219-5047', null],
    ['9062195047', null],
    ['Unknown', null],
    ['anonymous', null],
    ['  ', null],
    ['\u202E\u0007', null],
    ['Route 66', 'Route 66'],
    ['+44 20 7183 8750', '+44 20 7183 8750'],
    ['Renée \t Ünal', 'Renée Ünal'],
    ['A'.repeat(200_000), 'A'.repeat(128)],
  ])('%.40s is shown as %.40s', (name, shown) => {
    expect(call({ from: `"${name}" <sip:+19062195047@pbx.example.com>` }).displayName).toBe(shown);
  });
});

test('whatever the headers hold, a caller comes out whose texts are bounded', () => {
  const pieces = fc.constantFrom(
    '"',
    '<',
    '>',
    '\\',
    ',',
    ';',
    'sip:',
    'tel:',
    '@',
    '%4',
    '+7',
    '916',
    ' ',
    'privacy=',
    'id',
    'Ж',
  );
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: pieces, maxLength: 40 }));
  const several = fc.array(text, { maxLength: 4 });
  const headers = fc.record<InviteHeaders>({
    callId: text,
    ringsideCall: fc.option(text),
    requestUri: text,
    from: text,
    to: text,
    pAssertedIdentity: several,
    remotePartyId: several,
    privacy: several,
    diversion: several,
    historyInfo: several,
    referredBy: fc.option(text),
  });
  fc.assert(
    fc.property(headers, (anyHeaders) => {
      const { displayName, forwardedFrom, referredBy, dialled } = call(anyHeaders);
      const texts = [
        displayName,
        dialled,
        ...[forwardedFrom, referredBy].flatMap((party) => [party?.user, party?.displayName]),
      ].map((each) => each ?? 'none');
      expect(texts.every((each) => each !== '' && Array.from(each).length <= 128)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
