/** Which card the agent has at hand: under the pointer, under the keyboard, with a note being written, or opened from one line. */

export type HeldBy = 'hand' | 'writing';

export class Attention {
  readonly #tellHeld: (callId: string, by: HeldBy | null) => void;
  #pointedId: string | null = null;
  #focusedId: string | null = null;
  #writtenId: string | null = null;
  #openedId: string | null = null;
  #held: ReadonlyMap<string, HeldBy> = new Map();

  /** @param tellHeld told of each card that must not go from under hand or keyboard, and when it may again (null) */
  constructor(tellHeld: (callId: string, by: HeldBy | null) => void) {
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

  /** A note for the CRM is being written of this call. */
  write(callId: string | null): void {
    this.#writtenId = callId;
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
    this.#writtenId = kept(this.#writtenId);
    this.#hold();
  }

  #hold(): void {
    const before = this.#held;
    const atHand = [this.#pointedId, this.#focusedId].filter((callId) => callId !== null);
    const now = new Map<string, HeldBy>(atHand.map((callId) => [callId, 'hand']));
    if (this.#writtenId !== null) now.set(this.#writtenId, 'writing');
    this.#held = now;
    for (const callId of before.keys()) if (!now.has(callId)) this.#tellHeld(callId, null);
    for (const [callId, by] of now) if (before.get(callId) !== by) this.#tellHeld(callId, by);
  }
}
