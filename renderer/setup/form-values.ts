/** The form as it is typed and as it is handed on, and the places that problems name in it. Pure. */
import type { FormProblem, SetupForm } from '../../main/bridge/contract/setup-views.ts';
import type { SettingPath } from '../i18n/setup-words.ts';

/** One row to type the server into is always there. */
export function withRows(form: SetupForm): SetupForm {
  const servers = form.sip.servers.length === 0 ? [''] : form.sip.servers;
  return { ...form, sip: { ...form.sip, servers } };
}

/** Without rows that nothing was typed into, so that problems name the rows that stay. */
export function withoutBlankRows(form: SetupForm): SetupForm {
  const { sip, routing } = form;
  return {
    ...form,
    sip: { ...sip, servers: sip.servers.filter((server) => server.trim() !== '') },
    routing: { ...routing, queues: routing.queues.filter(({ number, name }) => `${number}${name}`.trim() !== '') },
  };
}

/** The typed form with what changed elsewhere, where nothing else was typed.
 *  @param before as main told it when the form was drawn, @param after as main tells it now */
export function mergedForm(typed: SetupForm, before: SetupForm, after: SetupForm): SetupForm {
  return merged(typed, withoutBlankRows(typed), before, after) as SetupForm;
}

function merged(typed: unknown, plain: unknown, before: unknown, after: unknown): unknown {
  if (isGroup(typed) && isGroup(plain) && isGroup(before) && isGroup(after)) {
    const keys = Object.keys(after);
    return Object.fromEntries(keys.map((key) => [key, merged(typed[key], plain[key], before[key], after[key])]));
  }
  return asText(before) !== asText(after) && asText(plain) === asText(before) ? after : typed;
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** For comparing; what is not there is not the same as anything that is. */
export const asText = (value: unknown): string => JSON.stringify({ value });

/** What stands at a problem's path; undefined where there is nothing. */
export function valueAt(form: SetupForm, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Readonly<Record<string, unknown>>)[key]
          : undefined,
      form,
    );
}

/** The setting that a path belongs to: `routing.queues` for `routing.queues.0.number`; null for none of this form. */
export function settingOf(path: string, settings: Readonly<Record<SettingPath, unknown>>): SettingPath | null {
  const name = path.split('.').slice(0, 2).join('.');
  const isSetting = (text: string): text is SettingPath => Object.hasOwn(settings, text);
  return isSetting(name) ? name : null;
}

/** A problem's words without the path that they may begin with: the field's label stands beside them. */
export function withoutPath({ path, message }: FormProblem): string {
  const rest = path !== '' && message.startsWith(`${path} `) ? message.slice(path.length + 1) : message;
  return rest.slice(0, 1).toLocaleUpperCase() + rest.slice(1);
}

/** What was typed as days; -1, which no setting allows, where it is no whole number. */
export const daysOf = (typed: string): number => (/^\d{1,4}$/.test(typed.trim()) ? Number(typed) : -1);

/** Milliseconds from what was typed as seconds, with a point or a comma; 0, which no setting allows, where it is no number. */
export function msOfSeconds(typed: string): number {
  const seconds = Number(typed.trim().replace(',', '.'));
  return Number.isFinite(seconds) ? Math.round(seconds * 1000) : 0;
}
