/** Which of our Contacts may still be bound. A stream has a new one with each connection, and a server that rewrites Contacts to the
 *  address it saw (Asterisk's rewrite_contact) has one for each WebSocket too: what is left behind rings on, and takes up room. */

/** Remembered of one server at most: after so many links without an answer the older ones have run out. */
const MAX_BOUND = 8;

export class OwnContacts {
  /** What a server may know us by since the last REGISTER that it accepted, the newest last. Servers may share their bindings, and a
   *  removal of what is not there does no harm. */
  readonly #bound = new Map<string, readonly string[]>();
  #server = '';
  #current = '';
  #former: readonly string[] = [];

  /** URIs to remove with the next REGISTER. */
  get former(): readonly string[] {
    return this.#former;
  }

  /** A link is up. @param contactUri by which the server reaches us over it */
  opened(server: string, contactUri: string): void {
    this.#server = server;
    this.#current = contactUri;
    this.#former = [...new Set([...this.#bound.values()].flat())].filter((uri) => uri !== contactUri);
  }

  /** A REGISTER goes out: until an answer comes its Contact may be bound, and those that it removes as well. */
  asked(lifetimeSec: number): void {
    if (lifetimeSec === 0) return;
    const others = (this.#bound.get(this.#server) ?? []).filter((uri) => uri !== this.#current);
    this.#bound.set(this.#server, [...others, this.#current].slice(-MAX_BOUND));
  }

  /** The server has done what the REGISTER said.
   *  @param seenFrom `203.0.113.9:40112`, where it says so: the address it may have put into our Contact */
  accepted(lifetimeSec: number, seenFrom: string | null): void {
    this.#former = [];
    const rewritten = seenFrom === null ? [] : [this.#current.replace(/@[^;]*/, `@${seenFrom}`)];
    if (lifetimeSec === 0) this.#bound.delete(this.#server);
    else this.#bound.set(this.#server, [this.#current, ...rewritten]);
  }
}
