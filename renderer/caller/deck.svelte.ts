/** The cards on screen: their order, and which of them are drawn in full. */
import { arrange, fullCards } from './stack.ts';

export interface DeckNeeds {
  readonly anchoredEdge: () => 'top' | 'bottom';
  /** Height of the screen's work area. */
  readonly screenHeightPx: () => number;
}

/** What keeps cards where they are. */
export interface InHand {
  /** The card that is typed in. */
  readonly typedInId: string | null;
  readonly isPanelOpen: boolean;
  readonly pointedId: string | null;
  readonly openedId: string | null;
  /** Of calls that are being sent on. */
  readonly movingIds: readonly string[];
}

export class Deck {
  readonly #needs: DeckNeeds;
  #order = $state.raw<readonly string[]>([]);
  #full = $state.raw<readonly string[]>([]);
  #edge = $state.raw<'top' | 'bottom'>('top');

  constructor(needs: DeckNeeds) {
    this.#needs = needs;
  }

  /** Topmost first. */
  get order(): readonly string[] {
    return this.#order;
  }

  /** The edge of the screen that the window grows away from. */
  get edge(): 'top' | 'bottom' {
    return this.#edge;
  }

  isFull(callId: string): boolean {
    return this.#full.includes(callId);
  }

  /** @param newestFirst ids of the calls there are now */
  arrange(newestFirst: readonly string[], inHand: InHand): void {
    const { typedInId, isPanelOpen, pointedId, openedId, movingIds } = inHand;
    const busyIds = [typedInId, ...movingIds];
    this.#edge = this.#needs.anchoredEdge();
    this.#order = arrange(this.#order, newestFirst, [...busyIds, pointedId], this.#edge);
    const hovered = pointedId !== null && this.isFull(pointedId) ? pointedId : null;
    const inUse = [typedInId, hovered, openedId, ...busyIds];
    this.#full = fullCards(this.#order, inUse, { heightPx: this.#needs.screenHeightPx(), isPanelOpen });
  }
}
