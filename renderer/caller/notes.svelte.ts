/** Notes for colleagues, as they are typed: sent to main at each pause, so that neither a reload nor a quick click loses them. */
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
  of({ id, note }: CallView): NoteDraft | null {
    if (note === null) return null;
    const text = this.#drafts.get(id) ?? note.text;
    return { text, isOpen: this.#open.has(id) || text !== '', isEditing: this.#editingId === id };
  }

  edit(callId: string): void {
    this.#open.add(callId);
    this.#editingId = callId;
  }

  type(callId: string, text: string): void {
    if (this.#untoldId !== callId) this.flush();
    this.#drafts.set(callId, text);
    this.#untoldId = callId;
    this.#cancelPause();
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
    this.#editingId = null;
  }

  /** The call no longer waits for a note. One that is only on its way takes along what was typed last: a shortcut sends it in mid-word. */
  forget(callId: string): void {
    if (this.#untoldId === callId) this.flush();
    if (this.#editingId === callId) this.#editingId = null;
    this.#drafts.delete(callId);
    this.#open.delete(callId);
  }
}
