/** Answers to a `batch` of item lists, as the portal's pages have them. */
import { refusal, result, type Answer, type Asked } from './scripted-portal.ts';

/** The rows of a list, or the code of its refusal. */
export type List = readonly Readonly<Record<string, unknown>>[] | string;

/** A command as it was asked: its query's keys and values, `entityTypeId=3&filter[@id][0]=651`. */
export const commandsOf = (asked: Asked): readonly (readonly [name: string, query: string])[] =>
  Object.entries((asked.params as { readonly cmd: Readonly<Record<string, string>> }).cmd).map(([name, command]) => [
    name,
    decodeURIComponent(command.replace(/^crm\.item\.list\?/, '')),
  ]);

/** Answers each command with what `lists` has under its name; what it has not is an empty list. */
export function lists(byName: Readonly<Record<string, List>>, totals: Readonly<Record<string, number>> = {}) {
  return (asked: Asked): Answer => {
    const told = commandsOf(asked).map(([name]) => [name, byName[name] ?? []] as const);
    const refused = told.filter(([, list]) => typeof list === 'string');
    return result({
      result: Object.fromEntries(
        told.filter(([, list]) => typeof list !== 'string').map(([name, items]) => [name, { items }]),
      ),
      result_error: Object.fromEntries(refused.map(([name, error]) => [name, { error, error_description: '' }])),
      result_total: { ...Object.fromEntries(told.map(([name, list]) => [name, list.length])), ...totals },
      result_next: [],
      result_time: [],
    });
  };
}

export const noScope = (): Answer => refusal(403, 'insufficient_scope');
