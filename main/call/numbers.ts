/** Telephone numbers: how a user part is read, asked for, shown, masked and compared. */
// The `max` metadata (157 kB instead of 83, main process only): a number without `+` has several readings, and validity decides between
// them. `min` lets invalid national readings pass (`01119062195047` as a German number); `mobile` calls every landline invalid.
import {
  getCountryCallingCode,
  isSupportedCountry,
  parseDigits,
  parsePhoneNumberFromString,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import type { CallerNumber } from '../model/caller.ts';
import { displayText } from './display-text.ts';

/** A number this short is an extension (bitrix24-telephony §2). */
export const MAX_INTERNAL_DIGITS = 6;
/** E.164 has 15 digits; trunk, international and outside prefixes may stand before them. */
const MAX_DIGITS = 24;
const MAX_SHOWN_LENGTH = 64;
/** Words that stand where a number or a name is not told. */
const NOT_TOLD = /^(?:anonymous|restricted|unknown|unavailable|private|withheld)?$/i;

/** What a spelling comes to: an optional `+` and digits. */
interface Spelled {
  readonly hasPlus: boolean;
  readonly digits: string;
}

/** Reads the user part of a URI, or free profile text, as a telephone number.
 *  @param user decoded; `tel:` parameters (RFC 3966 §3) may still hang on it
 *  @param country ISO 3166 code that national numbers are read under; one that is not known reads international numbers only
 *  @returns never throws */
export function readNumber(user: string, country: string): CallerNumber {
  if (isNoName(user)) return { kind: 'withheld' };
  const spelled = spell(user);
  if (spelled === null) return { kind: 'not-a-number', raw: displayText(user, MAX_SHOWN_LENGTH) ?? '' };
  if (spelled.digits.length <= MAX_INTERNAL_DIGITS) return { kind: 'internal', extension: spelled.digits };
  const parsed = validReading(spelled, country);
  if (parsed === null) {
    const possible = possibleInternational(spelled);
    const shown = possible?.formatInternational() ?? `${spelled.hasPlus ? '+' : ''}${spelled.digits}`;
    return { kind: 'outside', e164: null, asked: unprovenSpellings(spelled, country), shown, country: null };
  }
  return {
    kind: 'outside',
    e164: parsed.number,
    asked: spellingsToAsk(parsed, spelled.digits, country),
    shown: parsed.formatInternational(),
    country: parsed.country ?? null,
  };
}

/** Whether `text` only says that there is no number or name to tell. */
export function isNoName(text: string): boolean {
  return NOT_TOLD.test(text.trim());
}

/** The number to dial for `text`, however it is spelled.
 *  @returns null where it is neither valid under any reading nor a possible international number written with `+` */
export function dialableNumber(text: string, country: string): PhoneNumber | null {
  const spelled = spell(text);
  return spelled === null ? null : (validReading(spelled, country) ?? possibleInternational(spelled));
}

/** Whether two numbers are one: by E.164 where both are valid, else digit by digit. Withheld numbers equal nothing. */
export function sameNumber(a: CallerNumber, b: CallerNumber): boolean {
  if (a.kind === 'internal' && b.kind === 'internal') return a.extension === b.extension;
  if (a.kind === 'not-a-number' && b.kind === 'not-a-number') return a.raw.toLowerCase() === b.raw.toLowerCase();
  if (a.kind !== 'outside' || b.kind !== 'outside') return false;
  if (a.e164 !== null && b.e164 !== null) return a.e164 === b.e164;
  return a.asked.some((digits) => b.asked.includes(digits));
}

/** Hides the middle of a colleague's private number: `+1 415 555 0142` → `+1 415 ••• ••42`. The last two digits stay, the calling code
 *  too, and the area code where at least four digits are hidden after it. */
export function maskNumber(shown: string): string {
  const keptAtStart = visibleStart(shown);
  const digitCount = digitsOf(shown).length;
  let seen = 0;
  return Array.from(shown, (char) => {
    if (!/\d/.test(char)) return char;
    seen += 1;
    return seen <= keptAtStart || seen > digitCount - Math.min(2, digitCount - 1) ? char : '•';
  }).join('');
}

/** Digits and one leading `+`, or null where the text holds anything that is no number. */
function spell(text: string): Spelled | null {
  const [main = ''] = text.normalize('NFKC').split(/[;#,]/, 1);
  const compact = main
    .replaceAll(/[\s\p{Pd}\p{Cf}()./]/gu, '')
    .replaceAll(/\p{Nd}/gu, (digit) => parseDigits(digit) || digit);
  const match = /^(\+?)(\d+)$/.exec(compact);
  const digits = match?.[2];
  if (digits === undefined || digits.length > MAX_DIGITS) return null;
  return { hasPlus: match?.[1] === '+', digits };
}

/** The valid reading of a spelling. Without `+`: under the own country first, then with the international prefixes of others, then as
 *  an international number that lost its `+`. With `+`: international; `+0…` and `+89…`, which belong to no country, come from
 *  exchanges that put a `+` before everything. */
function validReading(spelled: Spelled, country: string): PhoneNumber | null {
  const { digits } = spelled;
  if (spelled.hasPlus) {
    const international = parse(`+${digits}`, country);
    if (international !== null) return international.isValid() ? international : null;
  }
  const national = parse(digits, country);
  // `491715550142` in Germany is also valid as 0491 715550142; a national number without its trunk zero is the rarer spelling.
  const isOwnInternational =
    national !== null && digitsOf(national.formatNational()) !== digits && startsWithOwnCode(digits, country);
  const readings = isOwnInternational ? [`+${digits}`, digits] : [digits];
  if (digits.startsWith('00')) readings.push(`+${digits.slice(2)}`);
  if (digits.startsWith('011')) readings.push(`+${digits.slice(3)}`);
  if (!digits.startsWith('0')) readings.push(`+${digits}`);
  for (const reading of readings) {
    const parsed = parse(reading, country);
    if (parsed?.isValid() === true) return parsed;
  }
  return null;
}

function startsWithOwnCode(digits: string, country: string): boolean {
  return isSupportedCountry(country) && digits.startsWith(getCountryCallingCode(country));
}

/** A number whose length fits its calling code: new ranges are in use before the metadata know them. */
function possibleInternational(spelled: Spelled): PhoneNumber | null {
  if (!spelled.hasPlus) return null;
  const parsed = parse(`+${spelled.digits}`, '');
  return parsed?.isPossible() === true ? parsed : null;
}

function parse(text: string, country: string): PhoneNumber | null {
  const options = isSupportedCountry(country) ? { defaultCountry: country, extract: false } : { extract: false };
  return parsePhoneNumberFromString(text, options) ?? null;
}

/** One to three spellings, digits only, best first (bitrix24-telephony §2): E.164, as sent, national. The national one is left out for
 *  other countries' numbers: without its calling code +1 906 219 5047 would find the Russian 906 219-50-47. */
function spellingsToAsk(number: PhoneNumber, sentDigits: string, country: string): readonly string[] {
  const e164Digits = number.number.slice(1);
  const asked = [e164Digits, sentDigits];
  if (isOwnCallingCode(number, country)) {
    const trunk = digitsOf(number.formatNational());
    // The Russian 8916… is compared like 7916… and would be asked in vain; what differs there is the bare number.
    asked.push(asPortalCompares(trunk) === asPortalCompares(e164Digits) ? number.nationalNumber : trunk);
  }
  return [...new Set(asked)].slice(0, 3);
}

/** A number of the right length in a range that the metadata do not know (yet) may stand on a card in its international form. */
function unprovenSpellings({ digits, hasPlus }: Spelled, country: string): readonly string[] {
  const national = hasPlus ? null : parse(digits, country);
  const guess = national?.isPossible() === true ? [national.number.slice(1)] : [];
  return [...new Set([digits, ...guess])];
}

/** The portal's own rule, seen in self-hosted ones: from ten digits on a leading 00, 011 or 0 is cut and a leading 8 becomes 7. */
function asPortalCompares(digits: string): string {
  if (digits.length < 10) return digits;
  return digits.replace(/^(?:00|011|0)/, '').replace(/^8(?![012])/, '7');
}

/** Whether `number` can be dialled in the national form of `country`. */
export function isOwnCallingCode(number: PhoneNumber, country: string): boolean {
  return isSupportedCountry(country) && getCountryCallingCode(country) === number.countryCallingCode;
}

export function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '');
}

/** How many digits of `shown` may stay at its start: groups while at least four hidden digits and the last two remain. */
function visibleStart(shown: string): number {
  if (!shown.startsWith('+')) return 0;
  const [code = 0, area = 0, ...rest] = shown.split(' ').map((group) => digitsOf(group).length);
  if (area === 0) return 0;
  const afterArea = rest.reduce((sum, length) => sum + length, 0);
  return afterArea >= 6 ? code + area : code;
}
