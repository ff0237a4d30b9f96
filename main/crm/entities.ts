/** The kinds of CRM entities that a client can be, as the REST interface numbers them, and how each is named. */
import type { EntityRef } from '../model/client.ts';
import type { CrmItem } from './bitrix24/items.ts';

/** `entityTypeId` of the vendor's table "CRM object types". */
export const TYPE_IDS = { LEAD: 1, DEAL: 2, CONTACT: 3, COMPANY: 4 } as const;

export type ClientType = 'CONTACT' | 'COMPANY' | 'LEAD';
export const CLIENT_TYPES: readonly ClientType[] = ['CONTACT', 'COMPANY', 'LEAD'];

/** The type where it is one of the three; a portal may tell others. */
export const clientTypeOf = ({ type }: EntityRef): ClientType | null =>
  CLIENT_TYPES.find((known) => known === type) ?? null;

export const refKey = ({ type, id }: EntityRef): string => `${type}:${id}`;

/** A person's name, else the title; of a company and a lead the title first. Null where the portal tells none. */
export function nameOfItem(type: ClientType, item: CrmItem): string | null {
  const person = [item.name, item.lastName].filter((part) => part !== null).join(' ');
  const ofPerson = person === '' ? null : person;
  return type === 'CONTACT' ? (ofPerson ?? item.title) : (item.title ?? ofPerson);
}
