/** Asks for the clients of a number: `telephony.externalCall.searchCrmEntities` (scope `telephony`). */
import * as v from 'valibot';
import type { CrmError, Employee, Match, Workday } from '../../model/crm.ts';
import type { PortalClient } from './client.ts';
import { crmError } from './errors.ts';
import { mapField, textField, uniqueBy, userIdField } from './fields.ts';

export type SearchReply =
  | {
      readonly kind: 'answered';
      /** In the portal's own order; the employees' names are not told by this method: null. */
      readonly matches: readonly Match[];
      /** Entries of the reply that could not be read, left out of `matches`. */
      readonly unreadableRows: number;
      /** When the portal answered, by its own clock. */
      readonly atEpochMs: number;
    }
  | { readonly kind: 'failed'; readonly error: CrmError }
  | { readonly kind: 'aborted' };

const WORKDAYS: readonly Workday[] = ['OPENED', 'PAUSED', 'CLOSED', 'EXPIRED', 'UNAVAILABLE', 'NOT_INSTALLED'];

const workdayField = v.pipe(
  v.optional(v.unknown(), null),
  v.transform((value): Workday => WORKDAYS.find((known) => known === value) ?? 'NOT_TOLD'),
);

const assigneeSchema = v.pipe(
  mapField,
  v.object({
    ID: userIdField,
    TIMEMAN_STATUS: workdayField,
    USER_PHONE_INNER: textField,
    WORK_PHONE: textField,
    PERSONAL_PHONE: textField,
    PERSONAL_MOBILE: textField,
  }),
);

const rowSchema = v.object({
  CRM_ENTITY_TYPE: v.pipe(textField, v.string(), v.maxLength(64)),
  CRM_ENTITY_ID: v.pipe(textField, v.string(), v.maxLength(64)),
  ASSIGNED_BY_ID: userIdField,
  NAME: textField,
  ASSIGNED_BY: v.optional(v.union([v.strictTuple([]), v.null(), assigneeSchema])),
});

type Row = v.InferOutput<typeof rowSchema>;

const NO_PHONES = { extension: null, mobile: null, work: null, personal: null };

/** The assignee's own block; null where it is empty in one of the portal's three ways: `{}`, `[]`, every field null. */
function employeeOf(row: Row): Employee | null {
  const block = row.ASSIGNED_BY;
  if (block === null || Array.isArray(block)) return null;
  // The key left out says nothing of the employee; an empty block says that he is gone.
  if (block === undefined) {
    return row.ASSIGNED_BY_ID === null
      ? null
      : { id: row.ASSIGNED_BY_ID, name: null, workday: 'NOT_TOLD', phones: NO_PHONES };
  }
  const phones = {
    extension: block.USER_PHONE_INNER,
    mobile: block.PERSONAL_MOBILE,
    work: block.WORK_PHONE,
    personal: block.PERSONAL_PHONE,
  };
  const isEmpty = block.ID === null && Object.values(phones).every((phone) => phone === null);
  const id = block.ID ?? row.ASSIGNED_BY_ID;
  return isEmpty || id === null ? null : { id, name: null, workday: block.TIMEMAN_STATUS, phones };
}

/** A portal tells of three, as the vendor has it: more than that nobody reads while it rings. */
const MAX_ROWS = 200;
const MAX_MATCHES = 50;

/** Reads each entry by itself: one that cannot be read does not hide the others, but it is counted. An entity that is told of twice is one. */
function readRows(all: readonly unknown[]): { matches: readonly Match[]; unreadableRows: number } {
  const rows = all.slice(0, MAX_ROWS);
  const readable = rows.flatMap((row) => {
    const read = v.safeParse(rowSchema, row);
    return read.success ? [read.output] : [];
  });
  const known = new Map<string, Employee>();
  for (const employee of readable.map(employeeOf)) {
    if (employee !== null && !known.has(employee.id)) known.set(employee.id, employee);
  }
  const matches = readable.map((row) => ({
    type: row.CRM_ENTITY_TYPE,
    id: row.CRM_ENTITY_ID,
    name: row.NAME,
    // The vendor's own sample has the block once and `{}` beside the same ASSIGNED_BY_ID further down.
    responsible: employeeOf(row) ?? known.get(row.ASSIGNED_BY_ID ?? '') ?? null,
  }));
  const once = uniqueBy(matches, ({ type, id }) => `${type}:${id}`).slice(0, MAX_MATCHES);
  return { matches: once, unreadableRows: rows.length - readable.length };
}

/** One request. `[]` is an answer: no match. Never rejects.
 *  @param digits the spelling to ask with */
export async function searchEntities(client: PortalClient, digits: string, signal: AbortSignal): Promise<SearchReply> {
  const reply = await client.call('telephony.externalCall.searchCrmEntities', { PHONE_NUMBER: digits }, signal);
  if (reply.kind !== 'answered') return reply;
  const rows = v.safeParse(v.array(v.unknown()), reply.result);
  const failed = (detail: string): SearchReply => {
    return { kind: 'failed', error: crmError('unreadable-reply', detail, reply.atEpochMs) };
  };
  if (!rows.success) return failed('the result is no list');
  const { matches, unreadableRows } = readRows(rows.output);
  if (matches.length === 0 && unreadableRows > 0) return failed(`none of ${unreadableRows} entries is readable`);
  return { kind: 'answered', matches, unreadableRows, atEpochMs: reply.finishEpochMs };
}
