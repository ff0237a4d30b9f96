/** The set-up window's example of a dialled number against what the app really dials. */
import { describe, expect, test } from 'vitest';
import type { SetupForm } from '../../../../main/bridge/contract/setup-views.ts';
import { dialString } from '../../../../main/call/dial.ts';
import { dialExample, sampleCountries } from '../../../../renderer/setup/dial-example.ts';

const formats = [
  'e164-plus',
  'e164',
  'international-00',
  'national',
] as const satisfies readonly SetupForm['numbers']['dialFormat'][];
const numbersOf = (
  country: string,
  dialFormat: (typeof formats)[number],
  outsidePrefix: string,
): SetupForm['numbers'] => ({
  country,
  dialFormat,
  outsidePrefix,
  privateNumbers: 'masked',
});

describe.each(formats)('in the format %s', (dialFormat) => {
  test.each(sampleCountries)('the example for %s is what would be dialled', (country) => {
    const numbers = numbersOf(country, dialFormat, '0');
    const example = dialExample(numbers);
    expect(example?.dialled).toBe(dialString(example?.shown ?? '', 'outside', { ...numbers, extraDialCharacters: [] }));
  });
});

test('a country without an example of its own shows a foreign number, dialled as the app would dial it', () => {
  const numbers = numbersOf('NO', 'international-00', '9');
  const dialled = dialString('+44 20 7946 0123', 'outside', { ...numbers, extraDialCharacters: [] });
  expect(dialExample(numbers)).toEqual({ shown: '+44 20 7946 0123', dialled });
});

test('how a national number of such a country is dialled is not guessed', () => {
  expect(dialExample(numbersOf('NO', 'national', ''))).toBeNull();
});
