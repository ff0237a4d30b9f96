/** What is typed on the cards: "Send to…" and notes. The window takes no focus by itself: typing needs it to be asked for, and it
 *  goes back when there is nothing left to type. */
import type { CallView } from '../../main/bridge/contract/call-views.ts';
import type { Surface } from '../../main/bridge/contract/surface.ts';
import type { Asks } from './asks.svelte.ts';
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
}

export class Typing {
  readonly #needs: TypingNeeds;
  readonly #notes: Notes;
  #panel = $state.raw<SendToState | null>(null);

  constructor(needs: TypingNeeds) {
    this.#needs = needs;
    this.#notes = new Notes({
      after: needs.after,
      tell: (callId, text) => {
        needs.asks.follow(callId, needs.surface['calls:note'](callId, text));
      },
    });
  }

  /** The card that is typed in. */
  get callId(): string | null {
    return this.#panel?.callId ?? this.#notes.editingId;
  }

  get isPanelOpen(): boolean {
    return this.#panel !== null;
  }

  panelOf(callId: string): SendToState | null {
    return this.#panel?.callId === callId ? this.#panel : null;
  }

  noteOf(call: CallView): NoteDraft | null {
    return this.#notes.of(call);
  }

  openPanel(callId: string): void {
    const { surface, after, asks, callOf } = this.#needs;
    this.#panel?.close();
    this.#panel = new SendToState(callId, {
      after,
      find: (text) => surface['colleagues:find'](callId, text),
      sendToNumber: (text) => {
        const call = callOf(callId);
        if (call === undefined) return;
        this.flush();
        asks.ask(callId, surface['calls:send-to-number'](callId, text, clickWay(call)), this.closePanelOf);
      },
    });
    asks.ask(callId, surface['card:summon']());
  }

  /** Lines of the colleagues who were found may have changed. */
  renewPanel(): void {
    const panel = this.#panel;
    const call = panel === null ? undefined : this.#needs.callOf(panel.callId);
    if (call !== undefined) panel?.renew(call.lookupRevision);
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
    const isNew = this.#notes.editingId !== callId;
    this.#notes.edit(callId);
    if (isNew) this.#needs.asks.follow(callId, this.#needs.surface['card:summon']());
  }

  typeNote(callId: string, text: string): void {
    this.#notes.type(callId, text);
  }

  leaveNote(): void {
    this.#notes.leave();
  }

  /** Tells main what is typed and not yet told: before the call goes. */
  flush(): void {
    this.#notes.flush();
  }

  /** Esc. @returns whether there was anything to leave */
  escape(): boolean {
    const noteId = this.#notes.editingId;
    if (this.#panel !== null) this.closePanel();
    else if (noteId !== null) {
      this.#notes.leave();
      this.#release(noteId);
    } else return false;
    return true;
  }

  /** Nothing is left to be typed for this call. */
  putAway(callId: string): void {
    if (this.#notes.editingId === callId) this.#release(callId);
    this.#notes.forget(callId);
    this.closePanelOf(callId);
  }

  #release(callId: string): void {
    this.#needs.asks.follow(callId, this.#needs.surface['card:release']());
  }
}
