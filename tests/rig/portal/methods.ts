/** The methods this portal knows, each with the scopes that open it. */

import { runBatch } from './batch.ts';
import { addCrmItem, findByComm, getCrmItem, listCrmItems } from './crm-items.ts';
import type { PortalData } from './data.ts';
import { finishExternalCall, registerExternalCall } from './external-calls.ts';
import { listUsers, USER_SCOPES } from './list-users.ts';
import { refusals, type Refusal } from './refusals.ts';
import { searchCrmEntities } from './search-crm-entities.ts';
import { addTimelineComment, listTimelineComments } from './timeline-comments.ts';
import { textOf, type Answer, type Wire, type WireMap } from './wire.ts';
import { workdayStatus } from './workday-status.ts';

/** A REST method: any one of `scopes` is enough; null is `basic`, which every webhook has. */
export interface Method {
  readonly scopes: readonly string[] | null;
  readonly run: (data: PortalData, params: WireMap) => Answer | Refusal;
}

/** What `scope` with `full` lists: the scopes a portal with these modules offers. */
const PORTAL_SCOPES = ['crm', 'im', 'telephony', 'timeman', ...USER_SCOPES];

/** True as PHP reads it, so that the form value "false" is true (vendor's page of `scope`). */
function isPhpTrue(value: Wire | undefined): boolean {
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== '' && value !== '0';
}

function profile(data: PortalData): Answer {
  const me = data.users.find((user) => user.id === data.userId);
  return {
    result: {
      ID: String(data.userId),
      // An administrator may read and add everything.
      ADMIN: me?.isAdmin === true && data.rights.isReading && data.rights.isAdding,
      NAME: me?.name ?? '',
      LAST_NAME: me?.lastName ?? '',
      PERSONAL_GENDER: '',
      TIME_ZONE: '',
    },
  };
}

/** Answers by the exact lower-case name in the lower-case key `name`: the portal knows no other spelling there. */
function methodGet(data: PortalData, params: WireMap): Answer {
  const method = methods.get(textOf(params['name']));
  return { result: { isExisting: method !== undefined, isAvailable: method !== undefined && isOpen(method, data) } };
}

function batch(data: PortalData, params: WireMap): Answer | Refusal {
  return runBatch(params, (name, given) => {
    const method = methods.get(name);
    if (method === undefined) return refusals.unknownMethod;
    return isOpen(method, data) ? method.run(data, given) : refusals.missingScope;
  });
}

/** Whether the webhook's scopes open the method. */
export function isOpen(method: Method, data: PortalData): boolean {
  return method.scopes === null || method.scopes.some((scope) => data.scopes.includes(scope));
}

/** By lower-case name. */
export const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['profile', { scopes: null, run: profile }],
  ['scope', { scopes: null, run: (data, { full }) => ({ result: isPhpTrue(full) ? PORTAL_SCOPES : data.scopes }) }],
  ['method.get', { scopes: null, run: methodGet }],
  ['user.get', { scopes: USER_SCOPES, run: (data, params) => listUsers(data, params, 'get') }],
  ['user.search', { scopes: USER_SCOPES, run: (data, params) => listUsers(data, params, 'search') }],
  ['telephony.externalcall.searchcrmentities', { scopes: ['telephony'], run: searchCrmEntities }],
  ['telephony.externalcall.register', { scopes: ['telephony'], run: registerExternalCall }],
  ['telephony.externalcall.finish', { scopes: ['telephony'], run: finishExternalCall }],
  ['crm.item.list', { scopes: ['crm'], run: listCrmItems }],
  ['crm.item.get', { scopes: ['crm'], run: getCrmItem }],
  ['crm.item.add', { scopes: ['crm'], run: addCrmItem }],
  ['crm.timeline.comment.add', { scopes: ['crm'], run: addTimelineComment }],
  ['crm.timeline.comment.list', { scopes: ['crm'], run: listTimelineComments }],
  ['crm.duplicate.findbycomm', { scopes: ['crm'], run: findByComm }],
  ['timeman.status', { scopes: ['timeman'], run: workdayStatus }],
  ['batch', { scopes: null, run: batch }],
]);
