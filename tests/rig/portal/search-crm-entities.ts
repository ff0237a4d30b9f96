/** `telephony.externalCall.searchCrmEntities`: the client's entities for a number, each with its assignee's phones. */

import type { GoneAs, PortalData, PortalEntity, PortalUser } from './data.ts';
import { numbersMeet } from './numbers.ts';
import type { Refusal } from './refusals.ts';
import { textOf, type Wire, type WireMap } from './wire.ts';

/** The portal's own priorities as observed: contact, lead, company, at most one of each. */
const ORDER = ['CONTACT', 'LEAD', 'COMPANY'] as const;

const GONE: Record<GoneAs, Wire> = {
  map: {},
  list: [],
  nulls: {
    ID: null,
    TIMEMAN_STATUS: null,
    USER_PHONE_INNER: null,
    WORK_PHONE: null,
    PERSONAL_PHONE: null,
    PERSONAL_MOBILE: null,
  },
};

function assigneeBlock(user: PortalUser | undefined): Wire {
  if (user === undefined) return GONE.list;
  if (user.isGone !== undefined) return GONE[user.isGone];
  return {
    ID: String(user.id),
    TIMEMAN_STATUS: user.workday,
    USER_PHONE_INNER: user.inner,
    WORK_PHONE: user.workPhone,
    PERSONAL_PHONE: user.personalPhone,
    PERSONAL_MOBILE: user.mobile,
  };
}

function entityBlock(entity: PortalEntity, users: readonly PortalUser[]): WireMap {
  return {
    CRM_ENTITY_TYPE: entity.type,
    CRM_ENTITY_ID: entity.id,
    ASSIGNED_BY_ID: entity.assignedById,
    ...(entity.name === undefined ? {} : { NAME: entity.name }),
    ASSIGNED_BY: assigneeBlock(users.find((user) => user.id === entity.assignedById)),
  };
}

/** @returns the list, `[]` without a match, or the method's own refusal (HTTP 400; its code may be empty). */
export function searchCrmEntities(data: PortalData, params: WireMap): { readonly result: Wire } | Refusal {
  const refuse = (description: string): Refusal => ({ status: 400, code: data.methodErrorCode, description });
  const asked = textOf(params['PHONE_NUMBER']);
  if (asked.trim() === '') return refuse('PHONE_NUMBER is empty');
  if (!data.isCrmInstalled) return refuse('CRM is not installed.');
  const matches = data.entities.filter((entity) => entity.phones.some((phone) => numbersMeet(phone, asked)));
  const firsts = ORDER.flatMap((type) => matches.filter((entity) => entity.type === type).slice(0, 1));
  return { result: firsts.map((entity) => entityBlock(entity, data.users)) };
}
