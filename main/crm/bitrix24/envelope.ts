/** The envelope around every reply of the REST interface: a result or an error, and the times. */
import * as v from 'valibot';

export type Envelope =
  | {
      readonly kind: 'result';
      readonly result: unknown;
      /** Of a list that comes in pages: where the next one starts, null after the last; all that match, null where not told. */
      readonly next: number | null;
      readonly total: number | null;
      /** When the portal was done, by its own clock; null where it does not tell, or where that cannot be. */
      readonly finishEpochMs: number | null;
      /** Execution time of the method that counts against its limit. */
      readonly operatingSec: number | null;
      readonly resetInMs: number | null;
    }
  | {
      readonly kind: 'error';
      /** May be the empty string: the vendor's own reply for "PHONE_NUMBER is empty". */
      readonly code: string;
      readonly description: string;
      readonly resetInMs: number | null;
    }
  | { readonly kind: 'unreadable'; readonly why: 'empty body' | 'not JSON' | 'neither result nor error' };

const resetSchema = v.object({ operating_reset_at: v.number(), finish: v.optional(v.number()) });

/** A portal whose clock is off by more than this tells no age that anybody could use. */
const MAX_CLOCK_GAP_MS = 24 * 3_600_000;

const secondsField = v.fallback(v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0))), null);
const timeSchema = v.object({
  finish: secondsField,
  date_finish: v.fallback(v.nullable(v.pipe(v.string(), v.isoTimestamp())), null),
  operating: secondsField,
});
const textSchema = v.pipe(
  v.unknown(),
  v.transform((value) => (typeof value === 'string' ? value : '')),
);

const countSchema = v.pipe(
  v.unknown(),
  v.transform((value) => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null)),
);

/** The portal counts ten minutes; a reset that is further off is none, and a timer would not hold it. */
const MAX_RESET_MS = 3_600_000;

/** How long until the method's operating time is counted anew, by the portal's own clock (both are its epoch seconds). */
function resetInMs(body: object, nowEpochMs: number): number | null {
  const inTime = 'time' in body ? v.safeParse(resetSchema, body.time) : v.safeParse(resetSchema, body);
  if (!inTime.success) return null;
  const { operating_reset_at: resetAtSec, finish } = inTime.output;
  const inMs = Math.round((resetAtSec - (finish ?? nowEpochMs / 1000)) * 1000);
  return Math.min(MAX_RESET_MS, Math.max(0, inMs));
}

/** `finish` has fractions of a second, `date_finish` the offset; both are the same instant, and never later than now. */
function timesOf(body: object, nowEpochMs: number): { finishEpochMs: number | null; operatingSec: number | null } {
  const read = v.safeParse(timeSchema, 'time' in body ? body.time : undefined);
  if (!read.success) return { finishEpochMs: null, operatingSec: null };
  const { finish, date_finish: date, operating } = read.output;
  const told = finish === null ? (date === null ? Number.NaN : Date.parse(date)) : Math.round(finish * 1000);
  const isSane = Math.abs(told - nowEpochMs) <= MAX_CLOCK_GAP_MS;
  return { finishEpochMs: isSane ? Math.min(told, nowEpochMs) : null, operatingSec: operating };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Reads a body. An error is `'error' in body`, never its truthiness. Never throws. */
export function readEnvelope(text: string, nowEpochMs: number): Envelope {
  if (text.trim() === '') return { kind: 'unreadable', why: 'empty body' };
  const body = parseJson(text);
  if (body === undefined) return { kind: 'unreadable', why: 'not JSON' };
  if (typeof body !== 'object' || body === null) return { kind: 'unreadable', why: 'neither result nor error' };
  if ('error' in body) {
    const code = v.parse(textSchema, body.error);
    const description = v.parse(textSchema, 'error_description' in body ? body.error_description : '');
    return { kind: 'error', code, description, resetInMs: resetInMs(body, nowEpochMs) };
  }
  if ('result' in body) {
    const next = v.parse(countSchema, 'next' in body ? body.next : null);
    const total = v.parse(countSchema, 'total' in body ? body.total : null);
    return {
      kind: 'result',
      result: body.result,
      next,
      total,
      ...timesOf(body, nowEpochMs),
      resetInMs: resetInMs(body, nowEpochMs),
    };
  }
  return { kind: 'unreadable', why: 'neither result nor error' };
}
