/** Remembers the requests a portal got, and lets a test wait for one. */

import type { WireMap } from './wire.ts';

/** How a request ended: with a whole answer, left by the client, or cut by the portal (a fault, or its end). */
type RequestEnd = 'answered' | 'abandoned' | 'cut';

/** One request as the portal saw it. No secret, no path: a log line may be printed. */
export interface PortalRequest {
  /** Lower case, without `.json`. */
  readonly method: string;
  readonly httpMethod: string;
  readonly params: WireMap;
  /** When its last byte was read; fractions of a millisecond, comparable between processes. */
  readonly atEpochMs: number;
  /** The client's address. */
  readonly source: string;
  /** The HTTP status; null while there is none. */
  readonly status: number | null;
  /** Just before the reply was written, on the clock of `atEpochMs`; null while there is none. */
  readonly repliedAtEpochMs: number | null;
  readonly end: RequestEnd | null;
  /** Settles with `end`. */
  readonly ended: Promise<RequestEnd>;
}

export type PortalListener = (request: PortalRequest) => void;
export type PortalEvent = 'asked' | 'ended';

interface Waiter {
  readonly method: string;
  readonly count: number;
  readonly resolve: (request: PortalRequest) => void;
  readonly reject: (reason: Error) => void;
}

/** Lets the server fill in what is known only later. */
export interface LogEntry {
  readonly setStatus: (status: number) => void;
  readonly finish: (end: RequestEnd) => void;
}

/** A bounded list, newest last, with counts per method that are not bounded. */
export class RequestLog {
  readonly #limit: number;
  readonly #counts = new Map<string, number>();
  readonly #listeners: Record<PortalEvent, Set<PortalListener>> = { asked: new Set(), ended: new Set() };
  #requests: readonly PortalRequest[] = [];
  #waiters: readonly Waiter[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  get requests(): readonly PortalRequest[] {
    return this.#requests;
  }

  on(event: PortalEvent, listener: PortalListener): () => void {
    this.#listeners[event].add(listener);
    return () => this.#listeners[event].delete(listener);
  }

  /** Writes a request down and tells who waits for it. */
  add(seen: Pick<PortalRequest, 'method' | 'httpMethod' | 'params' | 'atEpochMs' | 'source'>): LogEntry {
    const { promise, resolve } = Promise.withResolvers<RequestEnd>();
    const request: { -readonly [K in keyof PortalRequest]: PortalRequest[K] } = {
      ...seen,
      status: null,
      repliedAtEpochMs: null,
      end: null,
      ended: promise,
    };
    this.#requests = [...this.#requests, request].slice(-this.#limit);
    const count = (this.#counts.get(seen.method) ?? 0) + 1;
    this.#counts.set(seen.method, count);
    const isDue = (waiter: Waiter): boolean => waiter.method === seen.method && waiter.count === count;
    const due = this.#waiters.filter(isDue);
    this.#waiters = this.#waiters.filter((waiter) => !isDue(waiter));
    for (const waiter of due) waiter.resolve(request);
    for (const listener of this.#listeners.asked) listener(request);
    return {
      setStatus: (status) => {
        request.status = status;
        request.repliedAtEpochMs = performance.timeOrigin + performance.now();
      },
      finish: (end) => {
        if (request.end !== null) return;
        request.end = end;
        resolve(end);
        for (const listener of this.#listeners.ended) listener(request);
      },
    };
  }

  /** The `count`-th request (1-based) of `method` since the start or the last `forget`; at once if it was already made.
   *  @throws (rejects) where the portal closes first, or where the bounded log has dropped that request */
  whenAsked(method: string, count = 1): Promise<PortalRequest> {
    const name = method.toLowerCase();
    const made = this.#counts.get(name) ?? 0;
    if (made < count) {
      return new Promise((resolve, reject) => {
        this.#waiters = [...this.#waiters, { method: name, count, resolve, reject }];
      });
    }
    const request = this.#requests.filter((one) => one.method === name).at(count - made - 1);
    if (request === undefined) return Promise.reject(new Error(`${method} number ${count} is no longer in the log`));
    return Promise.resolve(request);
  }

  /** Empties the list and starts counting anew; waiters stay. */
  forget(): void {
    this.#requests = [];
    this.#counts.clear();
  }

  close(): void {
    for (const { method, reject } of this.#waiters) reject(new Error(`the portal closed before ${method} was asked`));
    this.#waiters = [];
  }
}
