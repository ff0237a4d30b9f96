/** One transition in the making: collects effects, numbers timers, and ends as a state of its own. Local to one call of `advance`. */
import type { LineProblem } from '../model/line.ts';
import type {
  Phase,
  RegistrationContext,
  RegistrationEffect,
  RegistrationState,
  RegistrationStep,
  RegistrationTiming,
} from './registration-state.ts';

export class RegistrationDraft {
  readonly #context: RegistrationContext;
  readonly #effects: RegistrationEffect[] = [];
  #state: RegistrationState;

  constructor(state: RegistrationState, context: RegistrationContext) {
    this.#state = state;
    this.#context = context;
  }

  get nowEpochMs(): number {
    return this.#context.nowEpochMs;
  }

  get random01(): number {
    return this.#context.random01;
  }

  get timing(): RegistrationTiming {
    return this.#context.timing;
  }

  get lifetimeSec(): number {
    return this.#state.lifetimeSec;
  }

  /** URL of the server whose turn it is. */
  get server(): string {
    return this.#context.servers[this.#state.server] ?? '';
  }

  emit(effect: RegistrationEffect): void {
    this.#effects.push(effect);
  }

  enter(phase: Phase): void {
    this.#state = { ...this.#state, phase };
  }

  /** Starts a timer. @returns its number */
  arm(delayMs: number): number {
    const timer = this.#state.lastTimer + 1;
    this.#state = { ...this.#state, lastTimer: timer };
    this.emit({ kind: 'timer', timer, delayMs });
    return timer;
  }

  /** Legs ring over the link: they go with it. */
  closeLink(why: 'link' | 'slept'): void {
    this.emit({ kind: 'drop-legs', why });
    this.emit({ kind: 'close' });
  }

  nextServer(): void {
    this.#state = { ...this.#state, server: (this.#state.server + 1) % this.#context.servers.length };
  }

  /** A registrar that wants longer lifetimes says how long (RFC 3261 §20.23).
   *  @returns whether there is something new to ask for */
  acceptLongerLifetime(minExpiresSec: number | null): boolean {
    if (minExpiresSec === null || minExpiresSec <= this.#state.lifetimeSec || minExpiresSec > 86_400) return false;
    this.#state = { ...this.#state, lifetimeSec: minExpiresSec };
    return true;
  }

  unreachable(code: string): LineProblem {
    return { kind: 'unreachable', code, server: this.server };
  }

  step(): RegistrationStep {
    return { state: this.#state, effects: this.#effects };
  }
}
