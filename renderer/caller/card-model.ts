/** What a card is drawn from, and what it can ask for. */
import type { CallView, LookupView } from '../../main/bridge/contract/call-views.ts';
import type { RefusalCode } from '../i18n/words.ts';
import type { NoteDraft } from './notes.svelte.ts';
import type { SendToState } from './send-to-state.svelte.ts';

export interface CardModel {
  readonly call: CallView;
  /** Null while the CRM has not been heard. */
  readonly look: LookupView | null;
  /** Why the last click did nothing. */
  readonly refusal: RefusalCode | null;
  readonly isFull: boolean;
  /** Has the keyboard: an `alertdialog`. */
  readonly isDialog: boolean;
  /** The shortcut that sends this call on; null where it is another's. */
  readonly shortcut: string | null;
  /** The open "Send to…" panel. */
  readonly sendTo: SendToState | null;
  /** What is typed for the colleague; null: no notes at this desk. */
  readonly note: NoteDraft | null;
}

/** What an agent can do with one card. */
export interface CardActions {
  /** @param way null: as is set */
  send(callId: string, targetId: string, way: 'take' | null): void;
  /** Gets a call back that was sent on: answers the caller. */
  getBack(callId: string): void;
  /** The note is to be typed in: asks for the keyboard. */
  editNote(callId: string): void;
  typeNote(callId: string, text: string): void;
  leaveNote(): void;
  openSendTo(callId: string): void;
  closeSendTo(): void;
  /** The own phone took it: its card becomes the one of the call. */
  haveIt(callId: string): void;
  hide(callId: string): void;
  decline(callId: string): void;
  /** @param match index into the look-up's matches */
  openMatch(callId: string, match: number): void;
  /** Draws a one-line call in full. */
  expand(callId: string): void;
  /** The pointer came or went; null: it is over no card. */
  hover(callId: string | null): void;
  /** The keyboard came or went; null: it is on no card. */
  focus(callId: string | null): void;
}
