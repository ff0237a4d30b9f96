/** What goes to the CRM: written down first, sent in order, looked for where it is not known whether it arrived. */
import type { Clock } from '../model/clock.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { OutboxId, OutboxItem, OutboxRow, OutboxState } from '../model/outbox.ts';
import { Engine } from './engine.ts';
import { waitingForOthers } from './lanes.ts';
import { isUnderWay, isUnsent, stateOfPhase } from './machine.ts';
import { outboxLimits, type OutboxLimits, type OutboxProblem, type OutboxStore, type Sender } from './ports.ts';
import { Writer } from './writer.ts';

export interface OutboxNeeds {
  readonly store: OutboxStore;
  /** The portal that is set up now; null: none. Call `wake` when it changes. */
  readonly sender: () => Sender | null;
  readonly clock: Clock;
  /** Uniform in [0,1). */
  readonly random01: () => number;
  readonly onProblem: (problem: OutboxProblem) => void;
  readonly limits?: OutboxLimits;
}

/** A row with what the list says besides. */
export interface ListedRow extends OutboxRow {
  readonly isBehindAnother: boolean;
}

type DiscardError = 'unknown-item' | 'under-way' | 'not-written';

/** How often reading the rows is put off longer. */
const MAX_LOAD_DELAYS = 12;

/** One for the life of the app: sessions come and go beneath it. */
export class Outbox {
  readonly #needs: OutboxNeeds;
  readonly #writer: Writer;
  readonly #engine: Engine;
  readonly #listeners = new Set<() => void>();
  #loadFailures = 0;
  #cancelLoad = (): void => undefined;

  constructor(needs: OutboxNeeds) {
    const { store, sender, clock, random01, onProblem, limits = outboxLimits } = needs;
    const tell = (): void => {
      for (const listener of this.#listeners) listener();
    };
    this.#needs = needs;
    this.#writer = new Writer({
      store,
      clock,
      onProblem: (problem) => {
        onProblem(problem);
        tell();
      },
    });
    this.#engine = new Engine({ writer: this.#writer, sender, clock, random01, limits, onChange: tell });
  }

  /** Loads what an earlier run left, and begins to send. Resolves when the rows are there, or could not be read yet. */
  async start(): Promise<void> {
    const { store, clock, onProblem, limits = outboxLimits } = this.#needs;
    const loaded = await store.load();
    if (this.#engine.isStopped) return;
    if (loaded.ok) {
      if (this.#loadFailures > 0) onProblem({ kind: 'kept-again' });
      this.#loadFailures = 0;
      this.#engine.load(loaded.value);
      return;
    }
    this.#loadFailures += 1;
    const waiting = this.#engine.tracks.size;
    if (this.#loadFailures === 1) onProblem({ kind: 'not-kept', error: loaded.error, waiting });
    const delayMs = limits.baseMs * Math.min(this.#loadFailures, MAX_LOAD_DELAYS);
    this.#cancelLoad = clock.after(delayMs, () => void this.start());
  }

  /** Everything that is known, in order; what was sent stands in it for a while. */
  rows(): readonly ListedRow[] {
    const waiting = waitingForOthers(this.#engine.tracks);
    return [...this.#engine.tracks].map(([id, { item, phase }]) => ({
      item,
      state: stateOfPhase(phase),
      isBehindAnother: waiting.has(id),
    }));
  }

  /** How the disk failed last, as its error's `kind`; null where all is well. */
  get problem(): string | null {
    return this.#writer.error?.kind ?? (this.#loadFailures > 0 ? 'not-loaded' : null);
  }

  /** Adds, or replaces one of the same id that has not gone out; one that has is left as it is.
   *  @param holdUntilEpochMs not before then, unless released; null: at once */
  put(item: OutboxItem, holdUntilEpochMs: number | null): void {
    const known = this.#engine.tracks.get(item.id);
    if (known !== undefined && !isUnsent(known.phase)) return;
    this.#engine.forgetOldSent();
    const nextTryEpochMs = this.#needs.clock.nowEpochMs();
    const state =
      holdUntilEpochMs === null
        ? ({ kind: 'waiting', tries: 0, nextTryEpochMs, error: null } as const)
        : ({ kind: 'held', untilEpochMs: holdUntilEpochMs } as const);
    const portal = this.#needs.sender()?.portal ?? null;
    const addressed = portal === null ? item : { ...item, portal };
    this.#engine.put({ item: addressed, phase: { kind: 'resting', state } });
  }

  /** A held one may go now. */
  release(id: OutboxId): void {
    this.#engine.apply(id, { kind: 'release' });
  }

  /** @returns false where it has gone out, perhaps, or is not known */
  takeBack(id: OutboxId): boolean {
    const track = this.#engine.tracks.get(id);
    if (track === undefined || !isUnsent(track.phase)) return false;
    this.#engine.drop(id);
    return true;
  }

  /** Null: not known, or thrown away. */
  stateOf(id: OutboxId): OutboxState | null {
    const track = this.#engine.tracks.get(id);
    return track === undefined ? null : stateOfPhase(track.phase);
  }

  /** Told on every change of a state. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tries it at once; one that was perhaps sent is looked for first, and sent where it is not found. */
  sendNow(id: OutboxId): Result<void, 'unknown-item' | 'under-way'> {
    const track = this.#engine.tracks.get(id);
    if (track === undefined || stateOfPhase(track.phase).kind === 'sent') return err('unknown-item');
    if (isUnderWay(track.phase)) return err('under-way');
    this.#engine.endQuiet();
    this.#engine.apply(id, { kind: 'send-now' });
    return ok(undefined);
  }

  /** Throws it away. Resolves when it is off the disk, or cannot be removed and stays. */
  async discard(id: OutboxId): Promise<Result<void, DiscardError>> {
    const track = this.#engine.tracks.get(id);
    if (track === undefined || stateOfPhase(track.phase).kind === 'sent') return err('unknown-item');
    if (isUnderWay(track.phase)) return err('under-way');
    const putBack = this.#engine.takeOut(track);
    const isRemoved = await this.#writer.removeNow(id);
    if (!isRemoved) putBack();
    for (const listener of this.#listeners) listener();
    this.#engine.turn();
    return isRemoved ? ok(undefined) : err('not-written');
  }

  /** How many of a caller's would be forgotten unsent. */
  unsentOf(callerKey: string): number {
    return this.#of(callerKey).filter(({ phase }) => stateOfPhase(phase).kind !== 'sent').length;
  }

  /** Drops all that is known of a caller, also what is under way. @returns how many had not been sent */
  forget(callerKey: string): number {
    const unsent = this.unsentOf(callerKey);
    for (const { item } of this.#of(callerKey)) this.#engine.drop(item.id);
    return unsent;
  }

  /** Another portal is set up, or the network came back. */
  wake(): void {
    this.#engine.endQuiet();
    this.#engine.turn();
  }

  /** Leaves what is under way to the next start; resolves when the disk has what it can get. */
  async stop(): Promise<void> {
    this.#cancelLoad();
    this.#engine.stop();
    await this.#writer.idle();
    this.#writer.stop();
  }

  #of(callerKey: string): Parameters<Engine['put']>[0][] {
    return [...this.#engine.tracks.values()].filter(({ item }) => item.callerKey === callerKey);
  }
}
