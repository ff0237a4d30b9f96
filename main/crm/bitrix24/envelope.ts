/** The envelope around every reply of the REST interface: a result or an error, and the times. */
import * as v from 'valibot';

export type Envelope =
  | {
      readonly kind: 'result';
      readonly result: unknown;
      /** Of a list that comes in pages: where the next one starts, null after the last; all that match, null where not told. */
      readonly next: number | null;
      readonly total: number | null;
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

const timeSchema = v.object({ operating_reset_at: v.number(), finish: v.optional(v.number()) });
const textSchema = v.pipe(
  v.unknown(),
  v.transform((value) => (typeof value === 'string' ? value : '')),
);

const countSchema = v.pipe(
  v.unknown(),
  v.transform((value) => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null)),
);

/** How long until the method's operating time is counted anew, by the portal's own clock (both are its epoch seconds). */
function resetInMs(body: object, nowEpochMs: number): number | null {
  const inTime = 'time' in body ? v.safeParse(timeSchema, body.time) : v.safeParse(timeSchema, body);
  if (!inTime.success) return null;
  const { operating_reset_at: resetAtSec, finish } = inTime.output;
  return Math.max(0, Math.round((resetAtSec - (finish ?? nowEpochMs / 1000)) * 1000));
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
    return { kind: 'result', result: body.result, next, total, resetInMs: resetInMs(body, nowEpochMs) };
  }
  return { kind: 'unreadable', why: 'neither result nor error' };
}
