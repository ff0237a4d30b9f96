/** What is asked of a client's details, and how the lists that come back are read. Pure. */
import type { ClientDetails, Deal, EntityRef } from '../model/client.ts';
import type { CrmItem, ItemsQuery } from './bitrix24/items.ts';
import type { BatchedItems } from './bitrix24/items-batch.ts';
import { clientTypeOf, nameOfItem, TYPE_IDS, type ClientType } from './entities.ts';

/** Deals that a card has room for; the others are counted. */
const MAX_DEALS = 3;
/** A company's contacts that are named. */
const MAX_CONTACTS = 3;

export type Lists = ReadonlyMap<string, BatchedItems>;
type Related = ClientDetails['related'][number];
/** Entities that are related by their id alone, by `refKey`: their names are still to be asked for. */
export type Names = ReadonlyMap<string, string | null>;

/** Up to three lists for each client: itself, its open deals, and a company's contacts. */
export function queriesFor(clients: readonly EntityRef[]): Readonly<Record<string, ItemsQuery>> {
  return Object.fromEntries(clients.flatMap((client) => [...queriesOf(client)]));
}

function* queriesOf(client: EntityRef): Generator<readonly [string, ItemsQuery]> {
  const type = clientTypeOf(client);
  if (type === null) return;
  const id = Number(client.id);
  yield [nameOf(client, 'item'), itemQuery(type, [id])];
  const owner = OWNER_FIELDS[type];
  if (owner === null) return;
  yield [
    nameOf(client, 'deals'),
    {
      entityTypeId: TYPE_IDS.DEAL,
      filter: { [owner]: id, closed: 'N' },
      select: ['id', 'title', 'opportunity', 'currencyId'],
      order: { id: 'DESC' },
    },
  ];
  if (type !== 'COMPANY') return;
  yield [
    nameOf(client, 'contacts'),
    {
      entityTypeId: TYPE_IDS.CONTACT,
      filter: { companyId: id },
      select: ['id', 'name', 'lastName'],
      order: { id: 'ASC' },
    },
  ];
}

/** By which field a deal names whom it is with; a lead's deals are those of the client that it becomes. */
const OWNER_FIELDS: Readonly<Record<ClientType, string | null>> = {
  CONTACT: 'contactId',
  COMPANY: 'companyId',
  LEAD: null,
};

function itemQuery(type: ClientType, ids: readonly number[]): ItemsQuery {
  return {
    entityTypeId: TYPE_IDS[type],
    filter: { '@id': ids },
    select: [
      ...['id', 'title', 'name', 'lastName', 'companyId', 'contactId'],
      ...['lastCommunicationTime', 'lastActivityTime'],
    ].filter((field) => !ABSENT_FIELDS[type].includes(field)),
  };
}

/** A field that the type has not may be refused. */
const ABSENT_FIELDS: Readonly<Record<ClientType, readonly string[]>> = {
  CONTACT: ['title', 'contactId'],
  COMPANY: ['name', 'lastName', 'companyId', 'contactId'],
  LEAD: [],
};

/** One list a type for the names of these. */
export function nameQueries(refs: readonly EntityRef[]): Readonly<Record<string, ItemsQuery>> {
  const queries = (['CONTACT', 'COMPANY'] as const).flatMap((type): [string, ItemsQuery][] => {
    const ids = refs.filter((ref) => ref.type === type).map(({ id }) => Number(id));
    const select = type === 'CONTACT' ? ['id', 'name', 'lastName'] : ['id', 'title'];
    return ids.length === 0 ? [] : [[type, { entityTypeId: TYPE_IDS[type], filter: { '@id': ids }, select }]];
  });
  return Object.fromEntries(queries);
}

/** What `nameQueries` gave, by `TYPE:ID`. */
export function namesIn(lists: Lists): Names {
  return new Map(
    (['CONTACT', 'COMPANY'] as const).flatMap((type) =>
      itemsOf(lists.get(type)).map((item) => [`${type}:${item.id}`, nameOfItem(type, item)] as const),
    ),
  );
}

/** Reads one client's lists.
 *  @returns null where the portal let none of them be read */
export function detailsOf(client: EntityRef, lists: Lists, names: Names, asOfEpochMs: number): ClientDetails | null {
  const parts = (['item', 'deals', 'contacts'] as const).map((part) => lists.get(nameOf(client, part)));
  const [, dealList, contactList] = parts;
  if (!parts.some((list) => list !== undefined && 'items' in list)) return null;
  const item = itemsOf(parts[0])[0];
  const deals = itemsOf(dealList);
  const total = dealList !== undefined && 'items' in dealList ? (dealList.total ?? 0) : 0;
  return {
    deals: deals.slice(0, MAX_DEALS).map(dealOf),
    moreDeals: Math.max(0, Math.max(total, deals.length) - MAX_DEALS),
    lastContactEpochMs: item?.lastContactEpochMs ?? null,
    related: [
      ...(item === undefined ? [] : ownRelated(client, item, names)),
      ...itemsOf(contactList)
        .slice(0, MAX_CONTACTS)
        .map((one) => ({ type: 'CONTACT', id: one.id, name: nameOfItem('CONTACT', one) })),
    ],
    asOfEpochMs,
  };
}

/** The company and the contact that the client's own fields name. */
function ownRelated(client: EntityRef, { companyId, contactId }: CrmItem, names: Names): readonly Related[] {
  return [...refsOf('CONTACT', contactId), ...refsOf('COMPANY', companyId)]
    .filter(({ type, id }) => type !== client.type || id !== client.id)
    .map((ref) => ({ ...ref, name: names.get(`${ref.type}:${ref.id}`) ?? null }));
}

const refsOf = (type: string, id: string | null): readonly EntityRef[] => (id === null ? [] : [{ type, id }]);

const itemsOf = (list: BatchedItems | undefined): readonly CrmItem[] =>
  list !== undefined && 'items' in list ? list.items : [];

const dealOf = ({ id, title, opportunity, currencyId }: CrmItem): Deal => ({
  id,
  title,
  // The portal has no way to say "no sum" but 0.
  sum: opportunity === null || opportunity === 0 ? null : { value: opportunity, currency: currencyId },
});

const nameOf = ({ type, id }: EntityRef, part: 'item' | 'deals' | 'contacts'): string =>
  `${type.toLowerCase()}${id}${part}`;
