/** What a card is drawn from, and what it can ask for. */
import type { CallView, LookupView } from '../../main/bridge/contract/call-views.ts';
import type { RefusalCode } from '../i18n/words.ts';
import type { CardPanel } from './card-panel.ts';
import type { ClientActions } from './client-actions.ts';
import type { NoteDraft } from './notes.svelte.ts';

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
  /** What is open below its targets. */
  readonly panel: CardPanel | null;
  /** What is typed for the colleague; null: no notes at this desk. */
  readonly note: NoteDraft | null;
  /** What is typed for the CRM; null: there is nothing to write to. */
  readonly crmNote: NoteDraft | null;
  /** Where the window grows from: what comes late stands on the other side of the targets, so that none of them moves. */
  readonly edge: 'top' | 'bottom';
}

/** What an agent can do with one card. */
export interface CardActions {
  /** All that concerns the CRM's clients. */
  readonly clients: ClientActions;
  /** @param way null: as is set */
  send(callId: string, targetId: string, way: 'take' | null): void;
  /** Gets a call back that was sent on: answers the caller. */
  getBack(callId: string): void;
  /** The note is to be typed in: asks for the keyboard. */
  editNote(callId: string): void;
  typeNote(callId: string, text: string): void;
  leaveNote(): void;
  openSendTo(callId: string): void;
  closePanel(): void;
  /** The own phone took it: its card becomes the one of the call. */
  haveIt(callId: string): void;
  hide(callId: string): void;
  decline(callId: string): void;
  /** Draws a one-line call in full. */
  expand(callId: string): void;
  /** The pointer came or went; null: it is over no card. */
  hover(callId: string | null): void;
  /** The keyboard came or went; null: it is on no card. */
  focus(callId: string | null): void;
}
