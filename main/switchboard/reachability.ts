/** Whether calls can reach this desk, and since when they could not: an alarm after ten seconds, a word on return. */
import { DEAF_AFTER_MS, type DeafSpell, type LineProblem, type LineStatus } from '../model/line.ts';
import type { Clock } from '../model/clock.ts';

export type ReachabilityNotice =
  | { readonly kind: 'deaf'; readonly spell: DeafSpell }
  | { readonly kind: 'reachable-again'; readonly fromEpochMs: number; readonly untilEpochMs: number };

export class Reachability {
  readonly #clock: Clock;
  readonly #tell: (notice: ReachabilityNotice) => void;
  #fromEpochMs: number | null = null;
  #last: DeafSpell | null = null;
  #lastProblem: { readonly problem: LineProblem; readonly atEpochMs: number } | null = null;
  #cancelAlarm: () => void = () => undefined;

  /** @param tell gets each notice once */
  constructor(clock: Clock, tell: (notice: ReachabilityNotice) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  /** The last spell that lasted long enough to be told; its end is null while it lasts. */
  get lastDeaf(): DeafSpell | null {
    return this.#last;
  }

  /** The line's last problem, kept after it is over. */
  get lastProblem(): { readonly problem: LineProblem; readonly atEpochMs: number } | null {
    return this.#lastProblem;
  }

  /** Takes each status of the line as it comes. */
  onStatus(status: LineStatus): void {
    if (status.kind === 'registering' && status.problem !== null) {
      this.#lastProblem = { problem: status.problem, atEpochMs: this.#clock.nowEpochMs() };
    }
    switch (status.kind) {
      case 'registered':
        this.#onReachable();
        return;
      case 'registering':
        this.#onGone(status.sinceEpochMs);
        return;
      case 'suspended':
        // Asleep, nobody is there to be told; the spell counts from here all the same.
        this.#fromEpochMs ??= status.sinceEpochMs;
        this.#cancelAlarm();
        return;
      case 'not-set-up':
      case 'stopped':
        this.#fromEpochMs = null;
        this.#cancelAlarm();
        return;
    }
  }

  stop(): void {
    this.#cancelAlarm();
  }

  #onGone(sinceEpochMs: number): void {
    const fromEpochMs = (this.#fromEpochMs ??= sinceEpochMs);
    this.#cancelAlarm();
    if (this.#isTold(fromEpochMs)) {
      this.#last = { fromEpochMs, untilEpochMs: null, problem: this.#lastProblem?.problem ?? null };
      return;
    }
    const waitMs = Math.max(0, fromEpochMs + DEAF_AFTER_MS - this.#clock.nowEpochMs());
    this.#cancelAlarm = this.#clock.after(waitMs, () => {
      const spell = { fromEpochMs, untilEpochMs: null, problem: this.#lastProblem?.problem ?? null };
      this.#last = spell;
      this.#tell({ kind: 'deaf', spell });
    });
  }

  #onReachable(): void {
    const fromEpochMs = this.#fromEpochMs;
    this.#fromEpochMs = null;
    this.#cancelAlarm();
    if (fromEpochMs === null) return;
    const untilEpochMs = this.#clock.nowEpochMs();
    // After a sleep the alarm never ran, and still no call could come in.
    if (!this.#isTold(fromEpochMs) && untilEpochMs - fromEpochMs <= DEAF_AFTER_MS) return;
    this.#last = { fromEpochMs, untilEpochMs, problem: this.#last?.problem ?? null };
    this.#tell({ kind: 'reachable-again', fromEpochMs, untilEpochMs });
  }

  #isTold(fromEpochMs: number): boolean {
    return this.#last?.fromEpochMs === fromEpochMs;
  }
}
