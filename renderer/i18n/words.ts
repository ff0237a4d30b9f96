/** What a language must be able to say in the caller window: one object of this shape is a language.
 *  Names and numbers are never inside a sentence: they stand after the words, so that none has to be inflected. */
import type { CallStateView, LookupView, PlanView, TargetView } from '../../main/bridge/contract/call-views.ts';
import type { RequestError, RequestName } from '../../main/bridge/contract/requests.ts';
import type { ClientWords } from './client-words.ts';
import type { PresenceWords } from './presence-words.ts';
import type { SendingWords } from './sending-words.ts';
import type { Statement } from './statement.ts';

export type { Statement };

export type TargetKindView = TargetView['kind'];
export type NotOfferedView = NonNullable<TargetView['notOffered']>;
export type ReasonView = PlanView['reason'];
export type CrmErrorView = Extract<LookupView, { kind: 'failed' }>['code'];
export type EndReasonView = Extract<CallStateView, { kind: 'ended' }>['how'];
export type AnsweredByView = Extract<CallStateView, { kind: 'answered' }>['by'];
export type NoticeView = NonNullable<Extract<CallStateView, { kind: 'ringing' }>['notice']>['kind'];
/** Every code that a request of this window may be refused with. */
export type RefusalCode = RequestError<Extract<RequestName, `calls:${string}` | `card:${string}` | 'colleagues:find'>>;

export interface CallerWords extends ClientWords, PresenceWords, SendingWords {
  /** BCP 47, for `lang` and Intl. */
  readonly language: string;
  readonly windowLabel: string;

  readonly incomingCall: string;
  /** Before the line that was called. */
  readonly callFor: string;
  /** After it, where the desk's own extension was called. */
  readonly you: string;
  readonly ringing: string;
  readonly sendingTimer: string;
  readonly sentTimer: string;
  /** Before the time of the call: who has it. */
  readonly answeredBy: Readonly<Record<AnsweredByView, string>>;
  /** Before the time that it rang for. */
  readonly rangFor: string;
  readonly numberWithheld: string;
  extension(shown: string): string;
  /** After the quoted name that came with the call. */
  readonly byTheCaller: string;
  /** Around a name that came with the call. */
  readonly quotes: readonly [string, string];
  readonly forwardedFrom: string;
  /** @param seconds since the caller's last call, whole */
  calledBefore(seconds: number): string;
  /** @param count of calls before this one, at least 2 @param seconds since the last of them; null: not known */
  calledToday(count: number, seconds: number | null): string;
  /** Before where the last call of this caller was sent, which `ago()` follows. */
  readonly sentEarlierTo: string;
  /** Before who had this very call, which rings here again. */
  readonly backFrom: string;
  /** @param seconds whole */
  ago(seconds: number): string;
  asOf(age: string): string;
  /** A span of whole seconds, coarse: "6 s", "3 min", "2 h". */
  age(seconds: number): string;
  /** A running time: "0:04", "1:02:03". */
  timer(seconds: number): string;
  clock(epochMs: number): string;
  /** A country's name, or null where the code has none. @param code ISO 3166 */
  country(code: string): string | null;

  readonly entityTypes: Readonly<Record<string, string>>;
  entityWithoutName(type: string, id: string): string;
  employeeWithoutName(id: string): string;
  readonly responsible: string;
  readonly nobodyResponsible: string;
  readonly self: string;
  readonly notInCrm: string;
  readonly lookingUp: string;
  readonly crmErrors: Readonly<Record<CrmErrorView, string>>;
  /** @param since from `clock()` */
  crmTryingAgain(since: string): string;
  crmGaveUp(since: string): string;

  /** Above the large button: why it is the one. */
  readonly whyRecommended: Readonly<Record<ReasonView, string>>;
  /** What the agent is told besides; null where the rows of the card say it already. */
  readonly situations: Readonly<Record<ReasonView, Statement | null>>;
  /** What the large button does. */
  readonly transferBy: Readonly<Record<TargetKindView, string>>;
  /** What one of the smaller buttons does, in as few words as possible. */
  readonly targets: Readonly<Record<TargetKindView, string>>;
  readonly extensionShort: string;
  readonly queueWithoutName: string;
  readonly notOffered: Readonly<Record<NotOfferedView, string>>;

  readonly sendTo: string;
  readonly sendToHint: string;
  readonly sendToField: string;
  readonly sendToNumber: string;
  readonly searching: string;
  readonly nobodyFound: string;
  readonly noNumbers: string;
  /** @param count how many people were found */
  found(count: number): string;
  readonly cancel: string;

  readonly openInCrm: string;
  readonly hide: string;
  /** The own phone took a call that stopped ringing here, and what saying so does. */
  readonly haveIt: string;
  readonly haveItHint: string;
  readonly decline: string;

  /** On the card of a call that was answered, where its end will not be told. */
  readonly endNotTold: string;
  readonly notices: Readonly<Record<NoticeView, Statement>>;
  readonly ended: Readonly<Record<EndReasonView, Statement>>;
  /** Before where a call had been sent that went there. */
  readonly sentOnTo: string;
  /** Before where a call was being sent that ended first. */
  readonly onItsWayTo: string;
  readonly refusals: Readonly<Record<RefusalCode, string>>;

  readonly showCall: string;
  moreCalls(count: number): string;
}
