/** The bridge's stand-in inside a page: records what the window asks, answers as told, and tells events. Runs in the page. */
import type { EventName, EventPayload } from '../../../main/bridge/contract/events.ts';

export interface Asked {
  readonly channel: string;
  readonly args: readonly unknown[];
  readonly atMs: number;
}

/** What a test can do in the page, as `window.stage`. */
export interface Stage {
  readonly asked: Asked[];
  /** Answers all requests of a channel from now on, until told otherwise; `undefined`: they wait for `settle`. */
  answer(channel: string, reply: unknown): void;
  /** Answers the first request that still waits since the last `forgetWaiting`. */
  settle(channel: string, reply: unknown): void;
  forgetWaiting(): void;
  emit<N extends EventName>(event: N, payload: EventPayload<N>): void;
}

declare global {
  interface Window {
    stage: Stage;
  }
}

/** @param names every channel of the contract, and the answers that are there from the start */
export function raiseStage(names: { requests: string[]; events: string[]; answers: Record<string, unknown> }): void {
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const answers = new Map<string, unknown>(Object.entries(names.answers));
  const waiting = new Map<string, ((reply: unknown) => void)[]>();
  const asked: Asked[] = [];
  const request =
    (channel: string) =>
    (...args: unknown[]): Promise<unknown> => {
      asked.push({ channel, args, atMs: performance.now() });
      const known = answers.get(channel);
      // Main answers a look-up by the call that it is asked for.
      const reply =
        channel === 'calls:lookup' ? (known as Record<string, unknown> | undefined)?.[String(args[0])] : known;
      if (reply !== undefined) return Promise.resolve(reply);
      return new Promise((resolve) => {
        waiting.set(channel, [...(waiting.get(channel) ?? []), resolve]);
      });
    };
  const listen =
    (event: string) =>
    (listener: (payload: unknown) => void): (() => void) => {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known.add(listener));
      return () => known.delete(listener);
    };
  const stage: Stage = {
    asked,
    answer: (channel, reply) => {
      answers.set(channel, reply);
    },
    settle: (channel, reply) => {
      const [first, ...rest] = waiting.get(channel) ?? [];
      if (first === undefined) throw new Error(`Nothing waits for ${channel}.`);
      waiting.set(channel, rest);
      first(reply);
    },
    forgetWaiting: () => {
      waiting.clear();
    },
    emit: (event, payload) => {
      for (const listener of listeners.get(event) ?? []) listener(payload);
    },
  };
  const ringside = {
    ...Object.fromEntries(names.requests.map((channel) => [channel, request(channel)])),
    on: Object.fromEntries(names.events.map((event) => [event, listen(event)])),
  };
  Object.assign(window, { ringside, stage });
}
