/** What the status window knows: main's last status, and what became of the last click. */
import type { StatusView } from '../../main/bridge/contract/setup-views.ts';
import type { Surface } from '../../main/bridge/contract/surface.ts';
import type { StatusRefusal } from '../i18n/status-words.ts';
import type { LiveStatus } from '../ui/live-status.svelte.ts';

type ClickNews =
  | { readonly kind: 'asked' }
  | { readonly kind: 'forgotten' }
  | { readonly kind: 'refused'; readonly code: StatusRefusal };
type Answer = { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: StatusRefusal } };

export class StatusState {
  readonly #surface: Surface;
  readonly #live: LiveStatus;
  #news = $state.raw<ClickNews | null>(null);

  constructor(surface: Surface, live: LiveStatus) {
    this.#surface = surface;
    this.#live = live;
  }

  get view(): StatusView | null {
    return this.#live.view;
  }

  get nowEpochMs(): number {
    return this.#live.nowEpochMs;
  }

  get news(): ClickNews | null {
    return this.#news;
  }

  async tryNow(): Promise<void> {
    this.#take(await this.#surface['status:try-now'](), { kind: 'asked' });
  }

  async forgetClients(): Promise<void> {
    this.#take(await this.#surface['status:forget-clients'](), { kind: 'forgotten' });
  }

  async openSettings(): Promise<void> {
    this.#take(await this.#surface['status:open-settings'](), null);
  }

  #take(answer: Answer, done: ClickNews | null): void {
    this.#news = answer.ok ? done : { kind: 'refused', code: answer.error.code };
  }
}
