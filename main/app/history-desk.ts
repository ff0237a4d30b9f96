/** What the history window shows around its list, told anew whenever it changes while the window is open. */
import type { HistoryPageView, HistoryView } from '../bridge/contract/history-views.ts';
import type { CallId } from '../model/call.ts';
import type { Clock } from '../model/clock.ts';
import type { HistoryCall, HistoryQuery } from '../model/history.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { HistorySettings } from '../model/settings.ts';
import { hasCardIn } from './has-card.ts';
import type { ExportState } from './history-export.ts';
import type { HistorySpan, HistoryStore } from './history-store.ts';
import { historyPageView } from './history-view.ts';
import type { Session } from './session.ts';

/** Twenty calls that end at once are told as one. */
const TELL_WITHIN_MS = 50;

export interface HistoryDeskParts {
  /** Null where no database could be opened. */
  readonly store: Pick<HistoryStore, 'search' | 'call' | 'span'> | null;
  readonly clock: Clock;
  readonly revision: () => number;
  readonly session: () => Pick<Session, 'crm'>;
  readonly settings: () => {
    readonly history: Pick<HistorySettings, 'keepDays'>;
    readonly desktop: { readonly dialUrl: string | null; readonly theme: HistoryView['theme'] };
  };
  readonly exportState: () => ExportState;
  readonly tell: (view: HistoryView) => void;
}

export class HistoryDesk {
  readonly #parts: HistoryDeskParts;
  readonly #runningSinceEpochMs: number;
  #isOpen = false;
  #openAt: HistoryView['openAt'] = null;
  #cancelTell: (() => void) | null = null;
  #generation = 0;

  constructor(parts: HistoryDeskParts) {
    this.#parts = parts;
    this.#runningSinceEpochMs = parts.clock.nowEpochMs();
  }

  /** The window asks: from now on it is told every change, until `close`. */
  open(): Promise<HistoryView> {
    this.#isOpen = true;
    return this.#view();
  }

  close(): void {
    this.#isOpen = false;
    this.#openAt = null;
    this.#cancelTell?.();
    this.#cancelTell = null;
  }

  /** The window is to show this call. */
  showCall(id: CallId | null): void {
    this.#openAt = id === null ? null : { id, times: (this.#openAt?.times ?? 0) + 1 };
    this.changed();
  }

  changed(): void {
    if (!this.#isOpen) return;
    this.#cancelTell ??= this.#parts.clock.after(TELL_WITHIN_MS, () => {
      this.#cancelTell = null;
      void this.#tell();
    });
  }

  async search(query: HistoryQuery): Promise<Result<HistoryPageView, 'not-readable'>> {
    const page = await this.#parts.store?.search(query);
    if (page?.ok !== true) return err('not-readable');
    return ok(historyPageView(page.value, hasCardIn(this.#parts.session())));
  }

  /** @returns null where it is not known, or cannot be read */
  async call(id: CallId): Promise<HistoryCall | null> {
    const read = await this.#parts.store?.call(id);
    return read?.ok === true ? read.value : null;
  }

  async #tell(): Promise<void> {
    const generation = (this.#generation += 1);
    const view = await this.#view();
    // A slow disk must not put a former view in place of a newer one.
    if (generation === this.#generation && this.#isOpen) this.#parts.tell(view);
  }

  async #view(): Promise<HistoryView> {
    const { store, clock, revision, session, settings, exportState } = this.#parts;
    const span = store === null ? null : await store.span();
    const { history, desktop } = settings();
    return {
      revision: revision(),
      kept: span?.ok === true ? keptView(span.value, history.keepDays) : null,
      problem: problemOf(span),
      runningSinceEpochMs: this.#runningSinceEpochMs,
      openAt: this.#openAt,
      canDial: desktop.dialUrl !== null,
      canNote: session().crm !== null,
      export: exportState(),
      nowEpochMs: clock.nowEpochMs(),
      theme: desktop.theme,
    };
  }
}

const keptView = ({ calls, sinceEpochMs }: HistorySpan, days: number): NonNullable<HistoryView['kept']> => ({
  calls,
  days,
  sinceEpochMs,
});

function problemOf(span: Awaited<ReturnType<HistoryStore['span']>> | null): string | null {
  if (span === null) return 'no-database';
  if (span.ok) return null;
  return span.error.kind === 'failed' ? span.error.code : span.error.kind;
}
