/** What can go wrong between a client and the portal, as switches a test sets. */

/** One fault. Units: `ms` milliseconds; `to` an origin (the path is kept, as a renamed portal does) or a whole URL. */
export type FaultKind =
  | { readonly kind: 'none' }
  /** A JSON error; see `refusals` for the documented ones. The code may be "". */
  | { readonly kind: 'error'; readonly status: number; readonly code: string; readonly description: string }
  /** Accepts the request and never answers. */
  | { readonly kind: 'hang' }
  /** The right answer, later. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The right answer, once the test lets it go. */
  | { readonly kind: 'held'; readonly until: Promise<unknown> }
  /** A page of the web server or of a proxy in between. */
  | { readonly kind: 'html'; readonly status: number; readonly body: string }
  /** Half of the right answer, then the connection ends. */
  | { readonly kind: 'truncated' }
  /** The connection is reset (RST) instead of an answer. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'redirect'; readonly to: string; readonly status: 301 | 302 | 303 | 307 | 308 }
  /** 200 without a body. */
  | { readonly kind: 'empty' }
  /** 200 with this text as the JSON body. */
  | { readonly kind: 'body'; readonly raw: string };

/** A fault for one method only (any case; default all) and for so many requests (default until it is taken back).
 *  `isDone`: the method does its work all the same, and only the answer is lost; after the wait of `slow` and `held`, even where
 *  the client has left by then. */
export type Fault = FaultKind & { readonly method?: string; readonly times?: number; readonly isDone?: boolean };

/** Holds the fault in force and counts down its `times`. */
export class FaultSwitch {
  #fault: Fault = { kind: 'none' };
  #left = Number.POSITIVE_INFINITY;

  get fault(): Fault {
    return this.#fault;
  }

  set fault(fault: Fault) {
    this.#fault = fault;
    this.#left = fault.times ?? Number.POSITIVE_INFINITY;
  }

  /** The fault for a request of `method` (lower case); uses up one of its times. */
  take(method: string): Fault {
    const fault = this.#fault;
    if (fault.kind === 'none' || (fault.method !== undefined && fault.method.toLowerCase() !== method)) {
      return { kind: 'none' };
    }
    this.#left -= 1;
    if (this.#left <= 0) this.#fault = { kind: 'none' };
    return fault;
  }
}
