/** One open "Send to…" panel: a number or a colleague's name, and who was found. */
import type { ColleagueView } from '../../main/bridge/contract/call-views.ts';
import { Search, type SearchNeeds, type SearchView } from './search.svelte.ts';

export interface SendToNeeds extends SearchNeeds<readonly ColleagueView[]> {
  readonly sendToNumber: (text: string) => void;
}

export class SendToState {
  readonly kind = 'send-to';
  readonly callId: string;
  readonly #needs: SendToNeeds;
  readonly #search: Search<readonly ColleagueView[]>;
  #revision: number | null = null;

  constructor(callId: string, needs: SendToNeeds) {
    this.callId = callId;
    this.#needs = needs;
    this.#search = new Search(needs);
  }

  get text(): string {
    return this.#search.text;
  }

  get search(): SearchView<readonly ColleagueView[]> {
    return this.#search.view;
  }

  /** The text where it can only be a number: digits and what people write between them, also out of a copied link (RFC 3966 §3:
   *  `tel:+49-30-123;ext=5`); null for a name. */
  get number(): string | null {
    const text = this.text.replace(/^\s*tel:([^;]*).*$/i, '$1').trim();
    return /^[+*#(]?[\d\s().\-/*#]*\d[\d\s().\-/*#]*$/.test(text) ? text : null;
  }

  /** Takes a new text; what was found for an older one is never shown. */
  type(text: string): void {
    this.#search.type(text);
  }

  /** Asks again for those who are shown, once main has news of people and lines: they stay on the card until it has answered.
   *  @param revision of the call's look-up */
  renew(revision: number): void {
    const hasNews = revision !== this.#revision;
    this.#revision = revision;
    if (hasNews) this.#search.again();
  }

  /** Sends the call to the typed number. Does nothing for a name. */
  submit(): void {
    if (this.number !== null) this.#needs.sendToNumber(this.number);
  }

  /** Forgets what is on its way. */
  close(): void {
    this.#search.close();
  }
}
