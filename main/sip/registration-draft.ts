/** One transition in the making: collects effects, numbers timers, and ends as a state of its own. Local to one call of `advance`. */
import type { LineProblem } from '../model/line.ts';
import { retryDelayMs, scoutDelayMs } from './delay.ts';
import type {
  Outage,
  Phase,
  RegistrationContext,
  RegistrationEffect,
  RegistrationState,
  RegistrationStep,
  RegistrationTiming,
} from './registration-state.ts';

/** A server that asks for more is asked all the same: deafness for a day is nobody's wish. */
const MAX_RETRY_AFTER_SEC = 3600;

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

  /** An outage in which nothing was tried yet. */
  freshOutage(sinceEpochMs: number): Outage {
    return { sinceEpochMs, attempts: 0, place01: this.#context.random01, problem: null };
  }

  /** The next in turn that may be asked, else the one that may be asked first. */
  nextServer(): void {
    const { server, barredUntilEpochMs } = this.#state;
    const count = this.#context.servers.length;
    const inTurn = this.#context.servers.map((_, index) => (server + 1 + index) % count);
    const barredMs = (index: number): number => Math.max(0, (barredUntilEpochMs[index] ?? 0) - this.nowEpochMs);
    const [next = server] = inTurn.toSorted((one, other) => barredMs(one) - barredMs(other));
    this.#state = { ...this.#state, server: next };
  }

  /** The server whose turn it is asks not to be asked (RFC 3261 §20.33). */
  bar(retryAfterSec: number | null): void {
    if (retryAfterSec === null) return;
    const { server, barredUntilEpochMs } = this.#state;
    const untilEpochMs = this.nowEpochMs + Math.min(retryAfterSec, MAX_RETRY_AFTER_SEC) * 1000;
    const barred = this.#context.servers.map((_, index) =>
      index === server ? untilEpochMs : (barredUntilEpochMs[index] ?? 0),
    );
    this.#state = { ...this.#state, barredUntilEpochMs: barred };
  }

  /** Whether a refresh that is to wait so long would come when the binding has run out, while there is another server. A refresh
   *  goes out with a quarter of the lifetime left, or more. */
  isBetterLeft(retryAfterSec: number | null): boolean {
    return this.#context.servers.length > 1 && (retryAfterSec ?? 0) > this.#state.lifetimeSec / 4;
  }

  /** Until the server whose turn it is may be tried. @param attempts that failed in this outage */
  retryDelayMs({ sinceEpochMs, place01 }: Outage, attempts: number): number {
    const { nowEpochMs, random01, desksAtServer, servers } = this.#context;
    const outageMs = nowEpochMs - sinceEpochMs;
    const delayMs = retryDelayMs({ attempts, outageMs, random01, place01, desksAtServer, servers: servers.length });
    return Math.max(delayMs, (this.#state.barredUntilEpochMs[this.#state.server] ?? 0) - nowEpochMs);
  }

  /** Starts the time until a better server is looked for. @returns its number; null at the best one */
  armScout(): number | null {
    if (this.#state.server === 0) return null;
    return this.arm(scoutDelayMs(this.#state.movesInVain, this.random01, this.timing.scoutIntervalMs));
  }

  /** Those in front of the one we are at, the best first. */
  scoutBetter(): void {
    this.emit({ kind: 'scout', servers: this.#context.servers.slice(0, this.#state.server) });
  }

  isBetter(server: number): boolean {
    return server < this.#state.server;
  }

  moveTo(server: number): void {
    this.#state = { ...this.#state, server, movesInVain: this.#state.movesInVain + 1 };
  }

  /** A refresh was accepted: the best server holds. */
  provedGood(): void {
    if (this.#state.server === 0) this.#state = { ...this.#state, movesInVain: 0 };
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
