/** Asks for employees: `user.get` (scope `user_brief`, `user_basic` or `user`). */
import * as v from 'valibot';
import type { CrmError, CrmErrorCode, Employee } from '../../model/crm.ts';
import type { PortalClient } from './client.ts';
import { crmError } from './errors.ts';
import { textField, userIdField } from './fields.ts';

export interface ListedEmployee extends Employee {
  /** False: dismissed. */
  readonly isActive: boolean;
}

export type EmployeesReply =
  | {
      readonly kind: 'answered';
      readonly employees: readonly ListedEmployee[];
      /** Where the next page starts; null after the last. */
      readonly next: number | null;
      /** All that match; null where the portal does not tell. */
      readonly total: number | null;
      readonly atEpochMs: number;
    }
  | { readonly kind: 'failed'; readonly error: CrmError }
  | { readonly kind: 'aborted' };

/** Keys of FILTER that are used here, as the vendor's page of `user.get` lists them; values may be arrays. */
export interface EmployeeFilter {
  readonly ID?: readonly string[];
  readonly UF_PHONE_INNER?: string;
  /** Quick search by personal data; unlike `user.search`'s FIND it goes together with ACTIVE. */
  readonly NAME_SEARCH?: string;
  /** True leaves out the dismissed. */
  readonly ACTIVE?: true;
  /** Leaves out guests from other companies. */
  readonly USER_TYPE?: 'employee';
}

/** In which order, and from which row on: `start` counts rows, in whole pages of 50. */
export interface EmployeePage {
  readonly SORT: 'LAST_NAME';
  readonly ORDER: 'ASC';
  readonly start: number;
}

const userSchema = v.object({
  ID: v.pipe(userIdField, v.string()),
  ACTIVE: v.optional(v.unknown(), null),
  NAME: textField,
  LAST_NAME: textField,
  UF_PHONE_INNER: textField,
  WORK_PHONE: textField,
  PERSONAL_PHONE: textField,
  PERSONAL_MOBILE: textField,
});

const INACTIVE: readonly unknown[] = [false, 'N', '0', 0];

function read(row: unknown): readonly ListedEmployee[] {
  const user = v.safeParse(userSchema, row);
  if (!user.success) return [];
  const { ID, NAME, LAST_NAME } = user.output;
  const name = [NAME, LAST_NAME].filter((part) => part !== null).join(' ');
  return [
    {
      id: ID,
      name: name === '' ? null : name,
      workday: 'NOT_TOLD',
      phones: {
        extension: user.output.UF_PHONE_INNER,
        mobile: user.output.PERSONAL_MOBILE,
        work: user.output.WORK_PHONE,
        personal: user.output.PERSONAL_PHONE,
      },
      isActive: !INACTIVE.includes(user.output.ACTIVE),
    },
  ];
}

/** Codes by which a portal says that this webhook may not read employees: known, lasting, and no fault of the look-up. */
export const MAY_NOT_READ: readonly CrmErrorCode[] = ['scope-missing', 'access-denied', 'method-missing'];

/** One request, at most 50 employees. Never rejects. */
export async function listEmployees(
  client: PortalClient,
  filter: EmployeeFilter,
  signal: AbortSignal,
  page: EmployeePage | null = null,
): Promise<EmployeesReply> {
  const reply = await client.call('user.get', { FILTER: filter, ...page }, signal);
  if (reply.kind !== 'answered') return reply;
  const rows = v.safeParse(v.array(v.unknown()), reply.result);
  if (!rows.success) {
    return { kind: 'failed', error: crmError('unreadable-reply', 'the result is no list', reply.atEpochMs) };
  }
  const employees = rows.output.flatMap(read);
  if (employees.length === 0 && rows.output.length > 0) {
    const detail = `none of ${rows.output.length} employees is readable`;
    return { kind: 'failed', error: crmError('unreadable-reply', detail, reply.atEpochMs) };
  }
  const { next, total, atEpochMs } = reply;
  return { kind: 'answered', employees, next, total, atEpochMs };
}
