/** Follows the own line's lamp, and tells each call what it proves. */
import {
  doubt,
  isAnsweredElsewhere,
  pickedUp,
  remember,
  SAME_ANSWER_MS,
  UNTOLD,
  type OwnLineMemory,
} from '../call/own-line.ts';
import type { OpenCall } from '../call/machine.ts';
import type { Clock } from '../model/clock.ts';
import type { LineEvent, OwnLine } from '../model/line.ts';
import type { SipSettings } from '../model/settings.ts';
import type { Runner } from './runner.ts';

export interface OwnPhoneParts {
  readonly clock: Clock;
  readonly runner: Runner;
  /** What its words mean. */
  readonly pbx: SipSettings['pbx'];
}

export class OwnPhone {
  readonly #parts: OwnPhoneParts;
  #memory: OwnLineMemory = UNTOLD;

  constructor(parts: OwnPhoneParts) {
    this.#parts = parts;
  }

  /** What the lamp says now. */
  get line(): OwnLine {
    return this.#memory.state;
  }

  /** Since when it says so. */
  get lineSinceEpochMs(): number {
    return this.#memory.sinceEpochMs;
  }

  onLamp({ state, atEpochMs }: LineEvent & { kind: 'own-line' }): void {
    this.#memory = remember(this.#memory, state, atEpochMs);
    const { runner } = this.#parts;
    for (const entry of runner.open.all()) runner.onEvent(entry, { kind: 'own-line', state });
    this.#judge();
  }

  /** A leg of the call is gone. The lamp has told of it already, does so soon, or has nothing to tell. */
  onLegGone({ legs, stop }: OpenCall): void {
    const { clock, pbx } = this.#parts;
    if (legs.length === 0) this.#memory = doubt(this.#memory, stop, pbx, clock.nowEpochMs());
    this.#judge();
    if (stop?.reason === 'somebody-answered') clock.after(SAME_ANSWER_MS, this.#judge.bind(this));
  }

  #judge(): void {
    const { runner, clock } = this.#parts;
    const { pickUp } = this.#memory;
    const entries = runner.open.all();
    const calls = entries.map(({ call }) => call);
    const mine = pickUp && pickedUp(pickUp, calls);
    for (const entry of entries) {
      const { call } = entry;
      if (call.id === mine && pickUp !== null)
        runner.onEvent(entry, { kind: 'picked-up', atEpochMs: pickUp.atEpochMs });
      else if (mine !== null) runner.onEvent(entry, { kind: 'not-picked-up' });
      else if (isAnsweredElsewhere(this.#memory, call, clock.nowEpochMs()))
        runner.onEvent(entry, { kind: 'answered-elsewhere' });
    }
  }
}
