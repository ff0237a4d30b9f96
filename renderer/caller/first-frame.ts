/** A call that the CRM knew before is drawn with its client in its first frame: main is asked first, and not waited for longer than
 *  nobody notices. */
import type { CallView, Snapshot } from '../../main/bridge/contract/call-views.ts';

/** Main has the answer by then, or something is wrong with it: the number comes first. */
const maxWaitMs = 30;

export interface FirstFrameNeeds {
  readonly after: (delayMs: number, run: () => void) => () => void;
  /** Resolves once main has said what the CRM knows of these calls. */
  readonly lookAhead: (calls: readonly CallView[]) => Promise<void>;
  readonly draw: (snapshot: Snapshot) => void;
}

export class FirstFrame {
  readonly #needs: FirstFrameNeeds;
  #waiting: Snapshot | null = null;
  #lastSequence = -1;
  #drawnIds: ReadonlySet<string> = new Set();
  #cancelWait: () => void = () => undefined;

  constructor(needs: FirstFrameNeeds) {
    this.#needs = needs;
  }

  /** Draws a snapshot before it returns, or within 30 ms where a new call's client is known already. Older ones change nothing. */
  take(snapshot: Snapshot): void {
    if (snapshot.sequence <= this.#lastSequence) return;
    this.#lastSequence = snapshot.sequence;
    const isAnyKnown = snapshot.calls.some(({ id, lookupRevision }) => lookupRevision > 0 && !this.#drawnIds.has(id));
    const isFirst = this.#waiting === null;
    this.#waiting = snapshot;
    if (!isAnyKnown) {
      this.hurry();
      return;
    }
    if (isFirst) {
      this.#cancelWait = this.#needs.after(maxWaitMs, () => {
        this.hurry();
      });
    }
    void this.#needs.lookAhead(snapshot.calls).then(() => {
      if (this.#waiting === snapshot) this.hurry();
    });
  }

  /** Waits no longer. */
  hurry(): void {
    const snapshot = this.#waiting;
    if (snapshot === null) return;
    this.#cancelWait();
    this.#waiting = null;
    this.#drawnIds = new Set(snapshot.calls.map(({ id }) => id));
    this.#needs.draw(snapshot);
  }
}
