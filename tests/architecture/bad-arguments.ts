/** Every way to get good arguments wrong: their number, their types, their size, and keys that nobody asked for. */

import { inspect } from 'node:util';

/** Arguments that no channel may take, each with what is wrong with them. */
export type BadArguments = readonly (readonly [what: string, args: readonly unknown[]])[];

const LONG = 300_000;
const wrongFor = {
  string: [undefined, null, 42, true, {}, ['call-1'], { toString: 'call-1', length: 6 }],
  number: [undefined, null, '0', true, {}, [0], NaN],
  boolean: [undefined, null, 'true', 1, {}, [true]],
  object: [undefined, null, 'text', 42, true],
} as const;
/** Every number that is an argument of its own counts or measures. What stands in a form is judged by the settings' schema,
 *  which tells the window what is wrong with it. */
const outOfRange = [-1, 0.5, Infinity];

/** @param good arguments that the channel takes */
export function badVersionsOf(good: readonly unknown[]): BadArguments {
  return [
    ['one too many', [...good, 'more']],
    ['a thousand too many', [...good, ...Array.from({ length: 1000 }, () => 'more')]],
    ['an undefined one too many', [...good, undefined]],
    ...good.map((_, index) => [`only ${index} of ${good.length}`, good.slice(0, index)] as const),
    ...good.flatMap((value, index) =>
      typeof value === 'number' ? outOfRange.map((bad) => [`${bad}`, good.with(index, bad)] as const) : [],
    ),
    ...good.flatMap((value, index) =>
      badOrNone(value, `argument ${index}`).map(([what, bad]) => [what, good.with(index, bad)] as const),
    ),
  ];
}

type BadValues = readonly (readonly [what: string, value: unknown])[];

/** What stands for nothing is good where the good example is nothing. */
const badOrNone = (good: unknown, where: string): BadValues =>
  badValuesOf(good ?? '', where).filter(([, bad]) => good !== null || bad !== null);

function badValuesOf(good: unknown, where: string): BadValues {
  if (Array.isArray(good)) return [...wrongTypes('object', where), ...badLists(good, where)];
  if (typeof good === 'string') {
    return [...wrongTypes('string', where), [`${where}: ${LONG} characters`, 'x'.repeat(LONG)]];
  }
  if (typeof good === 'number') return wrongTypes('number', where);
  if (typeof good === 'boolean') return wrongTypes('boolean', where);
  if (typeof good === 'object' && good !== null) {
    return [...wrongTypes('object', where), [`${where}: a list`, [good]], ...badObjects({ ...good }, where)];
  }
  throw new Error(`No bad version is known of ${inspect(good)}`);
}

const wrongTypes = (type: keyof typeof wrongFor, where: string): BadValues =>
  wrongFor[type].map((value) => [`${where}: ${inspect(value)}`, value]);

/** Lists are wrong in their length, in a hole, and in their first entry. */
function badLists(good: readonly unknown[], where: string): BadValues {
  const [first] = good;
  return [
    [`${where}: an object`, Object.fromEntries(good.entries())],
    [`${where}: ${LONG} entries`, Array.from({ length: LONG }, () => first)],
    [`${where}: a hole`, Array.from({ length: 1 })],
    ...badValuesOf(first, `${where}[0]`).map(([what, value]) => [what, good.with(0, value)] as const),
  ];
}

/** Nothing is good there beside a number. */
const MAY_BE_NULL: readonly string[] = ['before'];

/** Objects are wrong by a key too many, a key too few, and by each of their values. */
function badObjects(good: Record<string, unknown>, where: string): BadValues {
  return [
    [`${where}: a key too many`, { ...good, more: 1 }],
    ...Object.entries(good).flatMap(([key, value]): BadValues => {
      const rest = Object.fromEntries(Object.entries(good).filter(([other]) => other !== key));
      const isNullGood = MAY_BE_NULL.includes(key);
      const values = badOrNone(value, `${where}.${key}`).filter(([, bad]) => bad !== null || !isNullGood);
      return [[`${where}: no ${key}`, rest], ...values.map(([what, bad]) => [what, { ...good, [key]: bad }] as const)];
    }),
  ];
}
