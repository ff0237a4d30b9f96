/** What the outbox window knows: main's last view of it, what was asked, and main's clock. */
import type { OutboxView } from '../../main/bridge/contract/outbox-views.ts';
import type { Reply } from '../../main/bridge/contract/requests.ts';
import type { OutboxRefusal } from '../i18n/outbox-words.ts';

export interface OutboxNeeds {
  readonly read: () => Promise<Reply<'outbox:read'>>;
  readonly sendNow: (id: string) => Promise<Reply<'outbox:send-now'>>;
  readonly discard: (id: string) => Promise<Reply<'outbox:discard'>>;
  /** Told of every view that is drawn. */
  readonly onView: (view: OutboxView) => void;
  /** A clock that never goes back. */
  readonly nowMs: () => number;
  readonly every: (periodMs: number, run: () => void) => () => void;
}

const tickMs = 1000;

export class OutboxState {
  readonly #needs: OutboxNeeds;
  #view = $state.raw<OutboxView | null>(null);
  #nowEpochMs = $state.raw(0);
  #refusal = $state.raw<OutboxRefusal | null>(null);
  #askedAbout = $state.raw<string | null>(null);
  #mainAheadMs = 0;

  constructor(needs: OutboxNeeds) {
    this.#needs = needs;
  }

  /** Null until the first one was told. */
  get view(): OutboxView | null {
    return this.#view;
  }

  /** Main's clock, once a second. */
  get nowEpochMs(): number {
    return this.#nowEpochMs;
  }

  /** Why the last request was refused. */
  get refusal(): OutboxRefusal | null {
    return this.#refusal;
  }

  /** The item that is to be thrown away, if the agent says so once more. */
  get askedAbout(): string | null {
    return this.#askedAbout;
  }

  /** Reads, and begins to count. @returns stops the clock */
  start(): () => void {
    void this.#read();
    return this.#needs.every(tickMs, () => {
      this.#nowEpochMs = this.#needs.nowMs() + this.#mainAheadMs;
    });
  }

  take(view: OutboxView): void {
    this.#view = view;
    this.#mainAheadMs = view.nowEpochMs - this.#needs.nowMs();
    this.#nowEpochMs = view.nowEpochMs;
    if (!view.items.some(({ id }) => id === this.#askedAbout)) this.#askedAbout = null;
    this.#needs.onView(view);
  }

  async sendNow(id: string): Promise<void> {
    this.#refusal = null;
    const reply = await this.#needs.sendNow(id);
    if (!reply.ok) this.#refusal = reply.error.code;
  }

  /** @param id null: keep it */
  askToDiscard(id: string | null): void {
    this.#refusal = null;
    this.#askedAbout = id;
  }

  async discard(id: string): Promise<void> {
    this.#askedAbout = null;
    const reply = await this.#needs.discard(id);
    if (!reply.ok) this.#refusal = reply.error.code;
  }

  async #read(): Promise<void> {
    const reply = await this.#needs.read();
    if (!reply.ok) this.#refusal = reply.error.code;
    // What an event told meanwhile is newer.
    else if (this.#view === null) this.take(reply.value);
  }
}
