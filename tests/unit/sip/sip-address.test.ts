import fc from 'fast-check';
import { Grammar } from 'sip.js';
import { expect, test } from 'vitest';
import { canonicalAddress, escapeUser, tagOf } from '../../../main/sip/sip-address.ts';

test.each([
  [
    '"John Doe" <sip:+4930901820@pbx.example.com:5060;user=phone>;tag=a',
    '<sip:+4930901820@pbx.example.com:5060;user=phone>',
  ],
  ['sip:caller@example.net;tag=a', '<sip:caller@example.net>'],
  ['<sip:101@543dc521b9a2>;tag=a', '<sip:101@repaired.invalid>'],
  ['<sip:101@my_host>;tag=a', '<sip:101@repaired.invalid>'],
  ['<sip:101@müller.example>;tag=a', '<sip:101@repaired.invalid>'],
  ['Müller <sip:101@pbx.example.com>;tag=a', '<sip:101@pbx.example.com>'],
  ['A@B <sip:101@pbx.example.com>;tag=a', '<sip:101@pbx.example.com>'],
  ['<sip:a@b@pbx.example.com>;tag=a', '<sip:a%40b@pbx.example.com>'],
  ['<sip:#31#101@pbx.example.com>;tag=a', '<sip:%2331%23101@pbx.example.com>'],
  ['<sip:10 1@pbx.example.com>;tag=a', '<sip:10%201@pbx.example.com>'],
  ['<sip:10%201@pbx.example.com>;tag=a', '<sip:10%201@pbx.example.com>'],
  ['<tel:+4930901820;phone-context=x>;tag=a', '<sip:+4930901820@repaired.invalid>'],
  ['"Mr. J. User <sip:j.user@example.com>', '<sip:j.user@example.com>'],
  ['"A \\" <b>" < sip:101@10.0.0.1 >;tag=a', '<sip:101@10.0.0.1>'],
  ['<sip:101@[2001:db8::1]:5060>', '<sip:101@[2001:db8::1]:5060>'],
  ['<sip:pbx.example.com>', '<sip:pbx.example.com>'],
  ['', '<sip:repaired.invalid>'],
])('%s is handed to sip.js as %s', (value, canonical) => {
  expect(canonicalAddress(value)).toBe(canonical);
});

test.each([
  ['"x;tag=no" <sip:a@b.example;tag=no>;tag=yes', 'yes'],
  ['sip:a@b.example ; tag = yes', 'yes'],
  ['<sip:a@b.example>', null],
])('the tag of %s is %s', (value, tag) => {
  expect(tagOf(value)).toBe(tag);
});

const odd = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('"', '\\', '<', '>', ';', '@', ':', 's', 'i', 'p', '#', ' ', '%', '.', '[', ']', 'ü'),
  }),
  fc.tuple(fc.string(), fc.string()).map(([user, host]) => `"x" <sip:${user}@${host}>;tag=1`),
);

test('whatever a header says, sip.js can parse what is made of it', () => {
  fc.assert(
    fc.property(odd, (value) => {
      expect(Grammar.parse(`${canonicalAddress(value)};tag=a`, 'From')).not.toBe(-1);
    }),
    { numRuns: 2000 },
  );
});

test('a user part that is escaped stays as it is when it is escaped again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (user) => {
      expect(escapeUser(escapeUser(user))).toBe(escapeUser(user));
    }),
  );
});

test('64 kB of the worst header are read in a few milliseconds', () => {
  const startedMs = performance.now();
  for (const value of [
    '"\\"'.repeat(20_000),
    '<'.repeat(65_000),
    `<sip:${'a.'.repeat(30_000)}_>`,
    ';tag '.repeat(13_000),
  ]) {
    canonicalAddress(value);
    tagOf(value);
  }
  expect(performance.now() - startedMs).toBeLessThan(500);
});
