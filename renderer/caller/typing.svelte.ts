/** What is typed on the cards: in panels, and notes for colleagues and for the CRM. The window takes no focus by itself: typing needs
 *  it to be asked for, and it goes back when there is nothing left to type. */
import type { CallView } from '../../main/bridge/contract/call-views.ts';
import type { Surface } from '../../main/bridge/contract/surface.ts';
import type { Asks } from './asks.svelte.ts';
import type { CardPanel } from './card-panel.ts';
import { gone, storedCrmNote } from './crm-note.ts';
import { Notes, type NoteDraft } from './notes.svelte.ts';
import { SendToState } from './send-to-state.svelte.ts';
import { clickWay } from './transfer-way.ts';

export interface TypingNeeds {
  readonly surface: Surface;
  readonly after: (delayMs: number, run: () => void) => () => void;
  readonly asks: Asks;
  readonly callOf: (callId: string) => CallView | undefined;
  /** The panel has gone: cards may move again. */
  readonly onClosed: () => void;
  /** The note for the CRM of this call has the keyboard; null: none has. */
  readonly onWriting: (callId: string | null) => void;
}

export class Typing {
  readonly #needs: TypingNeeds;
  readonly #notes: Notes;
  readonly #crmNotes: Notes;
  #panel = $state.raw<CardPanel | null>(null);

  constructor(needs: TypingNeeds) {
    this.#needs = needs;
    const { surface, after, asks, callOf } = needs;
    this.#notes = new Notes({
      after,
      tell: (callId, text) => {
        asks.follow(callId, surface['calls:note'](callId, text));
      },
      stored: ({ note }) => note?.text ?? null,
      isShownWithText: true,
      onEditing: () => undefined,
      isToldAtPauses: () => true,
    });
    this.#crmNotes = new Notes({
      after,
      tell: (callId, text) => {
        asks.follow(callId, surface['calls:crm-note'](callId, text));
      },
      stored: storedCrmNote,
      isShownWithText: false,
      onEditing: needs.onWriting,
      // After the call each telling is a note of its own.
      isToldAtPauses: (callId) => callOf(callId)?.state.kind !== 'ended',
    });
  }

  /** The card that is typed in. */
  get callId(): string | null {
    return this.#panel?.callId ?? this.#notes.editingId ?? this.#crmNotes.editingId;
  }

  get isPanelOpen(): boolean {
    return this.#panel !== null;
  }

  panelOf(callId: string): CardPanel | null {
    return this.#panel?.callId === callId ? this.#panel : null;
  }

  noteOf(call: CallView): NoteDraft | null {
    return this.#notes.of(call);
  }

  crmNoteOf(call: CallView): NoteDraft | null {
    return this.#crmNotes.of(call);
  }

  /** Opens a panel in place of the one that is open. */
  open(panel: CardPanel): void {
    this.#panel?.close();
    this.#panel = panel;
    this.#needs.asks.ask(panel.callId, this.#needs.surface['card:summon']());
  }

  openSendTo(callId: string): void {
    const { surface, after, asks, callOf } = this.#needs;
    this.open(
      new SendToState(callId, {
        after,
        find: (text) => surface['colleagues:find'](callId, text),
        sendToNumber: (text) => {
          const call = callOf(callId);
          if (call === undefined) return;
          this.flush();
          asks.ask(callId, surface['calls:send-to-number'](callId, text, clickWay(call)), this.closePanelOf);
        },
      }),
    );
  }

  /** Lines of the colleagues who were found may have changed. */
  renewPanel(): void {
    const panel = this.#panel;
    const call = panel === null ? undefined : this.#needs.callOf(panel.callId);
    if (call !== undefined && panel?.kind === 'send-to') panel.renew(call.lookupRevision);
  }

  closePanel(): void {
    const panel = this.#panel;
    if (panel === null) return;
    panel.close();
    this.#panel = null;
    this.#release(panel.callId);
    this.#needs.onClosed();
  }

  readonly closePanelOf = (callId: string): void => {
    if (this.#panel?.callId === callId) this.closePanel();
  };

  editNote(callId: string): void {
    this.#edit(this.#notes, callId);
  }

  typeNote(callId: string, text: string): void {
    this.#notes.type(callId, text);
  }

  leaveNote(): void {
    this.#notes.leave();
  }

  editCrmNote(callId: string): void {
    this.#edit(this.#crmNotes, callId);
  }

  typeCrmNote(callId: string, text: string): void {
    this.#crmNotes.type(callId, text);
  }

  leaveCrmNote(): void {
    this.#crmNotes.leave();
  }

  foldCrmNote(callId: string): void {
    this.#crmNotes.flush();
    this.#crmNotes.fold(callId);
    this.#release(callId);
  }

  /** Tells main what is typed and not yet told: before the call goes. */
  flush(): void {
    this.#notes.flush();
    this.#crmNotes.flush();
  }

  /** Esc. @returns whether there was anything to leave */
  escape(): boolean {
    const noteId = this.#notes.editingId;
    const crmNoteId = this.#crmNotes.editingId;
    if (this.#panel !== null) this.closePanel();
    else if (crmNoteId !== null) this.foldCrmNote(crmNoteId);
    else if (noteId !== null) {
      this.#notes.leave();
      this.#release(noteId);
    } else return false;
    return true;
  }

  /** The call can no longer be sent on: no note goes with it. */
  putAway(callId: string): void {
    if (this.#notes.editingId === callId) this.#release(callId);
    this.#notes.forget(callId);
    if (this.#panel?.kind === 'send-to') this.closePanelOf(callId);
  }

  /** What is open may have no use any more, and a note may have gone out. */
  settle(call: CallView): void {
    if (this.#panel?.kind === 'lead' && call.crm?.canCreateLead !== true) this.closePanelOf(call.id);
    if (call.crmNote !== null && gone(call.crmNote)) this.#crmNotes.settle(call.id, call.crmNote.text);
  }

  /** The card has gone. What was typed last for the CRM is told all the same. */
  forget(callId: string): void {
    if (this.#crmNotes.editingId === callId) this.#release(callId);
    this.#crmNotes.forget(callId);
    this.closePanelOf(callId);
  }

  #edit(notes: Notes, callId: string): void {
    const isNew = notes.editingId !== callId;
    notes.edit(callId);
    if (isNew) this.#needs.asks.follow(callId, this.#needs.surface['card:summon']());
  }

  #release(callId: string): void {
    this.#needs.asks.follow(callId, this.#needs.surface['card:release']());
  }
}
