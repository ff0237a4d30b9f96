import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { dialableNumber, maskNumber, readNumber, sameNumber } from '../../../main/call/numbers.ts';
import { shownNumber, type CallerNumber } from '../../../main/model/caller.ts';
import { numberSpellings } from './number-spellings.ts';

const all = numberSpellings.flatMap(({ asked, ...number }) =>
  Object.entries(asked).map(([text, spellings]) => ({ ...number, text, asked: spellings.split(' ') })),
);

describe('A number', () => {
  it.each(all)('written $text in $country is asked for and shown as one', ({ text, country, e164, shown, asked }) => {
    expect(readNumber(text, country)).toMatchObject({ kind: 'outside', e164, shown, asked });
  });

  it.each(numberSpellings.map((number) => [number.shown, number] as const))(
    '%s is the same in all its spellings',
    (_, { country, asked }) => {
      const [first = '', ...others] = Object.keys(asked).map((text) => readNumber(text, country));
      const differing = others.filter((other) => !sameNumber(first as CallerNumber, other));
      expect(differing).toEqual([]);
    },
  );

  it('is written in 200 ways at least, in 25 countries at least, each with its source', () => {
    expect(all.length).toBeGreaterThanOrEqual(200);
    expect(new Set(all.map(({ country }) => country)).size).toBeGreaterThanOrEqual(25);
    expect(all.filter(({ source }) => source === '')).toEqual([]);
  });
});

const countries = [...new Set(all.map(({ country }) => country))];
const anyCountry = fc.oneof(fc.constantFrom(...countries), fc.string(), fc.constantFrom('', 'XX', 'ru', 'constructor'));
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...Array.from('+0123456789٠١２３ ().;#,-/\u202A\u00A0\u2011')), maxLength: 40 }),
  // A real spelling, with something wrong somewhere in it.
  fc
    .tuple(fc.constantFrom(...all.map(({ text }) => text)), fc.nat(20), fc.string({ unit: 'binary', maxLength: 3 }))
    .map(([text, at, noise]) => text.slice(0, at) + noise + text.slice(at)),
);
const runs = { numRuns: 500 };

const askedOf = (number: CallerNumber): readonly string[] => (number.kind === 'outside' ? number.asked : []);

describe('Whatever is written', () => {
  test('is read, shown, masked and made dialable without a fault', () => {
    fc.assert(
      fc.property(anyText, anyCountry, (text, country) => {
        const shown = shownNumber(readNumber(text, country)) ?? '';
        expect(Array.from(maskNumber(shown))).toHaveLength(Array.from(shown).length);
        expect(dialableNumber(text, country)?.number ?? '+1').toMatch(/^\+\d{1,17}$/);
      }),
      runs,
    );
  });

  test('is asked with one to three different spellings in digits where it is an outside number', () => {
    fc.assert(
      fc.property(anyText, anyCountry, (text, country) => {
        const number = readNumber(text, country);
        const asked = askedOf(number);
        expect(asked.filter((one) => !/^\d{1,24}$/.test(one))).toEqual([]);
        expect(new Set(asked).size).toBe(asked.length);
        expect(asked.length).toBeLessThanOrEqual(3);
        expect(asked.length > 0).toBe(number.kind === 'outside');
      }),
      runs,
    );
  });

  test('is the same number when it is read again as it was shown, and as it was asked for first', () => {
    fc.assert(
      fc.property(anyText, anyCountry, (text, country) => {
        const number = readNumber(text, country);
        fc.pre(number.kind === 'outside' && number.e164 !== null);
        const again = [shownNumber(number) ?? '', `+${askedOf(number)[0] ?? ''}`].map((one) =>
          readNumber(one, country),
        );
        expect(again).toMatchObject([
          { e164: `+${askedOf(number)[0] ?? ''}` },
          { e164: `+${askedOf(number)[0] ?? ''}` },
        ]);
      }),
      runs,
    );
  });
});
