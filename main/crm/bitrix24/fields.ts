/** Field values as PHP sends them: numbers as text or text as numbers, and many ways to say "nothing". */
import * as v from 'valibot';
import { displayText } from '../../call/display-text.ts';

/** The portal's own bound of a title; a first and a last name together still fit where a window takes 512. */
const MAX_TEXT = 255;

/** Text fit to be shown, or null. `""`, null, false, `[]` and an absent key all mean nothing; a number is its digits. Control
 *  characters and what would turn its surroundings round are cut. */
export const textField = v.pipe(
  v.optional(v.union([v.string(), v.number(), v.null(), v.literal(false), v.strictTuple([])]), null),
  v.transform((value) => {
    return typeof value === 'string' || typeof value === 'number' ? displayText(String(value), MAX_TEXT) : null;
  }),
);

/** A user id as digits, or null for "nobody" (0, `""`, null). Anything else is unreadable. */
export const userIdField = v.pipe(
  textField,
  v.check((text) => text === null || /^\d{1,18}$/.test(text)),
  v.transform((text) => (text === null || /^0+$/.test(text) ? null : text)),
);

/** An id of the portal's, as digits; a number or text, never 0. Anything else is unreadable. */
export const idField = v.pipe(userIdField, v.string());

/** A number, also as text; null for whatever is none. */
export const numberField = v.pipe(
  v.optional(v.unknown(), null),
  v.transform((value): number | null => {
    const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof read === 'number' && Number.isFinite(read) ? read : null;
  }),
);

const isoSchema = v.pipe(v.string(), v.isoTimestamp());

/** ISO 8601 with an offset as epoch milliseconds; null for whatever is none: a portal's local format has no one meaning. */
export const instantField = v.pipe(
  v.optional(v.unknown(), null),
  v.transform((value): number | null => {
    const iso = v.safeParse(isoSchema, value);
    const epochMs = iso.success ? Date.parse(iso.output) : Number.NaN;
    return Number.isNaN(epochMs) ? null : epochMs;
  }),
);

/** A map as JSON has it: no list, which valibot's `object` takes too. */
export const mapField = v.custom<object>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/** The first of each key, in their order. */
export function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

export const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');
