/** A DevTools-protocol client over Chromium's pipe: commands out, events in, in the order they were written. */
import type { Readable, Writable } from 'node:stream';
import type { Answer, Command, EventName, EventOf, Params } from './protocol.ts';

interface Waiting {
  method: string;
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/** One message from Chromium: an answer (with `id`) or an event (with `method`). */
interface Incoming {
  id?: number;
  error?: { message: string };
  result?: unknown;
  method?: string;
  params?: unknown;
  sessionId?: string;
}

type Listener = (params: unknown) => void;

export class Cdp {
  readonly #out: Writable;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<string, Listener>();
  #lastId = 0;
  #isOpen = true;
  #rest: Buffer[] = [];

  constructor(out: Writable, incoming: Readable) {
    this.#out = out;
    incoming.on('data', (chunk: Buffer) => {
      this.#read(chunk);
    });
    incoming.on('close', () => {
      this.#close();
    });
    // EPIPE says that Chromium has gone; what waits for it is told in #close, and the child's own exit ends the host.
    out.on('error', () => {
      this.#close();
    });
  }

  /**
   * Writes the command to the pipe before it returns, so that two commands keep their order.
   * @param sessionId the page's session; without it the browser itself is spoken to
   * @returns the answer; rejects with Chromium's words, or when Chromium ends first
   */
  send<C extends Command>(method: C, params?: Params<C>, sessionId?: string): Promise<Answer<C>> {
    if (!this.#isOpen) return Promise.reject(new Error(`${method}: Chromium has ended`));
    const id = ++this.#lastId;
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { method, resolve, reject });
    });
    this.#out.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return answer as Promise<Answer<C>>;
  }

  /** One listener for each event and session; a later one takes the former's place. @returns the unsubscribe */
  on<E extends EventName>(event: E, sessionId: string | undefined, listener: (params: EventOf<E>) => void): () => void {
    const key = `${sessionId ?? ''} ${event}`;
    this.#listeners.set(key, listener as Listener);
    return () => {
      this.#listeners.delete(key);
    };
  }

  #read(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      this.#rest.push(chunk.subarray(from, end));
      const text = Buffer.concat(this.#rest).toString('utf8');
      this.#rest = [];
      from = end + 1;
      this.#receive(JSON.parse(text) as Incoming);
    }
    if (from < chunk.length) this.#rest.push(chunk.subarray(from));
  }

  #receive(message: Incoming): void {
    if (message.id === undefined) {
      this.#listeners.get(`${message.sessionId ?? ''} ${message.method ?? ''}`)?.(message.params);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error) waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`));
    else waiting?.resolve(message.result);
  }

  #close(): void {
    this.#isOpen = false;
    for (const { method, reject } of this.#waiting.values()) reject(new Error(`${method}: Chromium has ended`));
    this.#waiting.clear();
  }
}
