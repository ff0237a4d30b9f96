/** Notes as they are typed, for a colleague or for the CRM: told to main at each pause, so that neither a reload nor a quick click
 *  loses them. */
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { CallView } from '../../main/bridge/contract/call-views.ts';

/** Typing is not told at every key. */
const pauseMs = 400;

export interface NoteDraft {
  readonly text: string;
  /** Else only a button stands for it. */
  readonly isOpen: boolean;
  /** Has, or is about to get, the keyboard. */
  readonly isEditing: boolean;
}

export interface NotesNeeds {
  readonly after: (delayMs: number, run: () => void) => () => void;
  readonly tell: (callId: string, text: string) => void;
  /** What main knows of a call's note; null: there is none to write here. */
  readonly stored: (call: CallView) => string | null;
  /** Which call's note has the keyboard, whenever that changes. */
  readonly onEditing: (callId: string | null) => void;
  /** A note that says something is shown without being asked for. */
  readonly isShownWithText: boolean;
  /** Else it is told when the field is left. */
  readonly isToldAtPauses: (callId: string) => boolean;
}

export class Notes {
  readonly #needs: NotesNeeds;
  readonly #drafts = new SvelteMap<string, string>();
  readonly #open = new SvelteSet<string>();
  #editingId = $state.raw<string | null>(null);
  #untoldId: string | null = null;
  #cancelPause: () => void = () => undefined;

  constructor(needs: NotesNeeds) {
    this.#needs = needs;
  }

  /** The call whose note has the keyboard. */
  get editingId(): string | null {
    return this.#editingId;
  }

  /** @returns null where there are no notes at this desk */
  of(call: CallView): NoteDraft | null {
    const { id } = call;
    const stored = this.#needs.stored(call);
    if (stored === null) return null;
    const text = this.#drafts.get(id) ?? stored;
    const isShown = this.#needs.isShownWithText && text !== '';
    return { text, isOpen: this.#open.has(id) || isShown, isEditing: this.#editingId === id };
  }

  edit(callId: string): void {
    this.#open.add(callId);
    this.#keyboardOn(callId);
  }

  type(callId: string, text: string): void {
    if (this.#untoldId !== callId) this.flush();
    this.#drafts.set(callId, text);
    this.#untoldId = callId;
    this.#cancelPause();
    if (!this.#needs.isToldAtPauses(callId)) return;
    this.#cancelPause = this.#needs.after(pauseMs, () => {
      this.flush();
    });
  }

  /** Tells what was typed last, if it has not been told. */
  flush(): void {
    this.#cancelPause();
    const callId = this.#untoldId;
    this.#untoldId = null;
    if (callId !== null) this.#needs.tell(callId, this.#drafts.get(callId) ?? '');
  }

  /** The keyboard has gone elsewhere: the field stays as it is, so that nothing moves from under a click. */
  leave(): void {
    this.flush();
    this.#keyboardOn(null);
  }

  /** The field is put away; what is typed stays. */
  fold(callId: string): void {
    if (this.#editingId === callId) this.leave();
    this.#open.delete(callId);
  }

  /** This text has gone out: what is typed from now on is another note. */
  settle(callId: string, text: string): void {
    if (this.#untoldId !== callId && this.#drafts.get(callId)?.trim() === text.trim()) this.#drafts.delete(callId);
  }

  /** The call no longer waits for a note. One that is only on its way takes along what was typed last: a shortcut sends it in mid-word. */
  forget(callId: string): void {
    if (this.#untoldId === callId) this.flush();
    if (this.#editingId === callId) this.#keyboardOn(null);
    this.#drafts.delete(callId);
    this.#open.delete(callId);
  }

  #keyboardOn(callId: string | null): void {
    if (this.#editingId === callId) return;
    this.#editingId = callId;
    this.#needs.onEditing(callId);
  }
}
