/** What a search for clients asks the portal with: spellings of a number, lists by id, lists by the words of a name. Pure. */
import type { EntityRef } from '../model/client.ts';
import { digitsOf } from './bitrix24/fields.ts';
import type { ItemsQuery } from './bitrix24/items.ts';
import { CLIENT_TYPES, TYPE_IDS, type ClientType } from './entities.ts';
import type { OutsideNumber } from './lookup.ts';

const MAX_WORDS = 5;

/** Fields that a list needs for its items' names and who is responsible; one that a type has not may be refused. */
const SELECT: Readonly<Record<ClientType, readonly string[]>> = {
  CONTACT: ['id', 'name', 'lastName', 'assignedById'],
  COMPANY: ['id', 'title', 'assignedById'],
  LEAD: ['id', 'title', 'name', 'lastName', 'assignedById'],
};

/** Fields that each word of a name may stand in. */
const NAME_FIELDS: Readonly<Record<ClientType, readonly string[]>> = {
  CONTACT: ['name', 'lastName', 'secondName'],
  COMPANY: ['title'],
  LEAD: ['title', 'name', 'lastName', 'companyTitle'],
};

/** How a number may stand on a card, the likeliest first. The portal compares digit by digit once it has cut what it knows of
 *  prefixes (bitrix24-telephony §2), so that other ways to group the digits are found by the same spelling. */
export function spellingsOf({ asked, e164, shown }: OutsideNumber): readonly string[] {
  const digits = e164 === null ? asked : [e164.slice(1), ...asked];
  const withPlus = e164 === null ? asked.map((one) => `+${one}`) : [e164];
  const prefixed = digits.slice(0, 1).flatMap((one) => [`00${one}`, `011${one}`]);
  // The Russian trunk prefix, which the portal itself takes for the calling code.
  const russian = e164?.startsWith('+7') === true ? [`8${e164.slice(2)}`] : [];
  const bare = digitsOf(shown);
  return [...new Set([...digits, ...withPlus, ...russian, ...prefixed, shown, bare])].filter((one) => one !== '');
}

/** One list a type, by the ids. */
export function entityQueries(refs: readonly EntityRef[]): Readonly<Record<string, ItemsQuery>> {
  const queries = CLIENT_TYPES.flatMap((type): [string, ItemsQuery][] => {
    const ids = refs.filter((ref) => ref.type === type).map(({ id }) => Number(id));
    if (ids.length === 0) return [];
    return [[type, { entityTypeId: TYPE_IDS[type], filter: { '@id': ids }, select: SELECT[type] }]];
  });
  return Object.fromEntries(queries);
}

/** The words of a name that is typed. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS);

/** One list a type: every word stands somewhere in the name. The newest first.
 *  @param words at least one */
export function nameSearchQueries(words: readonly string[]): Readonly<Record<string, ItemsQuery>> {
  const queries = CLIENT_TYPES.map((type): [string, ItemsQuery] => [
    type,
    {
      entityTypeId: TYPE_IDS[type],
      filter: Object.fromEntries(words.map((word, index) => [String(index), anyOf(NAME_FIELDS[type], word)])),
      select: SELECT[type],
      order: { id: 'DESC' },
    },
  ]);
  return Object.fromEntries(queries);
}

/** The vendor's way to say "or": numbered conditions beside `logic`. */
const anyOf = (fields: readonly string[], word: string): Readonly<Record<string, unknown>> => ({
  logic: 'OR',
  ...Object.fromEntries(fields.map((field, index) => [String(index), { [`%${field}`]: word }])),
});
