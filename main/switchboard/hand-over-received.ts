/** What colleagues' companions told of calls that they send here: kept until the call rings, or joined to one that rings. */
import { isOfCall, ringsOrRangLately } from '../call/hand-over.ts';
import type { Clock } from '../model/clock.ts';
import type { HandOver } from '../model/hand-over.ts';
import type { Entry } from './open-calls.ts';
import type { Runner } from './runner.ts';

/** A call that comes later than that is another one. */
const KEPT_MS = 90_000;
const MAX_KEPT = 50;
/** Without `X-Ringside-Call` a call that was sent here may come as two: beside one of the group that it had rung at before. */
const JOINED_MS = 3000;

interface Received {
  readonly handOver: HandOver;
  readonly atEpochMs: number;
  isJoined: boolean;
}

export class ReceivedHandOvers {
  readonly #clock: Clock;
  readonly #runner: Runner;
  /** The oldest first. */
  #received: readonly Received[] = [];

  constructor(clock: Clock, runner: Runner) {
    this.#clock = clock;
    this.#runner = runner;
  }

  onHandOver(handOver: HandOver): void {
    const atEpochMs = this.#clock.nowEpochMs();
    const kept = this.#received.filter((each) => atEpochMs - each.atEpochMs <= KEPT_MS);
    // The same MESSAGE sent again.
    if (kept.some((each) => each.handOver.id === handOver.id)) return;
    const received = { handOver, atEpochMs, isJoined: false };
    this.#received = [...kept, received].slice(-MAX_KEPT);
    for (const entry of this.#runner.open.all()) {
      const isStillHere = ringsOrRangLately(entry.call, atEpochMs);
      if (isStillHere && isOfCall(handOver, entry.evidence)) this.#join(entry, received);
    }
  }

  onStep(entry: Entry): void {
    if (entry.call.state.kind !== 'ringing') return;
    const atEpochMs = this.#clock.nowEpochMs();
    const received = this.#received.findLast((each) => this.#isFor(entry, each, atEpochMs - each.atEpochMs));
    if (received !== undefined) this.#join(entry, received);
  }

  #isFor({ evidence }: Entry, { handOver, isJoined }: Received, ageMs: number): boolean {
    const isProven = handOver.ringsideCall !== null && evidence.ringsideCall !== null;
    return ageMs <= (isProven || !isJoined ? KEPT_MS : JOINED_MS) && isOfCall(handOver, evidence);
  }

  #join(entry: Entry, received: Received): void {
    received.isJoined = true;
    if (entry.handOver === received.handOver) return;
    entry.handOver = received.handOver;
    this.#runner.changed();
  }
}
