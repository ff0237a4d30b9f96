/** Several methods in one `batch`, which counts as one request against the portal's limit: for reading alone. */
import * as v from 'valibot';
import type { CrmError } from '../../model/crm.ts';
import type { PortalClient } from './client.ts';
import { crmError, portalError } from './errors.ts';
import { mapField } from './fields.ts';

/** Commands of one `batch`. */
export const MAX_BATCH = 50;

export interface Command {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export type CommandReply =
  | { readonly kind: 'answered'; readonly result: unknown; readonly next: number | null; readonly total: number | null }
  | { readonly kind: 'failed'; readonly error: CrmError };

export type BatchReply =
  | {
      readonly kind: 'answered';
      /** By the command's name; each that was asked for is there. */
      readonly replies: ReadonlyMap<string, CommandReply>;
      /** When the portal answered, by its own clock. */
      readonly atEpochMs: number;
    }
  | { readonly kind: 'failed'; readonly error: CrmError }
  | { readonly kind: 'aborted' };

/** A map by command, in which each value is read by itself. PHP's empty map is `[]`. */
export const byCommand = v.optional(
  v.union([
    v.pipe(
      v.strictTuple([]),
      v.transform((): Record<string, unknown> => ({})),
    ),
    v.record(v.string(), v.unknown()),
  ]),
  {},
);

const batchSchema = v.pipe(
  mapField,
  v.object({
    result: byCommand,
    result_error: byCommand,
    result_next: v.fallback(byCommand, {}),
    result_total: v.fallback(byCommand, {}),
  }),
);
const errorSchema = v.object({
  error: v.pipe(v.string(), v.maxLength(64)),
  error_description: v.fallback(v.string(), ''),
});
const countField = v.fallback(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))), null);

/** A command with its query as PHP reads it back: `filter[%name]=…`, every key and value encoded.
 *  @see "How to Execute Batch Requests" of the vendor's documentation */
function commandOf({ method, params }: Command): string {
  const pairs = Object.entries(params).flatMap(([key, value]) => pairsOf(key, value));
  const query = pairs.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`);
  return query.length === 0 ? method : `${method}?${query.join('&')}`;
}

function pairsOf(key: string, value: unknown): readonly (readonly [string, string])[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([inner, one]) => pairsOf(`${key}[${inner}]`, one));
  }
  if (typeof value === 'boolean') return [[key, value ? '1' : '0']];
  return typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : [];
}

/** One request. A command that fails does not hide the others. Never rejects.
 *  @param commands by name (letters and digits); at most {@link MAX_BATCH}, the rest is not asked for */
export async function askBatch(
  client: PortalClient,
  commands: Readonly<Record<string, Command>>,
  signal: AbortSignal,
): Promise<BatchReply> {
  const asked = Object.entries(commands).slice(0, MAX_BATCH);
  const cmd = Object.fromEntries(asked.map(([name, one]) => [name, commandOf(one)]));
  const reply = await client.call('batch', { halt: 0, cmd }, signal);
  if (reply.kind !== 'answered') return reply;
  const { atEpochMs, finishEpochMs } = reply;
  const batch = v.safeParse(batchSchema, reply.result);
  if (!batch.success) {
    return { kind: 'failed', error: crmError('unreadable-reply', 'the batch is unreadable', atEpochMs) };
  }
  const { result, result_error: errors, result_next: nexts, result_total: totals } = batch.output;
  const replyOf = (name: string): CommandReply => {
    if (name in errors) return { kind: 'failed', error: errorOf(errors[name], atEpochMs) };
    if (!(name in result)) {
      return { kind: 'failed', error: crmError('unreadable-reply', 'a command has no answer', atEpochMs) };
    }
    const [next, total] = [v.parse(countField, nexts[name]), v.parse(countField, totals[name])];
    return { kind: 'answered', result: result[name], next, total };
  };
  return {
    kind: 'answered',
    replies: new Map(asked.map(([name]) => [name, replyOf(name)])),
    atEpochMs: finishEpochMs,
  };
}

/** Errors of commands stand inside an answer, which nobody has searched for the secret: only the code is told. */
function errorOf(told: unknown, atEpochMs: number): CrmError {
  const read = v.safeParse(errorSchema, told);
  if (!read.success) return crmError('unreadable-reply', 'the error of a command is unreadable', atEpochMs);
  const { error: code, error_description: description } = read.output;
  const error = portalError({ code, description, resetInMs: null }, null, atEpochMs);
  return { ...error, detail: /^\w{1,64}$/.test(code) ? code : null };
}
