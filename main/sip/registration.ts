/** Runs the registration machine: carries out its effects, keeps its timers, and tells the status when it changes. */
import { isDeepStrictEqual } from 'node:util';
import type { LineStatus } from '../model/line.ts';
import { assertNever } from '../model/result.ts';
import type { Clock } from '../model/clock.ts';
import { advance } from './registration-machine.ts';
import {
  initialRegistration,
  type RegistrationEffect,
  type RegistrationEvent,
  type RegistrationState,
  type RegistrationTiming,
} from './registration-state.ts';
import { statusOf } from './registration-status.ts';

/** How the machine's effects reach the world. */
interface RegistrationActions {
  open(server: string): void;
  close(): void;
  register(lifetimeSec: number): void;
  unregister(): void;
  probe(): void;
  /** Asks servers over links of their own. @returns ends that */
  scout(servers: readonly string[], onAnswered: (server: number) => void): () => void;
  isRinging(): boolean;
  dropLegs(why: 'link' | 'slept'): void;
}

export interface RegistrationDeps {
  readonly clock: Clock;
  readonly random01: () => number;
  /** In order of preference, at least one. */
  readonly servers: readonly string[];
  readonly desksAtServer: number;
  readonly timing: RegistrationTiming;
  readonly actions: RegistrationActions;
  readonly onStatus: (status: LineStatus) => void;
}

export class Registration {
  readonly #deps: RegistrationDeps;
  readonly #queue: RegistrationEvent[] = [];
  readonly #timers = new Set<() => void>();
  #state: RegistrationState;
  #status: LineStatus;
  #isRunning = false;
  #endScout = (): void => undefined;
  #stopped = Promise.withResolvers<null>();

  constructor(deps: RegistrationDeps) {
    this.#deps = deps;
    this.#state = initialRegistration(deps.clock.nowEpochMs());
    this.#status = statusOf(this.#state, deps.servers);
  }

  get status(): LineStatus {
    return this.#status;
  }

  /** Events that an effect causes wait until the transition before them is carried out. */
  dispatch(event: RegistrationEvent): void {
    this.#queue.push(event);
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) this.#step(next);
    } finally {
      this.#isRunning = false;
    }
  }

  /** Removes the binding, closes the link and ends every timer. @returns when all that is done */
  async stop(): Promise<void> {
    this.dispatch({ kind: 'stop' });
    await this.#stopped.promise;
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
  }

  #step(event: RegistrationEvent): void {
    const { clock, random01, servers, desksAtServer, timing, onStatus } = this.#deps;
    const context = { nowEpochMs: clock.nowEpochMs(), random01: random01(), servers, desksAtServer, timing };
    const { state, effects } = advance(this.#state, event, context);
    this.#state = state;
    if (event.kind === 'start') this.#stopped = Promise.withResolvers();
    for (const effect of effects) this.#perform(effect);
    // Who is no longer registered has no use for a better server.
    if (state.phase.kind !== 'registered') this.#endScout();
    if (state.phase.kind === 'stopped') this.#stopped.resolve(null);
    const status = statusOf(state, servers);
    if (isDeepStrictEqual(status, this.#status)) return;
    this.#status = status;
    onStatus(status);
  }

  #perform(effect: RegistrationEffect): void {
    const { actions } = this.#deps;
    switch (effect.kind) {
      case 'open':
        actions.open(effect.server);
        break;
      case 'close':
        actions.close();
        break;
      case 'register':
        actions.register(effect.lifetimeSec);
        break;
      case 'unregister':
        actions.unregister();
        break;
      case 'probe':
        actions.probe();
        break;
      case 'scout':
        this.#endScout();
        this.#endScout = actions.scout(effect.servers, (server) => {
          this.dispatch({ kind: 'scouted', server, isRinging: actions.isRinging() });
        });
        break;
      case 'timer':
        this.#arm(effect.timer, effect.delayMs);
        break;
      case 'drop-legs':
        actions.dropLegs(effect.why);
        break;
      default:
        assertNever(effect);
    }
  }

  /** Stale timers are left to fire: the machine ignores their numbers. */
  #arm(timer: number, delayMs: number): void {
    const cancel = this.#deps.clock.after(delayMs, () => {
      this.#timers.delete(cancel);
      this.dispatch({ kind: 'timer', timer });
    });
    this.#timers.add(cancel);
  }
}
