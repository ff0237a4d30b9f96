/** What would be dialled for a number of the country, by the form as it stands. Pure. */
import type { SetupForm } from '../../main/bridge/contract/setup-views.ts';

/** Numbers that belong to nobody or to a public office, as a person reads them and as they are dialled within the country;
 *  tests/unit/renderer/dial-example.test.ts holds them against what the app really dials. */
const samples: Readonly<Record<string, readonly [international: string, national: string]>> = {
  AT: ['+43 1 514440', '01514440'],
  AU: ['+61 2 5550 4321', '0255504321'],
  BE: ['+32 2 501 02 11', '025010211'],
  BY: ['+375 17 222 32 14', '80172223214'],
  CA: ['+1 416 555 0142', '4165550142'],
  CH: ['+41 58 462 21 11', '0584622111'],
  CZ: ['+420 224 002 111', '224002111'],
  DE: ['+49 30 901820', '030901820'],
  ES: ['+34 913 21 40 00', '913214000'],
  FR: ['+33 1 42 92 81 00', '0142928100'],
  GB: ['+44 20 7946 0123', '02079460123'],
  IE: ['+353 1 619 4000', '016194000'],
  IN: ['+91 11 2301 2312', '01123012312'],
  IT: ['+39 06 67791', '0667791'],
  KZ: ['+7 717 274 5555', '87172745555'],
  NL: ['+31 70 356 4000', '0703564000'],
  PL: ['+48 22 694 60 00', '226946000'],
  RU: ['+7 495 606 36 02', '84956063602'],
  TR: ['+90 312 415 40 00', '03124154000'],
  UA: ['+380 44 256 63 33', '0442566333'],
  US: ['+1 415 555 0142', '4155550142'],
};

/** Countries that an example is known for. */
export const sampleCountries: readonly string[] = Object.keys(samples);

/** @returns the number as a person reads it and the digits as they are dialled;
 *  null for `national` where no number of the country is at hand */
export function dialExample(
  numbers: SetupForm['numbers'],
): { readonly shown: string; readonly dialled: string } | null {
  const { country, dialFormat, outsidePrefix } = numbers;
  const own = samples[country];
  if (dialFormat === 'national' && own === undefined) return null;
  const [shown, national] = own ?? ['+44 20 7946 0123', ''];
  const digits = shown.replaceAll(/\D/g, '');
  const formatted = { 'e164-plus': `+${digits}`, e164: digits, 'international-00': `00${digits}`, national };
  return { shown, dialled: outsidePrefix.trim() + formatted[dialFormat] };
}
