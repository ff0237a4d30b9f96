/** What the history window knows: main's view around the list, the list, the call that is current and the one that is open. */
import type { HistoryCallView, HistoryView } from '../../main/bridge/contract/history-views.ts';
import type { Surface } from '../../main/bridge/contract/surface.ts';
import { CallActions, type ActionRequests } from './call-actions.svelte.ts';
import { CallList } from './call-list.svelte.ts';
import { indexOfCall } from './merge.ts';

export interface HistoryNeeds extends ActionRequests {
  readonly 'history:read': Surface['history:read'];
  readonly 'history:search': Surface['history:search'];
  /** Told of every view that is drawn. */
  readonly onView: (view: HistoryView) => void;
}

export class HistoryState {
  readonly list: CallList;
  readonly actions: CallActions;
  readonly #needs: HistoryNeeds;
  #view = $state.raw<HistoryView | null>(null);
  #currentId = $state.raw<string | null>(null);
  #opened = $state.raw<HistoryCallView | null>(null);
  #shownTimes = 0;

  constructor(needs: HistoryNeeds) {
    this.#needs = needs;
    this.list = new CallList((question) => needs['history:search'](question));
    this.actions = new CallActions(needs, {
      onForgotten: () => {
        this.#opened = null;
        this.#currentId = null;
        this.list.dropOlder();
        void this.list.refresh();
      },
      onNoted: (id) => void this.list.renew(id),
    });
  }

  get view(): HistoryView | null {
    return this.#view;
  }

  /** Index of the call that the keyboard is at; null where it is none that is listed. */
  get current(): number | null {
    return indexOfCall(this.list.calls, this.#currentId);
  }

  /** As the list knows it now, else as it was when it was opened: a filter may have taken it out of the list. */
  get opened(): HistoryCallView | null {
    const opened = this.#opened;
    return opened === null ? null : (this.list.calls.find(({ id }) => id === opened.id) ?? opened);
  }

  /** Asks for what is there at the start. */
  async start(): Promise<void> {
    const [read] = await Promise.all([this.#needs['history:read'](), this.list.refresh()]);
    if (read.ok) await this.take(read.value);
  }

  /** Draws a view, and asks for the list anew where calls have changed. */
  async take(view: HistoryView): Promise<void> {
    const isOther = this.#view !== null && this.#view.revision !== view.revision;
    this.#view = view;
    this.#needs.onView(view);
    const at = view.openAt;
    if (at !== null && at.times !== this.#shownTimes) {
      this.#shownTimes = at.times;
      await this.#showCall(at.id);
    } else if (isOther) await this.list.refresh();
  }

  goTo(index: number): void {
    this.#currentId = this.list.calls[index]?.id ?? null;
  }

  /** Opens a call's panel. */
  open(index: number): void {
    const call = this.list.calls[index];
    if (call === undefined) return;
    if (this.#opened?.id !== call.id) this.actions.leave();
    this.#currentId = call.id;
    this.#opened = call;
  }

  close(): void {
    this.actions.leave();
    this.#opened = null;
  }

  async #showCall(id: string): Promise<void> {
    // Whatever hides it goes.
    const isNarrowed = this.list.text !== '' || this.list.filter !== 'all';
    if (isNarrowed) {
      await this.list.choose('all');
      await this.list.type('');
    } else await this.list.refresh();
    const index = indexOfCall(this.list.calls, id);
    if (index !== null) this.open(index);
  }
}
