/** What a language must be able to say of the line, the CRM and what is stored: the set-up and status windows share it. */
import type { LineView, StatusView, StoredProblem } from '../../main/bridge/contract/setup-views.ts';
import type { CrmErrorView, Statement } from './words.ts';

export type LineProblemView = NonNullable<StatusView['lastLineProblem']>['problem'];
export type StoredProblemKind = StoredProblem['kind'];

/** What is wrong, and what whoever looks after the system can do about it. */
export interface Advice {
  readonly what: string;
  readonly remedy: string;
}

export interface LineWords {
  /** BCP 47, for `lang` and Intl. */
  readonly language: string;
  /** A span of whole seconds, coarse: "6 s", "3 min", "2 h". */
  age(seconds: number): string;
  /** Hours and minutes; with the date where it is not the day of `nowEpochMs`. */
  moment(epochMs: number, nowEpochMs: number): string;
  /** The state in words, for every kind but `registered` and a failed `registering`. */
  readonly states: Readonly<Record<Exclude<LineView['kind'], 'registered'>, Statement>>;
  /** @param age from `age()` */
  reachable(age: string): string;
  /** @param since from `moment()` */
  unreachableSince(since: string): string;
  /** @param seconds whole seconds, at least 1 */
  nextTryIn(seconds: number): string;
  readonly tryingNow: string;
  lineProblem(problem: LineProblemView): Advice;
  readonly crmProblems: Readonly<Record<CrmErrorView, Advice>>;
  readonly storedProblems: Readonly<Record<StoredProblemKind, Advice>>;
}
