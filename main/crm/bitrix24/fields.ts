/** Field values as PHP sends them: numbers as text or text as numbers, and many ways to say "nothing". */
import * as v from 'valibot';

const MAX_TEXT = 512;

/** Text or null. `""`, null, false, `[]` and an absent key all mean nothing; a number is its digits. */
export const textField = v.pipe(
  v.optional(v.union([v.string(), v.number(), v.null(), v.literal(false), v.strictTuple([])]), null),
  v.transform((value) => {
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
    return text === '' ? null : text.slice(0, MAX_TEXT);
  }),
);

/** A user id as digits, or null for "nobody" (0, `""`, null). Anything else is unreadable. */
export const userIdField = v.pipe(
  textField,
  v.check((text) => text === null || /^\d{1,18}$/.test(text)),
  v.transform((text) => (text === null || /^0+$/.test(text) ? null : text)),
);

export const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');
