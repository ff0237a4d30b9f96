/** One field that finds as somebody types: asked at pauses, and what was found for an older text is never shown. */
import type { RefusalCode } from '../i18n/words.ts';

/** Typing is not asked for at every key. */
const searchDelayMs = 200;
const minSearchLength = 2;

export type SearchView<Found> =
  | { readonly kind: 'none' }
  | { readonly kind: 'searching' }
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'refused'; readonly code: RefusalCode };

export type SearchReply<Found> =
  { readonly ok: true; readonly value: Found } | { readonly ok: false; readonly error: { readonly code: RefusalCode } };

export interface SearchNeeds<Found> {
  readonly find: (text: string) => Promise<SearchReply<Found>>;
  readonly after: (delayMs: number, run: () => void) => () => void;
}

export class Search<Found> {
  readonly #needs: SearchNeeds<Found>;
  #text = $state.raw('');
  #view = $state.raw<SearchView<Found>>({ kind: 'none' });
  #cancel: () => void = () => undefined;
  #generation = 0;

  constructor(needs: SearchNeeds<Found>) {
    this.#needs = needs;
  }

  get text(): string {
    return this.#text;
  }

  get view(): SearchView<Found> {
    return this.#view;
  }

  type(text: string): void {
    this.#text = text;
    this.#cancel();
    this.#generation += 1;
    const generation = this.#generation;
    const wanted = text.trim();
    if (wanted.length < minSearchLength) {
      this.#view = { kind: 'none' };
      return;
    }
    this.#cancel = this.#needs.after(searchDelayMs, () => {
      this.#view = { kind: 'searching' };
      void this.#needs.find(wanted).then((reply) => {
        if (generation === this.#generation) this.#view = viewOf(reply);
      });
    });
  }

  /** Asks again for what is shown: it stays until there is an answer. Does nothing where nothing was found yet. */
  again(): void {
    if (this.#view.kind !== 'found') return;
    this.#generation += 1;
    const generation = this.#generation;
    void this.#needs.find(this.#text.trim()).then((reply) => {
      if (generation === this.#generation && reply.ok) this.#view = viewOf(reply);
    });
  }

  /** Forgets what is on its way. */
  close(): void {
    this.#cancel();
    this.#generation += 1;
  }
}

/** What a search, or a list that was asked for, came to. */
export const viewOf = <Found>(reply: SearchReply<Found>): SearchView<Found> =>
  reply.ok ? { kind: 'found', found: reply.value } : { kind: 'refused', code: reply.error.code };
