/** The filter of `crm.item.list`: conditions with an operator before the field, nested, with `logic: OR`. */
import type { Refusal } from './refusals.ts';
import { isList, isMap, textOf, type Wire, type WireMap } from './wire.ts';

type Test = (item: WireMap) => boolean;

const OPERATORS = /^(!@|!=%|!%=|!%|!=|>=|<=|=%|%=|[!@%=<>])?(.*)$/;

const refuse = (why: string): Refusal => ({
  status: 400,
  code: 'INVALID_ARG_VALUE',
  description: `Invalid filter: ${why}`,
});

/** SQL's LIKE with `%` as the wildcard, ignoring case. */
function isLike(text: string, pattern: string): boolean {
  const source = pattern
    .split('%')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`, 'isu').test(text);
}

function holds(operator: string, actual: string, wanted: readonly string[]): boolean {
  const [first = ''] = wanted;
  switch (operator) {
    case '>':
      return Number(actual) > Number(first);
    case '>=':
      return Number(actual) >= Number(first);
    case '<':
      return Number(actual) < Number(first);
    case '<=':
      return Number(actual) <= Number(first);
    case '%':
      return actual.toLowerCase().includes(first.toLowerCase());
    case '=%':
    case '%=':
      return isLike(actual, first);
    default:
      return wanted.includes(actual);
  }
}

function fieldTest(key: string, value: Wire, fields: readonly string[]): Test | Refusal {
  const [, operator = '', name = ''] = OPERATORS.exec(key) ?? [];
  if (!fields.includes(name)) return refuse(`field '${name}' is not allowed in filter`);
  const isNegated = operator.startsWith('!');
  const plain = operator.replace(/^!/, '');
  const wanted = (isList(value) ? value : [value]).map(textOf);
  return (item) => holds(plain, textOf(item[name]), wanted) !== isNegated;
}

const isRefusal = (made: Test | Refusal): made is Refusal => typeof made !== 'function';

/** @param fields which the kind has; any other is refused, as the vendor's page says */
export function itemFilter(filter: WireMap, fields: readonly string[]): Test | Refusal {
  const isOr = textOf(filter['logic']).toUpperCase() === 'OR';
  const made = Object.entries(filter)
    .filter(([key]) => key !== 'logic')
    .map(([key, value]) => (/^\d+$/.test(key) ? nested(value, fields) : fieldTest(key, value, fields)));
  const refused = made.find(isRefusal);
  if (refused !== undefined) return refused;
  const tests = made.filter((one): one is Test => !isRefusal(one));
  return (item) => (isOr ? tests.some((test) => test(item)) : tests.every((test) => test(item)));
}

/** A form's `filter[0][0]=…` reads as a list. */
function nested(value: Wire, fields: readonly string[]): Test | Refusal {
  if (isMap(value)) return itemFilter(value, fields);
  return isList(value) ? itemFilter(Object.fromEntries(Object.entries(value)), fields) : refuse('it is nested wrongly');
}
