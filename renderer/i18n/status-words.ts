/** What a language must be able to say in the status window, beside the words of the line. */
import type { Advice } from './line-words.ts';
import type { StatusView } from '../../main/bridge/contract/setup-views.ts';
import type { RequestError, RequestName } from '../../main/bridge/contract/requests.ts';

export type KeptInMemory = Extract<StatusView['crm']['kept'], { kind: 'memory-only' }>['why'];

/** Every code that a request of this window may be refused with. */
export type StatusRefusal = RequestError<Extract<RequestName, `status:${string}`>>;

export interface StatusWords {
  readonly windowTitle: string;
  readonly heading: string;
  readonly line: string;
  readonly crm: string;
  readonly server: string;
  readonly since: string;
  readonly lamp: string;
  readonly lampTold: string;
  readonly lampNotTold: string;
  readonly deskPhone: string;
  readonly deskPhoneThere: string;
  /** Heading, and what is wrong with what to do about it. */
  readonly phoneGoneHeading: string;
  readonly phoneGone: Advice;
  readonly problemNow: string;
  readonly lastProblem: string;
  readonly code: string;
  readonly lastUnreachable: string;
  /** @param from @param until from `moment()` */
  unreachable(from: string, until: string): string;
  readonly portal: string;
  readonly lastAnswer: string;
  readonly noAnswerYet: string;
  readonly crmOff: string;
  readonly crmReady: string;
  readonly crmReadyMore: string;
  readonly crmAnswers: string;
  readonly crmFails: string;
  readonly crmWord: string;
  readonly namesRefused: string;
  /** @param count of entries, at least 1 */
  unreadable(count: number): string;
  readonly unreadableHeading: string;
  readonly unreadableMore: string;
  readonly recordsRefused: string;
  readonly kept: string;
  /** @param days at least 1 */
  keptOnDisk(days: number): string;
  readonly keptInMemory: Readonly<Record<KeptInMemory, string>>;
  readonly forgetAll: string;
  readonly forgetAllAsk: string;
  readonly forgetAllDo: string;
  readonly forgetAllKeep: string;
  readonly forgotten: string;
  readonly waiting: string;
  readonly nothingWaits: string;
  /** @param count at least 1 @param needsAnswer of them, those that a person has to decide about */
  waits(count: number, needsAnswer: number): string;
  readonly outboxProblem: Advice;
  readonly doNotDisturb: string;
  readonly doNotDisturbMore: string;
  readonly takenShortcuts: string;
  readonly takenShortcutsMore: string;
  ago(age: string): string;
  readonly tryNow: string;
  readonly asked: string;
  readonly settings: string;
  readonly refusals: Readonly<Record<StatusRefusal, string>>;
}
