/** `user.get` and `user.search`: pages of 50 employees, with the fields that the webhook's user scope allows. */

import type { PortalData, PortalUser } from './data.ts';
import { userFilter } from './user-filter.ts';
import { isMap, textOf, type Answer, type Wire, type WireMap } from './wire.ts';

const PAGE = 50;

/** Any one of these opens both methods; the widest one decides which fields come back. */
export const USER_SCOPES = ['user', 'user_basic', 'user_brief'] as const;

/** What the vendor's "User Scope Versions" leaves out of `user_brief`: contact details, except the extension. */
const CONTACT_FIELDS = new Set(['EMAIL', 'WORK_PHONE', 'PERSONAL_PHONE', 'PERSONAL_MOBILE']);

/** Top-level keys that are no filter; the vendor's own samples put filter fields beside them, without FILTER. */
const CONTROLS = new Set(['SORT', 'ORDER', 'FILTER', 'ADMIN_MODE', 'SELECT', 'START', 'AUTH']);

/** A phone that was never filled in is left out of the record; one that was emptied is "". */
function userRecord(user: PortalUser, isBrief: boolean): WireMap {
  const fields: Record<string, Wire> = {
    ID: String(user.id),
    ACTIVE: user.active,
    NAME: user.name,
    LAST_NAME: user.lastName,
    SECOND_NAME: '',
    EMAIL: `user${user.id}@example.com`,
    DATE_REGISTER: '2024-07-15T00:00:00+00:00',
    IS_ONLINE: user.workday === 'OPENED' ? 'Y' : 'N',
    TIMESTAMP_X: {},
    LAST_ACTIVITY_DATE: {},
    PERSONAL_GENDER: '',
    PERSONAL_BIRTHDAY: '',
    ...(user.personalPhone === null ? {} : { PERSONAL_PHONE: user.personalPhone }),
    ...(user.mobile === null ? {} : { PERSONAL_MOBILE: user.mobile }),
    ...(user.workPhone === null ? {} : { WORK_PHONE: user.workPhone }),
    WORK_POSITION: user.position ?? '',
    UF_EMPLOYMENT_DATE: '',
    UF_DEPARTMENT: [1],
    UF_PHONE_INNER: user.inner,
    USER_TYPE: 'employee',
  };
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !(isBrief && CONTACT_FIELDS.has(key))));
}

const SORT_BY: Record<string, (a: PortalUser, b: PortalUser) => number> = {
  ID: (a, b) => a.id - b.id,
  NAME: (a, b) => a.name.localeCompare(b.name),
  LAST_NAME: (a, b) => a.lastName.localeCompare(b.lastName),
};

/** @returns one page, `total` of all matches, and `next` while there is another page. Deleted users are in none. */
export function listUsers(data: PortalData, params: WireMap, kind: 'get' | 'search'): Answer {
  const upper = Object.fromEntries(Object.entries(params).map(([key, value]) => [key.toUpperCase(), value]));
  const given = upper['FILTER'];
  const filter = isMap(given) ? given : Object.fromEntries(Object.entries(upper).filter(([key]) => !CONTROLS.has(key)));
  const compare = SORT_BY[textOf(upper['SORT']).toUpperCase()] ?? ((a, b): number => a.id - b.id);
  const sign = textOf(upper['ORDER']).toUpperCase() === 'DESC' ? -1 : 1;
  const matches = data.users
    .filter((user) => user.isGone === undefined)
    .filter(userFilter(filter, kind))
    .sort((a, b) => sign * compare(a, b));

  // The portal counts in pages: `start` 60 is the second one.
  const asked = Number.parseInt(textOf(upper['START']), 10);
  const start = Number.isNaN(asked) || asked < 0 ? 0 : Math.floor(asked / PAGE) * PAGE;
  const isBrief = !data.scopes.some((scope) => scope === 'user' || scope === 'user_basic');
  const result = matches.slice(start, start + PAGE).map((user) => userRecord(user, isBrief));
  const total = matches.length;
  return start + PAGE < total ? { result, total, next: start + PAGE } : { result, total };
}
