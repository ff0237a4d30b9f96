/** The list of countries against the settings' own rule. */
import { expect, test } from 'vitest';
import { isCountry } from '../../../../main/settings/rules.ts';
import { countryChoices } from '../../../../renderer/setup/countries.ts';

const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

test('exactly the countries that the settings accept can be chosen', () => {
  const accepted = letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountry);
  expect(
    countryChoices('en-GB')
      .map(({ value }) => value)
      .sort(),
  ).toEqual(accepted);
});

test('they stand in the order of their names in the language', () => {
  const names = countryChoices('de').map(({ label }) => label);
  expect(names.slice(0, 4)).toEqual(['Afghanistan', 'Ägypten', 'Ålandinseln', 'Albanien']);
});
