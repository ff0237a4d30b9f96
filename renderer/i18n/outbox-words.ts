/** What a language must be able to say in the outbox window. */
import type { OutboxItemView } from '../../main/bridge/contract/outbox-views.ts';
import type { RequestError } from '../../main/bridge/contract/requests.ts';
import type { Advice } from './line-words.ts';
import type { CrmErrorView } from './words.ts';

export type OutboxRefusal = RequestError<'outbox:read' | 'outbox:send-now' | 'outbox:discard'>;

export interface OutboxWords {
  /** BCP 47. */
  readonly language: string;
  readonly windowTitle: string;
  readonly heading: string;
  /** @param count at least 0 */
  listed(count: number): string;
  readonly empty: string;
  readonly loading: string;
  /** Nothing can be written down, and so nothing goes out. */
  readonly notKept: Advice;
  readonly kinds: Readonly<Record<OutboxItemView['kind'], string>>;
  readonly nobody: string;
  /** @param moment from `moment()` */
  written(moment: string): string;
  /** The state's short name. */
  readonly states: Readonly<Record<OutboxItemView['state']['kind'] | 'behind', string>>;
  /** @param seconds until it goes out, at least 1 */
  heldFor(seconds: number): string;
  readonly behind: string;
  /** @param seconds whole, at least 1 */
  nextTryIn(seconds: number): string;
  readonly tryingNow: string;
  readonly inFlight: string;
  readonly perhapsSent: string;
  readonly refused: string;
  readonly crmProblems: Readonly<Record<CrmErrorView, Advice>>;
  readonly sendNow: string;
  /** Of one that was perhaps sent. */
  readonly sendAgain: string;
  readonly discard: string;
  readonly discardAsk: string;
  readonly discardDo: string;
  readonly discardKeep: string;
  /** For screen readers: which item a button belongs to. @param action its words */
  actionOn(action: string, kind: string, about: string): string;
  moment(epochMs: number, nowEpochMs: number): string;
  readonly refusals: Readonly<Record<OutboxRefusal, string>>;
}
