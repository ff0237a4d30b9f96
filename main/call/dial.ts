/** Dial strings: the user part of `<sip:USER@AOR-DOMAIN>` that a call is sent to. */
import { isSupportedCountry, type PhoneNumber } from 'libphonenumber-js/max';
import type { NumberSettings } from '../model/settings.ts';
import { assertNever } from '../model/result.ts';
import { dialableNumber, digitsOf, isOwnCallingCode, MAX_INTERNAL_DIGITS } from './numbers.ts';

/** No extension, feature code or number with its prefixes is longer. */
const MAX_DIAL_LENGTH = 32;

export type DialKind = 'extension' | 'outside' | 'queue';

/** What to dial for `raw`, free text from a profile, the settings or a person's typing.
 *
 *  Extensions and queues are dialled as written. An outside number is formatted by `dialFormat` behind `outsidePrefix`; up to six
 *  digits are taken for an extension, and a code with an allowed `*` or `#` goes as written: neither gets a prefix.
 *  @returns digits, `+`, and `*` or `#` where the settings list them; null where it is not dialable. Never throws. */
export function dialString(raw: string, kind: DialKind, numbers: NumberSettings): string | null {
  const written = asWritten(raw, numbers);
  if (kind !== 'outside') return written;
  if (written !== null && (/[*#]/.test(written) || isInternal(written))) return written;
  const number = dialableNumber(raw, numbers.country);
  return number === null ? null : allowed(numbers.outsidePrefix + formatted(number, numbers), numbers);
}

/** Whether two dial strings reach the same: `+79161234567` and `79161234567` do. */
export function sameDial(a: string, b: string): boolean {
  return a === b || (digitsOf(a) !== '' && !/[*#]/.test(a + b) && digitsOf(a) === digitsOf(b));
}

function formatted(number: PhoneNumber, { dialFormat, country }: NumberSettings): string {
  const e164Digits = number.number.slice(1);
  switch (dialFormat) {
    case 'e164-plus':
      return number.number;
    case 'e164':
      return e164Digits;
    case 'international-00':
      return `00${e164Digits}`;
    case 'national':
      return isOwnCallingCode(number, country) ? digitsOf(number.formatNational()) : fromAbroad(number, country);
    default:
      return assertNever(dialFormat);
  }
}

/** A foreign number has no national form here: the country's own international prefix stands before it (810 in Russia, 011 in the US). */
function fromAbroad(number: PhoneNumber, country: string): string {
  const withPrefix = isSupportedCountry(country) ? number.format('IDD', { fromCountry: country }) : '';
  return withPrefix === '' ? `00${number.number.slice(1)}` : digitsOf(withPrefix);
}

function isInternal(written: string): boolean {
  return written.length <= MAX_INTERNAL_DIGITS && /^\d+$/.test(written);
}

/** Without the marks that people put between digits. */
function asWritten(raw: string, numbers: NumberSettings): string | null {
  return allowed(raw.normalize('NFKC').replaceAll(/[\s\p{Pd}\p{Cf}()./]/gu, ''), numbers);
}

function allowed(dial: string, { extraDialCharacters }: NumberSettings): string | null {
  const extra = extraDialCharacters.map((char) => `\\${char}`).join('');
  const isDialable = dial.length <= MAX_DIAL_LENGTH && /\d/.test(dial) && new RegExp(`^[0-9+${extra}]+$`).test(dial);
  return isDialable ? dial : null;
}
