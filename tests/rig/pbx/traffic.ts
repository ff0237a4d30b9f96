/** What went over the wires, by user, parsed and bounded, with promises for what is still to come. */
import type { Link } from './link.ts';
import type { SipMessage } from './message.ts';

export interface TrafficEntry {
  readonly direction: 'received' | 'sent';
  /** performance.now(): on arrival of the bytes, or just before the write. */
  readonly atMs: number;
  /** The user whose REGISTER came over this link; null before it. */
  readonly user: string | null;
  readonly link: Link;
  readonly message: SipMessage;
  readonly text: string;
}

type Listener = (entry: TrafficEntry) => void;

export class Traffic {
  readonly #limit: number;
  readonly #users = new Map<string, string>();
  readonly #log = new Map<string, TrafficEntry[]>();
  readonly #listeners = new Set<Listener>();

  /** @param limit entries kept per user and direction; the oldest go first */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** From now on this link's messages belong to that user. */
  assign(link: Link, user: string): void {
    this.#users.set(link.id, user);
  }

  forget(link: Link): void {
    this.#users.delete(link.id);
  }

  record(direction: 'received' | 'sent', link: Link, message: SipMessage, text: string, atMs: number): void {
    const user = this.#users.get(link.id) ?? null;
    const entry: TrafficEntry = { direction, atMs, user, link, message, text };
    if (user !== null) {
      const log = this.#logOf(direction, user);
      log.push(entry);
      if (log.length > 2 * this.#limit) log.splice(0, log.length - this.#limit);
    }
    for (const listener of this.#listeners) listener(entry);
  }

  entries(direction: 'received' | 'sent', user: string): readonly TrafficEntry[] {
    return this.#logOf(direction, user).slice(-this.#limit);
  }

  /** The first entry that fits, among those kept and those to come. */
  when(direction: 'received' | 'sent', user: string, fits: (message: SipMessage) => boolean): Promise<TrafficEntry> {
    const known = this.entries(direction, user).find(({ message }) => fits(message));
    if (known) return Promise.resolve(known);
    return new Promise((resolve) => {
      const stop = this.on((entry) => {
        if (entry.direction !== direction || entry.user !== user || !fits(entry.message)) return;
        stop();
        resolve(entry);
      });
    });
  }

  on(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #logOf(direction: 'received' | 'sent', user: string): TrafficEntry[] {
    const key = `${direction} ${user}`;
    const log = this.#log.get(key) ?? [];
    this.#log.set(key, log);
    return log;
  }
}
