/** What a language must be able to say in the colleagues' window, beside lines and workdays. */
import type { RequestError } from '../../main/bridge/contract/requests.ts';
import type { CrmErrorView } from './words.ts';
import type { Advice } from './line-words.ts';
import type { PresenceWords } from './presence-words.ts';

export interface ColleaguesWords extends PresenceWords {
  /** BCP 47. */
  readonly language: string;
  readonly windowTitle: string;
  readonly heading: string;
  /** The search field's name. */
  readonly search: string;
  /** For screen readers: how the list is walked. */
  readonly keys: string;
  readonly loading: string;
  readonly notSetUp: Advice;
  readonly failed: string;
  /** @param since from `moment()` */
  failedSince(since: string): string;
  readonly nobody: string;
  /** @param query as typed */
  nobodyFor(query: string): string;
  /** @param count of the people listed, at least 1 */
  listed(count: number): string;
  /** @param count of people beyond those listed, at least 1 */
  more(count: number): string;
  readonly self: string;
  /** Before a number, for the eye; and the whole for screen readers. */
  readonly extension: string;
  readonly noExtension: string;
  /** @param id the portal's user id */
  withoutName(id: string): string;
  /** A span of whole seconds, coarse: "6 s", "3 min", "2 h". */
  age(seconds: number): string;
  moment(epochMs: number, nowEpochMs: number): string;
  readonly crmProblems: Readonly<Record<CrmErrorView, Advice>>;
  readonly refusals: Readonly<Record<RequestError<'colleagues:look'>, string>>;
}
