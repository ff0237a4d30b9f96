import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dialString, sameDial } from '../../../main/call/dial.ts';
import type { NumberSettings } from '../../../main/model/settings.ts';

const numbers: NumberSettings = {
  country: 'RU',
  dialFormat: 'e164',
  outsidePrefix: '',
  extraDialCharacters: [],
  privateNumbers: 'masked',
};

describe('an outside number', () => {
  test.each([
    ['e164-plus', 'RU', '8 (916) 123-45-67', '+79161234567'],
    ['e164', 'RU', '8 (916) 123-45-67', '79161234567'],
    ['international-00', 'RU', '8 (916) 123-45-67', '0079161234567'],
    ['national', 'RU', '+79161234567', '89161234567'],
    ['national', 'DE', '+49 30 901820', '030901820'],
    ['national', 'US', '+1 906 219 5047', '9062195047'],
    // A foreign number needs the country's own way out.
    ['national', 'RU', '+49 30 901820', '8104930901820'],
    ['national', 'US', '+49 30 901820', '0114930901820'],
    ['national', 'DE', '+1 906 219 5047', '0019062195047'],
    ['international-00', 'US', '+49 30 901820', '004930901820'],
    ['e164', 'RU', '19062195047', '19062195047'],
  ] as const)('in the format %s under %s, %s is dialled as %s', (dialFormat, country, raw, dialled) => {
    expect(dialString(raw, 'outside', { ...numbers, dialFormat, country })).toBe(dialled);
  });

  test('has the prefix before it, which neither an extension nor a queue has', () => {
    const withPrefix: NumberSettings = { ...numbers, outsidePrefix: '9' };
    expect([
      dialString('+79161234567', 'outside', withPrefix),
      dialString('102', 'extension', withPrefix),
      dialString('600', 'queue', withPrefix),
      dialString('102', 'outside', withPrefix),
    ]).toEqual(['979161234567', '102', '600', '102']);
  });

  test('in a range too new for the metadata is dialled where it is written with its calling code', () => {
    expect([
      dialString('+447700900123', 'outside', numbers),
      dialString('07700900123', 'outside', { ...numbers, country: 'GB' }),
    ]).toEqual(['447700900123', null]);
  });

  test.each(['', ' ', 'Anna', '1234567', '+', '+999123456789', '79161234567 or 102', 'sip:102@example.com', '%31'])(
    '"%s" is not dialable',
    (raw) => {
      expect(dialString(raw, 'outside', numbers)).toBeNull();
    },
  );
});

describe('an extension or a queue', () => {
  test.each([
    ['102', '102'],
    [' 1-02 ', '102'],
    ['１０２', '102'],
    ['102a', null],
    ['102, 103', null],
    ['102;user=phone', null],
    ['102@evil.example.com', null],
    ['', null],
    ['1'.repeat(33), null],
  ])('%s is dialled as %s', (raw, dialled) => {
    expect(dialString(raw, 'extension', numbers)).toBe(dialled);
  });

  test('may have * and # only where the company lists them', () => {
    const withStar: NumberSettings = { ...numbers, extraDialCharacters: ['*'], outsidePrefix: '9' };
    expect([
      dialString('*600', 'queue', numbers),
      dialString('*600', 'queue', withStar),
      dialString('*97', 'outside', withStar),
      dialString('600#', 'queue', withStar),
      dialString('600#', 'queue', { ...numbers, extraDialCharacters: ['*', '#'] }),
      dialString('*', 'queue', withStar),
    ]).toEqual([null, '*600', '*97', null, '600#', null]);
  });
});

test('two dial strings are one where only the plus differs, and a feature code is no extension', () => {
  expect([
    sameDial('+79161234567', '79161234567'),
    sameDial('102', '102'),
    sameDial('102', '*102'),
    sameDial('*97', '*97'),
    sameDial('', '+'),
  ]).toEqual([true, true, false, true, false]);
});

test('whatever is typed, only characters that the settings allow can reach a SIP URI', () => {
  const kind = fc.constantFrom('extension', 'outside', 'queue');
  const settings = fc.record({
    country: fc.constantFrom('RU', 'DE', 'US', 'XX', ''),
    dialFormat: fc.constantFrom('e164-plus', 'e164', 'international-00', 'national'),
    outsidePrefix: fc.constantFrom('', '0', '9', '<', '*9'),
    extraDialCharacters: fc.subarray(['*', '#'] as const),
    privateNumbers: fc.constant('masked'),
  }) satisfies fc.Arbitrary<NumberSettings>;
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...Array.from('+0123456789*# ()-')), maxLength: 20 }),
  );
  fc.assert(
    fc.property(text, kind, settings, (raw, of, numberSettings) => {
      const extra = numberSettings.extraDialCharacters.map((char) => `\\${char}`).join('');
      expect(dialString(raw, of, numberSettings) ?? '0').toMatch(new RegExp(`^[0-9+${extra}]{1,32}$`));
    }),
    { numRuns: 500 },
  );
});
