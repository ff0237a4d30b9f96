/** Carries the items through their phases: writes, asks the portal, and lets the next one go. */
import type { Clock } from '../model/clock.ts';
import type { OutboxId, OutboxRow } from '../model/outbox.ts';
import { askPortal, portalOf } from './asking.ts';
import { dueEpochMs, turnOf, withTarget, type Tracked, type Tracks } from './lanes.ts';
import { isUnsent, loadedPhase, stateOfPhase, step, type PhaseEffect, type PhaseEvent } from './machine.ts';
import type { OutboxLimits, Sender } from './ports.ts';
import { isKept, outdated } from './sent.ts';
import type { Writer } from './writer.ts';

export interface EngineNeeds {
  readonly writer: Writer;
  readonly sender: () => Sender | null;
  readonly clock: Clock;
  readonly random01: () => number;
  readonly limits: OutboxLimits;
  readonly onChange: () => void;
}

/** A timer of more than 24 days fires at once; a clock may be set besides. */
const LONGEST_WAIT_MS = 3_600_000;

export class Engine {
  readonly #needs: EngineNeeds;
  readonly #stopping = new AbortController();
  readonly #asking = new Map<OutboxId, AbortController>();
  #tracks = new Map<OutboxId, Tracked>();
  #isLoaded = false;
  #quietUntilEpochMs = 0;
  #cancelWake = (): void => undefined;

  constructor(needs: EngineNeeds) {
    this.#needs = needs;
  }

  get tracks(): Tracks {
    return this.#tracks;
  }

  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  get isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** Takes in what an earlier run left, before what came meanwhile, and begins to send. */
  load(rows: readonly OutboxRow[]): void {
    const early = this.#tracks;
    const nowEpochMs = this.#needs.clock.nowEpochMs();
    this.#isLoaded = true;
    this.#tracks = new Map(
      rows.map(({ item, state }) => [item.id, { item, phase: loadedPhase(state, nowEpochMs) }] as const),
    );
    for (const [id, track] of early) {
      const known = this.#tracks.get(id);
      if (known === undefined || isUnsent(known.phase)) this.#set(track, ['write']);
    }
    this.forgetOldSent();
    this.turn();
    this.#needs.onChange();
  }

  /** Adds or replaces one that waits, and writes it down. */
  put(track: Tracked): void {
    this.#set(track, ['write']);
    this.turn();
  }

  apply(id: OutboxId, event: PhaseEvent): void {
    this.#step(id, event);
    this.turn();
  }

  /** Removes it here and on the disk; a request that is under way is left. */
  drop(id: OutboxId): void {
    this.#tracks.delete(id);
    this.#asking.get(id)?.abort();
    this.#asking.delete(id);
    this.#needs.writer.remove(id);
    this.#needs.onChange();
    this.turn();
  }

  /** Takes one out for as long as it is being removed from the disk, so that it does not go out meanwhile.
   *  @returns puts it back where it was */
  takeOut(track: Tracked): () => void {
    const { id } = track.item;
    const places = [...this.#tracks.keys()];
    this.#tracks.delete(id);
    return () => {
      const now = new Map(this.#tracks).set(id, track);
      const order = [...places, ...now.keys()];
      this.#tracks = new Map(
        order.flatMap((place) => {
          const known = now.get(place);
          return known === undefined ? [] : [[place, known] as const];
        }),
      );
    };
  }

  forgetOldSent(): void {
    const rows = [...this.#tracks.values()].map(({ item, phase }) => ({ item, state: stateOfPhase(phase) }));
    for (const id of outdated(rows, this.#needs.clock.nowEpochMs())) {
      this.#tracks.delete(id);
      this.#needs.writer.remove(id);
    }
  }

  /** The portal is asked again, whatever it did before. */
  endQuiet(): void {
    this.#quietUntilEpochMs = 0;
  }

  /** Nothing goes out any more. What came before the rows could be read is written down without them. */
  stop(): void {
    this.#stopping.abort();
    this.#cancelWake();
    if (this.#isLoaded) return;
    for (const { item, phase } of this.#tracks.values())
      this.#needs.writer.save({ item, state: stateOfPhase(phase) }, () => undefined);
  }

  /** Lets those go whose turn it is, and arms the timer for the next. */
  turn(): void {
    const { clock, sender, limits } = this.#needs;
    if (!this.#isLoaded || this.#stopping.signal.aborted) return;
    this.#cancelWake();
    const nowEpochMs = clock.nowEpochMs();
    const turn = turnOf(this.#tracks, {
      nowEpochMs,
      atOnce: limits.atOnce,
      quietUntilEpochMs: sender() === null ? Number.POSITIVE_INFINITY : this.#quietUntilEpochMs,
    });
    for (const { id, error } of turn.impossible) this.#step(id, { kind: 'impossible', error });
    for (const id of turn.due) this.#step(id, { kind: 'due' });
    if (turn.wakeAtEpochMs === null) return;
    this.#cancelWake = clock.after(Math.min(turn.wakeAtEpochMs - nowEpochMs, LONGEST_WAIT_MS), () => {
      this.turn();
    });
  }

  #step(id: OutboxId, event: PhaseEvent): void {
    const track = this.#tracks.get(id);
    if (track === undefined) return;
    const { clock, random01, limits } = this.#needs;
    const at = { nowEpochMs: clock.nowEpochMs(), random01: random01(), limits };
    const { phase, effects } = step(track.phase, event, at);
    if (phase !== track.phase) this.#set({ ...track, phase }, effects);
  }

  #set(track: Tracked, effects: readonly PhaseEffect[]): void {
    this.#tracks.set(track.item.id, track);
    for (const effect of effects) {
      if (effect === 'write') this.#write(track);
      else void this.#ask(track, effect);
    }
    this.#needs.onChange();
  }

  #write({ item, phase }: Tracked): void {
    // What comes before the rows are loaded is written after them.
    if (!this.#isLoaded) return;
    const row = { item, state: stateOfPhase(phase) };
    const onWritten = (): void => {
      this.apply(item.id, { kind: 'written' });
    };
    if (isKept(row)) this.#needs.writer.save(row, onWritten);
    else this.#needs.writer.remove(item.id, onWritten);
  }

  async #ask({ item }: Tracked, what: 'send' | 'look'): Promise<void> {
    const asking = new AbortController();
    this.#asking.set(item.id, asking);
    const signal = AbortSignal.any([asking.signal, this.#stopping.signal]);
    const answer = await askPortal(this.#needs.sender(), withTarget(item, this.#tracks), what, signal);
    // Forgotten meanwhile, and perhaps put anew under the same id.
    if (this.#asking.get(item.id) !== asking) return;
    this.#asking.delete(item.id);
    this.#step(item.id, answer);
    this.#noticePortal(item.id, portalOf(answer));
    this.turn();
  }

  /** A portal that does not answer is left alone until the one that found out tries again; when it answers, all may go. */
  #noticePortal(id: OutboxId, portal: { readonly answers: boolean } | null): void {
    const track = this.#tracks.get(id);
    if (portal === null || track === undefined) return;
    if (!portal.answers) {
      const state = stateOfPhase(track.phase);
      this.#quietUntilEpochMs = dueEpochMs(track.phase) ?? (state.kind === 'waiting' ? state.nextTryEpochMs : 0);
    } else if (this.#quietUntilEpochMs > 0) {
      this.#quietUntilEpochMs = 0;
      for (const other of [...this.#tracks.keys()]) if (other !== id) this.#step(other, { kind: 'portal-answers' });
    }
  }
}
