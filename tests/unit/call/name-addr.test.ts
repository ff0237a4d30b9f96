import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseNameAddrs } from '../../../main/call/name-addr.ts';

const brief = (header: string): readonly (readonly [string | null, string, string, string])[] =>
  parseNameAddrs(header).map(({ displayName, scheme, user, host }) => [displayName, scheme, user, host]);

describe('a header that keeps to the grammar', () => {
  test.each([
    ['"John Doe" <sip:+19062195047@pbx.example.com>;tag=1', [['John Doe', 'sip', '+19062195047', 'pbx.example.com']]],
    ['<sips:101@pbx.example.com:5061;transport=tls>', [[null, 'sips', '101', 'pbx.example.com']]],
    ['John Doe <sip:101@[2001:db8::1]:5060>', [['John Doe', 'sip', '101', '[2001:db8::1]']]],
    ['sip:101@pbx.example.com;tag=a', [[null, 'sip', '101', 'pbx.example.com']]],
    ['"Doe, \\"Jo\\" <hn>; \\\\" <sip:101@example.com>', [['Doe, "Jo" <hn>; \\', 'sip', '101', 'example.com']]],
    ['<tel:+4930901820;phone-context=example.com>', [[null, 'tel', '+4930901820', '']]],
    ['<sip:+4930901820;npdi=yes:secret@example.com;user=phone>', [[null, 'sip', '+4930901820', 'example.com']]],
    ['<sip:%23600%2A@example.com>', [[null, 'sip', '#600*', 'example.com']]],
    ['<sip:M%C3%BCller@example.com>', [[null, 'sip', 'Müller', 'example.com']]],
    [
      '"Doe, John" <sip:101@example.com>, <tel:+19062195047>',
      [
        ['Doe, John', 'sip', '101', 'example.com'],
        [null, 'tel', '+19062195047', ''],
      ],
    ],
    ['"Renée Ünal 東京" <SIP:101@EXAMPLE.com>', [['Renée Ünal 東京', 'sip', '101', 'example.com']]],
  ])('%s', (header, parties) => {
    expect(brief(header)).toEqual(parties);
  });
});

describe('a header that breaks the grammar is read as a person would', () => {
  test.each([
    ['Müller <sip:101@example.com>', [['Müller', 'sip', '101', 'example.com']]],
    ['A@B <sip:101@example.com>', [['A@B', 'sip', '101', 'example.com']]],
    ['Petrova, Anna <sip:102@example.com>', [['Petrova, Anna', 'sip', '102', 'example.com']]],
    ['Anna sip:102@example.com', [['Anna', 'sip', '102', 'example.com']]],
    ['"Anna" sip:102@example.com;tag=1', [['Anna', 'sip', '102', 'example.com']]],
    ['"Anna" Petrova <sip:102@example.com>', [['Anna Petrova', 'sip', '102', 'example.com']]],
    ['Anna <sip:102@example.com', [['Anna', 'sip', '102', 'example.com']]],
    ['"Anna <sip:102@example.com>', [['"Anna', 'sip', '102', 'example.com']]],
    ['<sip:10 2@example.com>', [[null, 'sip', '10 2', 'example.com']]],
    ['<sip:#102@example.com>', [[null, 'sip', '#102', 'example.com']]],
    ['<sip:100%@example.com>', [[null, 'sip', '100%', 'example.com']]],
    ['<sip:a%ZZb%41%FF@example.com>', [[null, 'sip', 'a%ZZb%41%FF', 'example.com']]],
    ['<sip:101@543dc521b9a2>', [[null, 'sip', '101', '543dc521b9a2']]],
    ['<sip:101@my_host>', [[null, 'sip', '101', 'my_host']]],
    ['<101@example.com>', [[null, '', '101', 'example.com']]],
    ['<+19062195047>', [[null, '', '+19062195047', '']]],
    ['<sip:+19062195047>', [[null, 'sip', '+19062195047', '']]],
    ['+1 906 219 5047', [[null, '', '+1 906 219 5047', '']]],
    ['reception', [[null, '', 'reception', '']]],
    ['<sip:example.com:5060>', [[null, 'sip', '', 'example.com']]],
    ['', []],
    ['<>', []],
    ['"John Doe" <>', []],
    [',,;,', []],
    ['<tel:>', []],
  ])('%s', (header, parties) => {
    expect(brief(header)).toEqual(parties);
  });
});

test('parameters are read by their names in any case, quoted or not, from behind the bracket and from inside the URI', () => {
  const [party] = parseNameAddrs(
    '"Anna" <sip:102@example.com;Cause=302?Reason=SIP%3Bcause%3D302&Privacy=none>;PRIVACY="full" ;screen=yes;flag',
  );
  expect([[...(party?.uriParams ?? [])], [...(party?.params ?? [])]]).toEqual([
    [
      ['cause', '302'],
      ['reason', 'SIP;cause=302'],
      ['privacy', 'none'],
    ],
    [
      ['privacy', 'full'],
      ['screen', 'yes'],
      ['flag', ''],
    ],
  ]);
});

test('no text makes it fail, and no header yields more than twenty parties', () => {
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
    '%',
    '%4',
    'a',
    '1',
    ' ',
    '?',
    '=',
  );
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: pieces, maxLength: 60 })), (header) => {
      expect(parseNameAddrs(header).length).toBeLessThanOrEqual(20);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['quotes that never close', `"${'\\"'.repeat(150_000)}`],
  ['open brackets', '<'.repeat(500_000)],
  ['commas', ','.repeat(500_000)],
  ['quoted strings', '"a"'.repeat(150_000)],
  ['a name of 200 kB', `"${'A'.repeat(200_000)}" <sip:101@example.com>`],
  ['unnamed parts', 'a,'.repeat(250_000)],
  ['percent signs', `<sip:${'%'.repeat(250_000)}%41@example.com>`],
  ['parameters', `<sip:101@example.com>${';a="b"'.repeat(80_000)}`],
  ['scheme names', 'sip:'.repeat(120_000)],
])('a header full of %s is read in a moment', (_, header) => {
  const startedMs = performance.now();
  parseNameAddrs(header);
  expect(performance.now() - startedMs).toBeLessThan(1000);
});
