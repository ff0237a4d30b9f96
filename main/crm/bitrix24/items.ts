/** CRM items of the four kinds that clients are made of: `crm.item.list` (scope `crm`), 50 a page. */
import * as v from 'valibot';
import type { CrmError } from '../../model/crm.ts';
import { err, ok, type Result } from '../../model/result.ts';
import type { PortalClient } from './client.ts';
import { crmError } from './errors.ts';
import { idField, instantField, numberField, textField, uniqueBy, userIdField } from './fields.ts';

/** A page has 50; a list beyond this is not the portal's, and nobody reads it to its end. */
const MAX_ROWS = 500;

/** Lead 1, Deal 2, Contact 3, Company 4: the vendor's table "CRM object types". */
export type ItemTypeId = 1 | 2 | 3 | 4;

/** What was selected; what was not, or what the kind has not, is null. */
export interface CrmItem {
  readonly id: string;
  readonly title: string | null;
  readonly name: string | null;
  readonly lastName: string | null;
  readonly assignedById: string | null;
  readonly companyId: string | null;
  readonly contactId: string | null;
  readonly opportunity: number | null;
  readonly currencyId: string | null;
  /** `lastCommunicationTime`, else `lastActivityTime`. */
  readonly lastContactEpochMs: number | null;
  readonly createdEpochMs: number | null;
}

export interface ItemsQuery {
  readonly entityTypeId: ItemTypeId;
  /** Prefixes `=`, `!`, `@`, `%`, `>=`… before the field. A field that the kind has not is refused. */
  readonly filter: Readonly<Record<string, unknown>>;
  /** Absent: all. */
  readonly select?: readonly string[];
  readonly order?: Readonly<Record<string, 'ASC' | 'DESC'>>;
  readonly start?: number;
}

export type ItemsReply =
  | {
      readonly kind: 'answered';
      readonly items: readonly CrmItem[];
      readonly next: number | null;
      readonly total: number | null;
      readonly atEpochMs: number;
    }
  | { readonly kind: 'failed'; readonly error: CrmError }
  | { readonly kind: 'aborted' };

const itemSchema = v.object({
  id: idField,
  title: textField,
  name: textField,
  lastName: textField,
  assignedById: userIdField,
  companyId: v.fallback(userIdField, null),
  contactId: v.fallback(userIdField, null),
  opportunity: numberField,
  currencyId: v.fallback(textField, null),
  lastCommunicationTime: instantField,
  lastActivityTime: instantField,
  createdTime: instantField,
});
const pageSchema = v.object({ items: v.array(v.unknown()) });

function readItem(row: unknown): readonly CrmItem[] {
  const read = v.safeParse(itemSchema, row);
  if (!read.success) return [];
  const { lastCommunicationTime, lastActivityTime, createdTime, ...item } = read.output;
  return [{ ...item, lastContactEpochMs: lastCommunicationTime ?? lastActivityTime, createdEpochMs: createdTime }];
}

/** Reads the `result` of a list. An item that cannot be read does not hide the others; none that can is an error. One that is told of twice
 *  is one. */
export function readItems(result: unknown, atEpochMs: number): Result<readonly CrmItem[], CrmError> {
  const page = v.safeParse(pageSchema, result);
  if (!page.success) return err(crmError('unreadable-reply', 'the result holds no items', atEpochMs));
  const rows = page.output.items.slice(0, MAX_ROWS);
  const items = uniqueBy(rows.flatMap(readItem), ({ id }) => id);
  return items.length === 0 && rows.length > 0
    ? err(crmError('unreadable-reply', `none of ${rows.length} items is readable`, atEpochMs))
    : ok(items);
}

/** The parameters of `crm.item.list`. */
export const itemsParams = ({ select, order, start, ...query }: ItemsQuery): Readonly<Record<string, unknown>> => ({
  ...query,
  ...(select === undefined ? {} : { select }),
  ...(order === undefined ? {} : { order }),
  ...(start === undefined ? {} : { start }),
});

/** One request. Items that this webhook may not read are left out by the portal without a word. Never rejects.
 *  @see crm-item-list.md and object-fields.md of the vendor's documentation */
export async function listItems(client: PortalClient, query: ItemsQuery, signal: AbortSignal): Promise<ItemsReply> {
  const reply = await client.call('crm.item.list', itemsParams(query), signal);
  if (reply.kind !== 'answered') return reply;
  const items = readItems(reply.result, reply.atEpochMs);
  if (!items.ok) return { kind: 'failed', error: items.error };
  return {
    kind: 'answered',
    items: items.value,
    next: reply.next,
    total: reply.total,
    atEpochMs: reply.finishEpochMs,
  };
}
