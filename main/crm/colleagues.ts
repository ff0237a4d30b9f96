/** Colleagues for "Send to…", by name or extension. */
import type { CrmError, Employee } from '../model/crm.ts';
import type { PortalClient } from './bitrix24/client.ts';
import { listEmployees, type EmployeeFilter } from './bitrix24/employees.ts';

const MAX_COLLEAGUES = 20;
const MAX_QUERY = 100;

/** What a typed text asks for: digits are an extension, anything else the beginnings of names. */
export const queryFilter = (text: string): Pick<EmployeeFilter, 'UF_PHONE_INNER' | 'NAME_SEARCH'> =>
  /^[\d\s-]+$/.test(text) ? { UF_PHONE_INNER: text.replaceAll(/\D/g, '') } : { NAME_SEARCH: text };

/** A name's words as they are compared: without case and accents. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word !== '');

/** The active employees that a query means, at most 20, in the portal's order; `[]` for an empty query. Never rejects. */
export async function findColleagues(
  client: PortalClient,
  query: string,
): Promise<readonly Employee[] | { readonly failed: CrmError }> {
  const text = query.trim().slice(0, MAX_QUERY);
  if (text === '') return [];
  // Nobody aborts it: the client's own time limit ends it.
  const reply = await listEmployees(client, { ...queryFilter(text), ACTIVE: true }, new AbortController().signal);
  if (reply.kind === 'aborted') return [];
  if (reply.kind === 'failed') return { failed: reply.error };
  return reply.employees
    .filter(({ isActive }) => isActive)
    .slice(0, MAX_COLLEAGUES)
    .map(({ id, name, workday, phones }) => ({ id, name, workday, phones }));
}
