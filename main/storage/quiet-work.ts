/** What the worker does while nobody waits for it: words of the calls that were added, and the log into the file. */
import type { WorkerLink } from './worker-link.ts';

/** Calls that come meanwhile get their words together; so long nothing but a search makes them. */
const QUIET_AFTER_MS = 250;

export interface QuietWorkDeps {
  readonly link: Pick<WorkerLink, 'request'>;
  /** @returns cancels it */
  readonly after: (delayMs: number, run: () => void) => () => void;
  /** The storage closes: what is left is done after the next start. */
  readonly signal: AbortSignal;
}

/** Nothing rejects. What fails is done later: by the next search, after the next call, after the next start. */
export class QuietWork {
  readonly #deps: QuietWorkDeps;
  #cancel: (() => void) | null = null;

  constructor(deps: QuietWorkDeps) {
    this.#deps = deps;
    deps.signal.addEventListener('abort', () => this.#cancel?.(), { once: true });
  }

  /** A call is being added. */
  later(): void {
    if (this.#deps.signal.aborted) return;
    this.#cancel ??= this.#deps.after(QUIET_AFTER_MS, () => {
      this.#cancel = null;
      void this.now();
    });
  }

  /** In pieces, so that whatever else is asked comes between. */
  async now(): Promise<void> {
    const { link, signal } = this.#deps;
    let indexed = await link.request('indexSome');
    while (indexed.ok && indexed.value && !signal.aborted) indexed = await link.request('indexSome');
    if (indexed.ok && !signal.aborted) await link.request('settleLog');
  }
}
