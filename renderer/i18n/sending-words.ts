/** What a language must be able to say of a call that is sent on: how, what became of it, and the note that goes with it. */
import type { CallStateView, CallView, PlanView, TakenStepView } from '../../main/bridge/contract/call-views.ts';
import type { Statement } from './statement.ts';

type SentView = Extract<CallStateView, { kind: 'sent' }>;
export type OutcomeView = SentView['outcome'];
export type OwnLineView = CallView['ownLine'];
export type NoteDeliveryView = NonNullable<CallView['note']>['delivery'];
export type PassFailureView = NonNullable<Extract<TakenStepView, { kind: 'choosing' }>['failed']>['why'];
type TargetKindView = NonNullable<PlanView['recommended']>['kind'];

export interface SendingWords {
  /** On the large button where a click answers the caller first. */
  readonly takeBy: Readonly<Record<TargetKindView, string>>;
  /** Beside it: sends without answering. Its label says what it does not do. */
  readonly plainTransfer: string;
  readonly withoutAnswering: string;
  /** Where every button answers the caller first. */
  readonly answersFirst: string;
  /** The same, where the button of `plainTransfer` does not. */
  readonly answersFirstElse: string;
  readonly onlyLeg: Statement;
  /** Above the large button while a hand keeps it where it is: another is recommended by now. */
  readonly noLongerRecommended: string;

  readonly sentOnBy: string;
  /** After it, of a colleague whose name is not told. */
  byExtension(shown: string): string;

  readonly addNote: string;
  /** The same with for whom; holds the words of `addNote`. */
  readonly addNoteFor: string;
  readonly noteField: string;
  /** What became of a note; empty where there is nothing to say. */
  readonly noteDelivery: Readonly<Record<NoteDeliveryView, string>>;

  readonly sending: string;
  readonly sentTo: Readonly<Record<OutcomeView, string>>;
  readonly afterSending: Readonly<Record<OutcomeView, string>>;
  /** Whether the desk phone rings on, by its own lamp. */
  readonly ownPhone: Readonly<Record<OwnLineView, string>>;
  readonly getBack: string;
  readonly getBackHint: Readonly<Record<'redirect' | 'take', string>>;
  readonly notFetched: Statement;

  /** Before the time since the caller was answered here. */
  readonly takenTimer: string;
  readonly answering: string;
  /** Before where a caller goes once he is here. */
  readonly thenTo: string;
  readonly passingTo: string;
  readonly ringsThere: string;
  readonly hearsSilence: string;
  readonly notPassed: Readonly<Record<PassFailureView, string>>;
  /** A caller who was got back: nobody has been chosen yet. */
  readonly callerIsHere: string;
  /** @param seconds whole */
  backToPhoneIn(seconds: number): string;
  /** The same, said once. */
  readonly backToPhoneElse: string;
  /** @param attempt from 1 */
  goingBack(attempt: number): string;
}
