/** Every wrong shape that a portal, PHP or a server in between was seen to send, or might: one table for all methods. */
import type { HttpReply } from '../../../../main/crm/bitrix24/http.ts';
import { reply, result } from '../scripted-portal.ts';

const RTL = '\u202Eevil\u2066\u200F';
const CONTROL = 'a\u0000b\u0007c\u009Bd\r\ne';
const HTML = '<img src=x onerror=alert(1)><b>Bold</b>';
const ROWS = 10_000;

/** In place of one field's value; `undefined` leaves the field out. */
export const WRONG_VALUES: readonly unknown[] = [
  undefined,
  null,
  '',
  '   ',
  [],
  {},
  [null],
  { a: 1 },
  true,
  false,
  0,
  -1,
  1.5,
  1e300,
  '5',
  'five',
  '99999999999999999999',
  RTL,
  CONTROL,
  HTML,
  'x'.repeat(100_000),
  '\uD800',
  '2026-13-45T99:99:99+00:00',
  '05.06.2026 10:00:00',
];

/** In place of `result`: none of them is a reply of any method that tells of something. */
export const WRONG_RESULTS: readonly (readonly [what: string, reply: HttpReply])[] = [
  ['absent', reply(200, '{"time":{"operating":0.25}}')],
  ['null', result(null)],
  ['an empty text', result('')],
  ['a text', result('text')],
  ['text from right to left', result(RTL)],
  ['control characters', result(CONTROL)],
  ['false', result(false)],
  ['a fraction', result(1.5)],
  ['a list of 10,000 nulls', result(Array.from({ length: ROWS }, () => null))],
  ['a list of 10,000 empty maps', result(Array.from({ length: ROWS }, () => ({})))],
  ['nested without end', result(nested(500))],
  ['a page', reply(200, '<html>Log in</html>', { contentType: 'text/html' })],
  ['cut off', reply(200, '{"result":[{"ID":')],
  ['an empty body', reply(200, '')],
  ['a list in place of the envelope', reply(200, '[]')],
];

function nested(depth: number): unknown {
  return depth === 0 ? [] : [nested(depth - 1)];
}

/** Characters that would break a line, ring a bell or turn the card round. */
export const UNFIT = /[\p{Cc}\p{Surrogate}\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

/** Every text anywhere in a value. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Map) return [...value.values()].flatMap(textsIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
