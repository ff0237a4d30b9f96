/** Cuts a byte stream into SIP messages by Content-Length, within bounds, and tells keep-alives from them (RFC 3261 §18.3). */

export interface FramingLimits {
  /** Start line and headers of one message, the empty line included. */
  readonly headBytes: number;
  readonly bodyBytes: number;
}

/** Larger heads and bodies end the link: nothing that a line is sent is. */
export const FRAMING_LIMITS: FramingLimits = { headBytes: 65_536, bodyBytes: 262_144 };

/** Why no message can be found in the stream any more. */
export type FramingFault = 'not-sip' | 'bad-content-length' | 'head-too-large' | 'body-too-large';

export type Frame =
  | { readonly kind: 'message'; readonly data: Uint8Array }
  /** One CRLF between messages: the answer to a ping (RFC 5626 §4.4.1). */
  | { readonly kind: 'pong' }
  /** Two of them: the other side asks. */
  | { readonly kind: 'ping' };

const CR = 13;
const LF = 10;
const HEAD_END = '\r\n\r\n';

export class StreamFramer {
  readonly #limits: FramingLimits;
  /** Grows by doubling, so that a message cut into single bytes costs no more than its size. */
  #buffer = Buffer.alloc(4096);
  #length = 0;
  /** The empty line after the head is not before this byte. */
  #scanned = 0;
  #fault: FramingFault | null = null;

  constructor(limits: FramingLimits) {
    this.#limits = limits;
  }

  /** @returns what is complete now, in its order, and whether anything can follow: a fault is for good */
  push(chunk: Uint8Array): { readonly frames: readonly Frame[]; readonly fault: FramingFault | null } {
    if (this.#fault === null) this.#append(chunk);
    const frames: Frame[] = [];
    let from = 0;
    while (this.#fault === null && from < this.#length) {
      const next = this.#next(from);
      if (next === null) break;
      if (next.frame !== null) frames.push(next.frame);
      from = next.end;
      this.#scanned = from;
    }
    this.#drop(from);
    return { frames, fault: this.#fault };
  }

  /** What begins at a byte; null where it is not whole yet, or is a fault. */
  #next(from: number): { readonly frame: Frame | null; readonly end: number } | null {
    const isBreakAt = (at: number): boolean => this.#buffer[at] === CR && this.#buffer[at + 1] === LF;
    if (from + 1 < this.#length && isBreakAt(from)) {
      const isPing = from + 3 < this.#length && isBreakAt(from + 2);
      return isPing ? { frame: { kind: 'ping' }, end: from + 4 } : { frame: { kind: 'pong' }, end: from + 2 };
    }
    const head = this.#head(from);
    if (head === null) return null;
    const bodyBytes = contentLength(head);
    if (!/^(?:SIP\/2\.0 \d{3}|[^\s]+ [^\r\n]* SIP\/2\.0\r\n)/i.test(head)) this.#fault = 'not-sip';
    else if (bodyBytes === null) this.#fault = 'bad-content-length';
    else if (bodyBytes > this.#limits.bodyBytes) this.#fault = 'body-too-large';
    else {
      const end = from + head.length + bodyBytes;
      if (end > this.#length) return null;
      return { frame: { kind: 'message', data: new Uint8Array(this.#buffer.subarray(from, end)) }, end };
    }
    return null;
  }

  /** Start line and headers, as Latin-1, so that characters are bytes. */
  #head(from: number): string | null {
    const unread = this.#buffer.subarray(0, this.#length);
    const at = unread.indexOf(HEAD_END, Math.max(from, this.#scanned - HEAD_END.length + 1), 'latin1');
    const headBytes = at < 0 ? this.#length - from : at + HEAD_END.length - from;
    if (headBytes > this.#limits.headBytes) this.#fault = 'head-too-large';
    if (at >= 0) return this.#fault === null ? unread.toString('latin1', from, from + headBytes) : null;
    this.#scanned = this.#length;
    return null;
  }

  #append(chunk: Uint8Array): void {
    const length = this.#length + chunk.length;
    if (length > this.#buffer.length) {
      const larger = Buffer.alloc(Math.max(length, 2 * this.#buffer.length));
      this.#buffer.copy(larger, 0, 0, this.#length);
      this.#buffer = larger;
    }
    this.#buffer.set(chunk, this.#length);
    this.#length = length;
  }

  #drop(bytes: number): void {
    this.#buffer.copyWithin(0, bytes, this.#length);
    this.#length -= bytes;
    this.#scanned = Math.max(0, this.#scanned - bytes);
  }
}

/** Bytes of the body. None is said where there is none, though RFC 3261 §18.3 demands it: servers do leave it out there.
 *  @returns null where it is no number, or two that differ */
function contentLength(head: string): number | null {
  const values = head
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .flatMap((line) => /^(?:content-length|l)[ \t]*:(.*)$/i.exec(line)?.[1]?.trim() ?? []);
  const [value = '0'] = values;
  return /^\d{1,10}$/.test(value) && values.every((other) => other === value) ? Number(value) : null;
}
