/** CRM entities as `crm.item.*` shows them: camelCase fields, by entityTypeId. */
import type { PortalData, PortalDeal, PortalEntity } from './data.ts';
import type { WireMap } from './wire.ts';

/** Lead 1, Deal 2, Contact 3, Company 4 of the vendor's table "CRM object types". */
const TYPES = ['LEAD', 'DEAL', 'CONTACT', 'COMPANY'] as const;
export type ItemType = (typeof TYPES)[number];

/** @returns null where it is none of the four */
export function itemTypeOf(entityTypeId: string): ItemType | null {
  return TYPES.find((_, index) => String(index + 1) === entityTypeId) ?? null;
}

function common(entity: PortalEntity, data: PortalData): WireMap {
  const at = new Date(data.nowEpochMs() - 86_400_000).toISOString().replace(/\.\d{3}Z$/, '+00:00');
  return {
    id: entity.id,
    createdTime: at,
    assignedById: entity.assignedById,
    opened: 'Y',
    lastActivityTime: at,
    lastCommunicationTime: entity.lastCommunicationTime ?? null,
    originatorId: entity.originatorId ?? null,
    originId: entity.originId ?? null,
  };
}

/** The first word is the first name. */
function person(name: string | null | undefined): WireMap {
  const [first = '', ...rest] = (name ?? '').split(' ');
  return { name: first === '' ? null : first, secondName: null, lastName: rest.length === 0 ? null : rest.join(' ') };
}

function entityItem(entity: PortalEntity, data: PortalData): WireMap {
  switch (entity.type) {
    case 'CONTACT':
      return { ...common(entity, data), ...person(entity.name), companyId: entity.companyId ?? null };
    case 'COMPANY':
      return { ...common(entity, data), title: entity.name ?? `Company #${entity.id}` };
    case 'LEAD':
      return {
        ...common(entity, data),
        ...person(entity.name),
        title: entity.title ?? `Lead #${entity.id}`,
        companyTitle: null,
        companyId: entity.companyId ?? null,
        contactId: null,
        sourceId: entity.sourceId ?? null,
        stageId: 'NEW',
        stageSemanticId: 'P',
        opportunity: 0,
        currencyId: 'EUR',
      };
  }
}

const dealItem = (deal: PortalDeal): WireMap => ({
  id: deal.id,
  title: deal.title,
  contactId: deal.contactId ?? null,
  companyId: deal.companyId ?? null,
  closed: deal.isClosed === true ? 'Y' : 'N',
  stageSemanticId: deal.isClosed === true ? 'S' : 'P',
  opportunity: deal.opportunity,
  currencyId: deal.currencyId,
  assignedById: deal.assignedById,
  originatorId: null,
  originId: null,
});

/** All items of a kind that the webhook's employee may read: what he may not is left out without a word. */
export function itemsOf(type: ItemType, data: PortalData): readonly WireMap[] {
  if (!data.rights.isReading) return [];
  return type === 'DEAL'
    ? data.deals.map(dealItem)
    : data.entities.filter((entity) => entity.type === type).map((entity) => entityItem(entity, data));
}

/** Fields that each kind has, which a filter or an order may name. */
export const FIELDS: Readonly<Record<ItemType, readonly string[]>> = {
  LEAD: [
    ...['id', 'title', 'name', 'secondName', 'lastName', 'companyTitle', 'companyId', 'contactId', 'assignedById'],
    ...['createdTime', 'opened', 'lastActivityTime', 'lastCommunicationTime', 'originatorId', 'originId', 'sourceId'],
    ...['stageId', 'stageSemanticId', 'opportunity', 'currencyId'],
  ],
  DEAL: [
    ...['id', 'title', 'contactId', 'companyId', 'closed', 'stageSemanticId', 'opportunity', 'currencyId'],
    ...['assignedById', 'originatorId', 'originId'],
  ],
  CONTACT: [
    ...['id', 'name', 'secondName', 'lastName', 'companyId', 'assignedById', 'createdTime', 'opened'],
    ...['lastActivityTime', 'lastCommunicationTime', 'originatorId', 'originId'],
  ],
  COMPANY: [
    ...['id', 'title', 'assignedById', 'createdTime', 'opened', 'lastActivityTime', 'lastCommunicationTime'],
    ...['originatorId', 'originId'],
  ],
};
