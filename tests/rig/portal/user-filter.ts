/** The FILTER of `user.get` and `user.search`: fields with an operator before the name, as the vendor's pages list them. */

import type { PortalUser } from './data.ts';
import { isList, isMap, textOf, type Wire, type WireMap } from './wire.ts';

const OPERATORS = /^(!?)(=%|%=|%|@|>=|<=|>|<|=)?(.*)$/;

/** Fields a filter may name. Any other is dropped without a word, so that a misspelt filter lists everybody. */
const FIELDS: Record<string, (user: PortalUser) => string | null> = {
  ID: (user) => String(user.id),
  ACTIVE: (user) => (user.active ? 'Y' : 'N'),
  NAME: (user) => user.name,
  LAST_NAME: (user) => user.lastName,
  WORK_POSITION: (user) => user.position ?? '',
  WORK_PHONE: (user) => user.workPhone,
  PERSONAL_PHONE: (user) => user.personalPhone,
  PERSONAL_MOBILE: (user) => user.mobile,
  UF_PHONE_INNER: (user) => user.inner,
  USER_TYPE: () => 'employee',
};

const lower = (text: string): string => text.toLowerCase();

/** SQL's LIKE with `%` as the wildcard, ignoring case. */
function isLike(text: string, pattern: string): boolean {
  const source = pattern
    .split('%')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`, 'isu').test(text);
}

function holds(operator: string, actual: string, wanted: string): boolean {
  switch (operator) {
    case '%':
      return lower(actual).includes(lower(wanted));
    case '=%':
    case '%=':
      return isLike(actual, wanted);
    case '>=':
      return Number(actual) >= Number(wanted);
    case '>':
      return Number(actual) > Number(wanted);
    case '<=':
      return Number(actual) <= Number(wanted);
    case '<':
      return Number(actual) < Number(wanted);
    default:
      // The vendor's page filters {"NAME":"Iva%"} without an operator.
      return wanted.includes('%') ? isLike(actual, wanted) : actual === wanted;
  }
}

/** Every word asked for starts a word of the name or the position: full-text search as the portal does it. */
function isFound(user: PortalUser, find: string): boolean {
  const words = lower(`${user.name} ${user.lastName} ${user.position ?? ''}`).split(/\s+/);
  return lower(find)
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((wanted) => words.some((word) => word.startsWith(wanted)));
}

const isTrue = (value: Wire): boolean => value === true || ['1', 'Y', 'true'].includes(textOf(value));

type Test = (user: PortalUser) => boolean;

function fieldTest(key: string, value: Wire): Test {
  const [, bang = '', operator = '', name = ''] = OPERATORS.exec(key) ?? [];
  const read = FIELDS[name];
  if (read === undefined) return () => true;
  const values = isList(value) ? value : isMap(value) ? Object.values(value) : [value];
  const wanted = values.map((one) => (name === 'ACTIVE' ? (isTrue(one) ? 'Y' : 'N') : textOf(one)));
  return (user) => wanted.some((one) => holds(operator, read(user) ?? '', one)) === (bang === '');
}

/** A test for one user from FILTER's map; keys ignore case.
 *  @param kind `user.search` adds FIND and takes NAME, LAST_NAME and WORK_POSITION as beginnings; `user.get` has NAME_SEARCH */
export function userFilter(filter: WireMap, kind: 'get' | 'search'): Test {
  const tests = Object.entries(filter).map(([rawKey, value]): Test => {
    const key = rawKey.toUpperCase();
    if (key === (kind === 'search' ? 'FIND' : 'NAME_SEARCH')) return (user) => isFound(user, textOf(value));
    const isBeginning = kind === 'search' && ['NAME', 'LAST_NAME', 'WORK_POSITION'].includes(key);
    return isBeginning ? fieldTest(`=%${key}`, `${textOf(value)}%`) : fieldTest(key, value);
  });
  return (user) => tests.every((test) => test(user));
}
