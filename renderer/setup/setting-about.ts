/** What a field is told about its setting: words from the language, problems from the state. */
import type { FormProblem } from '../../main/bridge/contract/setup-views.ts';
import type { SettingPath, SetupWords } from '../i18n/setup-words.ts';
import type { FieldAbout } from '../ui/field.ts';
import { withoutPath } from './form-values.ts';

export interface ProblemsTold {
  readonly problems: readonly FormProblem[];
}

/** Id of the control for a path; a problem's path leads to it. */
export const idOf = (path: string): string => path.replaceAll('.', '-');

/** The words for what is wrong at exactly this path; null where nothing is. */
export function errorAt(told: ProblemsTold, path: string): string | null {
  const problem = told.problems.find((one) => one.path === path);
  return problem === undefined ? null : withoutPath(problem);
}

/** A field's part of `words`, and its problem. */
export function settingAbout(path: SettingPath, words: SetupWords, told: ProblemsTold): FieldAbout {
  const { label, hint } = words.settings[path];
  return { id: idOf(path), label, hint, error: errorAt(told, path) };
}

/** A choice's values and labels, in the language's order. */
export function choicesOf<T extends string>(
  labels: Readonly<Record<T, string>>,
): readonly { readonly value: T; readonly label: string }[] {
  return (Object.keys(labels) as T[]).map((value) => ({ value, label: labels[value] }));
}
