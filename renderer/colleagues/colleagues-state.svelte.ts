/** What the colleagues' window knows: what is looked for, and main's last view of it. */
import type { ColleaguesView } from '../../main/bridge/contract/colleagues-views.ts';
import type { Reply, RequestError } from '../../main/bridge/contract/requests.ts';

/** Typing is not asked for at every key. */
const searchDelayMs = 150;
const tickMs = 1000;

export interface ColleaguesNeeds {
  readonly look: (query: string) => Promise<Reply<'colleagues:look'>>;
  /** Told of every view that is drawn. */
  readonly onView: (view: ColleaguesView) => void;
  /** A clock that never goes back. */
  readonly nowMs: () => number;
  readonly after: (delayMs: number, run: () => void) => () => void;
  readonly every: (periodMs: number, run: () => void) => () => void;
}

export class ColleaguesState {
  readonly #needs: ColleaguesNeeds;
  #text = $state.raw('');
  #view = $state.raw<ColleaguesView | null>(null);
  #refusal = $state.raw<RequestError<'colleagues:look'> | null>(null);
  #nowEpochMs = $state.raw(0);
  #mainAheadMs = 0;
  #asked = '';
  #cancelSearch = (): void => undefined;

  constructor(needs: ColleaguesNeeds) {
    this.#needs = needs;
  }

  /** As typed. */
  get text(): string {
    return this.#text;
  }

  /** The last view that answers what was asked last, or what was asked before it, until the answer is there. */
  get view(): ColleaguesView | null {
    return this.#view;
  }

  get refusal(): RequestError<'colleagues:look'> | null {
    return this.#refusal;
  }

  /** Main's clock, once a second. */
  get nowEpochMs(): number {
    return this.#nowEpochMs;
  }

  /** What is drawn is no answer to what is typed. */
  get isSearching(): boolean {
    return this.#text.trim() !== (this.#view?.query ?? '');
  }

  /** Begins to look, and to count. @returns stops the clock */
  start(): () => void {
    void this.#look();
    return this.#needs.every(tickMs, () => {
      this.#nowEpochMs = this.#needs.nowMs() + this.#mainAheadMs;
    });
  }

  type(text: string): void {
    this.#text = text;
    this.#cancelSearch();
    this.#cancelSearch = this.#needs.after(searchDelayMs, () => void this.#look());
  }

  /** Draws a view, unless it answers a former question. */
  take(view: ColleaguesView): void {
    if (view.query !== this.#asked) return;
    this.#view = view;
    this.#refusal = null;
    this.#mainAheadMs = view.nowEpochMs - this.#needs.nowMs();
    this.#nowEpochMs = view.nowEpochMs;
    this.#needs.onView(view);
  }

  async #look(): Promise<void> {
    const query = this.#text.trim();
    this.#asked = query;
    const reply = await this.#needs.look(query);
    if (query !== this.#asked) return;
    if (reply.ok) this.take(reply.value);
    else this.#refusal = reply.error.code;
  }
}
