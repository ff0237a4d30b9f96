/** One open "Send to…" panel: a number or a colleague's name, and who was found. */
import type { ColleagueView } from '../../main/bridge/contract/call-views.ts';
import type { Reply } from '../../main/bridge/contract/requests.ts';
import type { RefusalCode } from '../i18n/words.ts';

/** Typing is not asked for at every key. */
const searchDelayMs = 200;
const minSearchLength = 2;

export type SearchView =
  | { readonly kind: 'none' }
  | { readonly kind: 'searching' }
  | { readonly kind: 'found'; readonly colleagues: readonly ColleagueView[] }
  | { readonly kind: 'refused'; readonly code: RefusalCode };

export interface SendToNeeds {
  readonly find: (text: string) => Promise<Reply<'colleagues:find'>>;
  readonly sendToNumber: (text: string) => void;
  readonly after: (delayMs: number, run: () => void) => () => void;
}

export class SendToState {
  readonly callId: string;
  readonly #needs: SendToNeeds;
  #text = $state.raw('');
  #search = $state.raw<SearchView>({ kind: 'none' });
  #cancelSearch: () => void = () => undefined;
  #generation = 0;
  #revision: number | null = null;

  constructor(callId: string, needs: SendToNeeds) {
    this.callId = callId;
    this.#needs = needs;
  }

  get text(): string {
    return this.#text;
  }

  get search(): SearchView {
    return this.#search;
  }

  /** The text where it can only be a number: digits and what people write between them, also out of a copied link (RFC 3966 §3:
   *  `tel:+49-30-123;ext=5`); null for a name. */
  get number(): string | null {
    const text = this.#text.replace(/^\s*tel:([^;]*).*$/i, '$1').trim();
    return /^[+*#(]?[\d\s().\-/*#]*\d[\d\s().\-/*#]*$/.test(text) ? text : null;
  }

  /** Takes a new text; what was found for an older one is never shown. */
  type(text: string): void {
    this.#text = text;
    this.#cancelSearch();
    this.#generation += 1;
    const generation = this.#generation;
    const wanted = text.trim();
    if (wanted.length < minSearchLength) {
      this.#search = { kind: 'none' };
      return;
    }
    this.#cancelSearch = this.#needs.after(searchDelayMs, () => {
      this.#search = { kind: 'searching' };
      void this.#needs.find(wanted).then((reply) => {
        if (generation !== this.#generation) return;
        this.#search = reply.ok
          ? { kind: 'found', colleagues: reply.value }
          : { kind: 'refused', code: reply.error.code };
      });
    });
  }

  /** Asks again for those who are shown, once main has news of people and lines: they stay on the card until it has answered.
   *  @param revision of the call's look-up */
  renew(revision: number): void {
    const hasNews = revision !== this.#revision;
    this.#revision = revision;
    if (!hasNews || this.#search.kind !== 'found') return;
    this.#generation += 1;
    const generation = this.#generation;
    void this.#needs.find(this.#text.trim()).then((reply) => {
      if (generation === this.#generation && reply.ok) this.#search = { kind: 'found', colleagues: reply.value };
    });
  }

  /** Sends the call to the typed number. Does nothing for a name. */
  submit(): void {
    if (this.number !== null) this.#needs.sendToNumber(this.number);
  }

  /** Forgets what is on its way. */
  close(): void {
    this.#cancelSearch();
    this.#generation += 1;
  }
}
