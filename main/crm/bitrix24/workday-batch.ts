/** Asks for employees' workdays: `timeman.status` (scope `timeman`), up to 50 in one `batch`, which counts as one request. */
import * as v from 'valibot';
import type { CrmError, Workday } from '../../model/crm.ts';
import { byCommand, MAX_BATCH } from './batch.ts';
import type { PortalClient } from './client.ts';
import { MAY_NOT_READ } from './employees.ts';
import { crmError, portalError } from './errors.ts';
import { mapField } from './fields.ts';

export type WorkdaysReply =
  | {
      readonly kind: 'answered';
      /** By user id; who is missing was not told of. */
      readonly workdays: ReadonlyMap<string, Workday>;
      readonly atEpochMs: number;
    }
  /** This webhook may not read workdays: scope, right or module is missing. It lasts. */
  | { readonly kind: 'refused'; readonly error: CrmError }
  | { readonly kind: 'failed'; readonly error: CrmError }
  | { readonly kind: 'aborted' };

const batchSchema = v.pipe(mapField, v.object({ result: byCommand, result_error: byCommand }));
const workdaySchema = v.object({ STATUS: v.picklist(['OPENED', 'PAUSED', 'CLOSED', 'EXPIRED']) });
const errorSchema = v.object({
  error: v.pipe(v.string(), v.maxLength(64)),
  error_description: v.optional(v.string(), ''),
});

const keyOf = (id: string): string => `u${id}`;

/** One request. A user of whom the portal tells nothing readable is left out. Never rejects.
 *  @param ids user ids, digits; at most {@link MAX_BATCH}, the rest is not asked for
 *  @see https://dev.1c-bitrix.ru/rest_help/timeman/base/timeman_status.php */
export async function askWorkdays(
  client: PortalClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<WorkdaysReply> {
  const asked = ids.slice(0, MAX_BATCH);
  const cmd = Object.fromEntries(asked.map((id) => [keyOf(id), `timeman.status?USER_ID=${id}`]));
  const reply = await client.call('batch', { halt: 0, cmd }, signal);
  if (reply.kind === 'aborted') return reply;
  if (reply.kind === 'failed') {
    return { kind: MAY_NOT_READ.includes(reply.error.code) ? 'refused' : 'failed', error: reply.error };
  }
  const { atEpochMs } = reply;
  const batch = v.safeParse(batchSchema, reply.result);
  if (!batch.success) {
    return { kind: 'failed', error: crmError('unreadable-reply', 'the batch is unreadable', atEpochMs) };
  }
  const workdays = new Map(
    asked.flatMap((id): [string, Workday][] => {
      const told = v.safeParse(workdaySchema, batch.output.result[keyOf(id)]);
      return told.success ? [[id, told.output.STATUS]] : [];
    }),
  );
  const refusal = workdays.size > 0 ? undefined : refusalIn(Object.values(batch.output.result_error), atEpochMs);
  return refusal === undefined ? { kind: 'answered', workdays, atEpochMs } : { kind: 'refused', error: refusal };
}

/** Commands' errors come beside the results, in an answer of status 200. Their descriptions are left alone: nobody is shown them. */
function refusalIn(errors: readonly unknown[], atEpochMs: number): CrmError | undefined {
  return errors
    .flatMap((one) => {
      const read = v.safeParse(errorSchema, one);
      return read.success
        ? [portalError({ code: read.output.error, description: '', resetInMs: null }, null, atEpochMs)]
        : [];
    })
    .find(({ code }) => MAY_NOT_READ.includes(code));
}
