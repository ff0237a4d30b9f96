/** Which card the agent has at hand: under the pointer, under the keyboard, or opened from one line. */

export class Attention {
  readonly #tellHeld: (callId: string, isHeld: boolean) => void;
  #pointedId: string | null = null;
  #focusedId: string | null = null;
  #openedId: string | null = null;
  #heldIds: readonly string[] = [];

  /** @param tellHeld told of each card that must not go from under hand or keyboard, and when it may again */
  constructor(tellHeld: (callId: string, isHeld: boolean) => void) {
    this.#tellHeld = tellHeld;
  }

  get pointedId(): string | null {
    return this.#pointedId;
  }

  get openedId(): string | null {
    return this.#openedId;
  }

  point(callId: string | null): void {
    this.#pointedId = callId;
    this.#hold();
  }

  focus(callId: string | null): void {
    this.#focusedId = callId;
    this.#hold();
  }

  open(callId: string): void {
    this.#openedId = callId;
  }

  /** Forgets the cards that are gone: an element that is taken away tells no end of pointer or focus. */
  keepOnly(isThere: (callId: string) => boolean): void {
    const kept = (callId: string | null): string | null => (callId !== null && isThere(callId) ? callId : null);
    this.#openedId = kept(this.#openedId);
    this.#pointedId = kept(this.#pointedId);
    this.#focusedId = kept(this.#focusedId);
    this.#hold();
  }

  #hold(): void {
    const before = this.#heldIds;
    const now = [...new Set([this.#pointedId, this.#focusedId])].filter((callId) => callId !== null);
    this.#heldIds = now;
    for (const callId of before) if (!now.includes(callId)) this.#tellHeld(callId, false);
    for (const callId of now) if (!before.includes(callId)) this.#tellHeld(callId, true);
  }
}
