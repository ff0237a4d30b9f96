/** The countries that can be chosen, by their names in the window's language. */
import type { Choice } from '../ui/field.ts';

/** Codes that CLDR names though they stand for no country. */
const notCountries = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);
const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** ISO 3166-1 alpha-2 codes with names, sorted by name; withdrawn codes are left out. */
export function countryChoices(language: string): readonly Choice[] {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  const { compare } = new Intl.Collator(language);
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((value) => {
      const label = notCountries.has(value) || isWithdrawn(value) ? undefined : names.of(value);
      return label === undefined ? [] : [{ value, label }];
    })
    .sort((a, b) => compare(a.label, b.label));
}

/** CLDR spells withdrawn codes (UK, SU, DD…) otherwise. */
function isWithdrawn(code: string): boolean {
  return Intl.getCanonicalLocales(`und-${code}`)[0] !== `und-${code}`;
}
