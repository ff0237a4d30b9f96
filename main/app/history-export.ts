/** One export at a time: asks for a file, writes, tells how far it is, and can be stopped. */
import type { HistoryView } from '../bridge/contract/history-views.ts';
import type { HistoryQuery } from '../model/history.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { HistoryStore } from './history-store.ts';

export type ExportState = HistoryView['export'];

export interface ExportParts {
  readonly store: Pick<HistoryStore, 'exportCalls'> | null;
  /** @returns the full path, or null where the agent changed his mind */
  readonly askForFile: () => Promise<string | null>;
  readonly onChange: () => void;
}

export class HistoryExport {
  readonly #parts: ExportParts;
  #state: ExportState = { kind: 'idle' };
  #running: AbortController | null = null;

  constructor(parts: ExportParts) {
    this.#parts = parts;
  }

  get state(): ExportState {
    return this.#state;
  }

  /** Begins; how it goes is the state. */
  start(query: HistoryQuery): Result<null, 'already-running'> {
    if (this.#running !== null) return err('already-running');
    const running = new AbortController();
    this.#running = running;
    void this.#run(query, running);
    return ok(null);
  }

  cancel(): void {
    this.#running?.abort();
  }

  async #run(query: HistoryQuery, running: AbortController): Promise<void> {
    const file = await this.#parts.askForFile();
    if (file !== null && !running.signal.aborted) await this.#write(query, file, running.signal);
    this.#running = null;
  }

  async #write(query: HistoryQuery, file: string, signal: AbortSignal): Promise<void> {
    const { store } = this.#parts;
    if (store === null) {
      this.#set({ kind: 'failed', code: 'no-database' });
      return;
    }
    this.#set({ kind: 'running', written: 0 });
    const onWritten = (written: number): void => {
      if (!signal.aborted) this.#set({ kind: 'running', written });
    };
    const done = await store.exportCalls(query, file, { onWritten, signal });
    // Stopped too late, it is all there.
    if (done.ok) this.#set({ kind: 'done', written: done.value.written, file });
    else if (signal.aborted) this.#set({ kind: 'idle' });
    else this.#set({ kind: 'failed', code: done.error.kind === 'failed' ? done.error.code : done.error.kind });
  }

  #set(state: ExportState): void {
    this.#state = state;
    this.#parts.onChange();
  }
}
