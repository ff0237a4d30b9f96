/** Every entity with one of these numbers: `crm.duplicate.findbycomm` (scope `crm`). */
import * as v from 'valibot';
import type { EntityRef } from '../../model/client.ts';
import type { CrmError } from '../../model/crm.ts';
import type { PortalClient } from './client.ts';
import { crmError } from './errors.ts';
import { idField, mapField } from './fields.ts';

/** Numbers of one request. */
export const MAX_VALUES = 20;

/** A portal stops at 20 of a type; a list beyond this is not the portal's. */
const MAX_IDS = 100;

export type DuplicatesReply =
  | {
      readonly kind: 'answered';
      /** Contacts, then companies, then leads, each in the portal's order and once. Where one type has 20, the portal leaves others out. */
      readonly found: readonly EntityRef[];
      readonly atEpochMs: number;
    }
  | { readonly kind: 'failed'; readonly error: CrmError }
  | { readonly kind: 'aborted' };

const TYPES = ['CONTACT', 'COMPANY', 'LEAD'] as const;

const idsField = v.optional(v.nullable(v.array(v.unknown())), null);
/** PHP's empty map is `[]`. */
const foundSchema = v.union([
  v.pipe(
    v.strictTuple([]),
    v.transform(() => ({ CONTACT: null, COMPANY: null, LEAD: null })),
  ),
  v.pipe(mapField, v.object({ CONTACT: idsField, COMPANY: idsField, LEAD: idsField })),
]);

function readIds(ids: readonly unknown[] | null): readonly string[] {
  const readable = (ids ?? []).slice(0, MAX_IDS).flatMap((one) => {
    const id = v.safeParse(idField, one);
    return id.success ? [id.output] : [];
  });
  return [...new Set(readable)];
}

/** One request. Never rejects.
 *  @param values spellings of the number, at most {@link MAX_VALUES}; the rest is not asked for
 *  @see crm-duplicate-find-by-comm.md of the vendor's documentation */
export async function findByComm(
  client: PortalClient,
  values: readonly string[],
  signal: AbortSignal,
): Promise<DuplicatesReply> {
  const params = { type: 'PHONE', values: values.slice(0, MAX_VALUES) };
  const reply = await client.call('crm.duplicate.findbycomm', params, signal);
  if (reply.kind !== 'answered') return reply;
  const read = v.safeParse(foundSchema, reply.result);
  const failed = (detail: string): DuplicatesReply => {
    return { kind: 'failed', error: crmError('unreadable-reply', detail, reply.atEpochMs) };
  };
  if (!read.success) return failed('the result is no list of ids by type');
  const { output } = read;
  const found = TYPES.flatMap((type) => readIds(output[type]).map((id) => ({ type, id })));
  const told = TYPES.reduce((count, type) => count + (output[type]?.length ?? 0), 0);
  if (found.length === 0 && told > 0) return failed(`none of ${told} ids is readable`);
  return { kind: 'answered', found, atEpochMs: reply.finishEpochMs };
}
