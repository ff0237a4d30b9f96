/** Everything between the socket and sip.js: no byte that arrives can end the process, hang it, or leave a caller without an answer. */
import { answerKey, statelessAnswer, withRawHeaders } from './own-answer.ts';
import { tagOf } from './sip-address.ts';
import { bodyOf, canonicalRequest, type Echo, type RequestFacts } from './canonical-request.ts';
import { canonicalResponse } from './canonical-response.ts';
import type { Challenge } from './challenge.ts';
import type { NotifyAnswer } from './lamps/lamp-deps.ts';
import type { MessageAnswer } from './messages.ts';
import { readMessage, type RawMessage, type StartLine } from './raw-message.ts';

/** What happened to a message that could not be handled; holds nothing of its text. */
export interface LineFault {
  readonly kind: 'dropped' | 'threw' | 'left-unanswered';
  readonly detail: string;
}

export interface GuardDeps {
  /** URI of our Contact. */
  readonly ownUri: string;
  readonly viaHost: string;
  /** Our name in the Via of what went out over the link that is up. */
  readonly sentBy: () => string;
  readonly isKnownCall: (callId: string) => boolean;
  /** Whether a leg with this Call-ID and From tag rings under another CSeq: sip.js would overwrite it. */
  readonly isOpenUnderOtherCSeq: (facts: RequestFacts) => boolean;
  /** Hands a canonical message to sip.js; may throw. */
  readonly deliver: (text: string) => void;
  /** Whether sip.js keeps a transaction for this branch. */
  readonly hasTransaction: (branch: string) => boolean;
  readonly sendRaw: (text: string) => void;
  /** Before sip.js sees it. */
  readonly onRequest: (facts: RequestFacts, message: RawMessage) => void;
  /** Before sip.js sees it. */
  readonly onResponse: (message: RawMessage) => void;
  /** Every request, as it came: one of a taken call's never reaches sip.js. @returns whether it was, and has been answered */
  readonly onTaken: (method: string, message: RawMessage) => boolean;
  /** A lamp's NOTIFY never reaches sip.js. @returns how to answer it, or null where it is no lamp's */
  readonly onNotify: (message: RawMessage, body: string) => NotifyAnswer | null;
  /** A MESSAGE never reaches sip.js. */
  readonly onMessage: (message: RawMessage, body: string) => MessageAnswer;
  readonly onFault: (fault: LineFault) => void;
}

/** Requests whose raw headers are remembered at most; an older one is answered with repaired headers. */
const MAX_ECHOES = 2000;

type Request = RawMessage & { readonly start: StartLine & { kind: 'request' } };
type Response = RawMessage & { readonly start: StartLine & { kind: 'response' } };

export class InboundGuard {
  readonly #deps: GuardDeps;
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true });
  readonly #echoes = new Map<string, Echo>();
  /** Tags that provisional answers gave. */
  readonly #tags = new Map<string, string>();
  /** INVITEs that sip.js is no more to answer. */
  readonly #muted = new Set<string>();
  #answers = 0;
  #challenge: Challenge | null = null;

  constructor(deps: GuardDeps) {
    this.#deps = deps;
  }

  /** The challenge of the response that is being delivered. */
  get challenge(): Challenge | null {
    return this.#challenge;
  }

  /** One message as it came from the socket. Never throws. */
  receive(data: Uint8Array): void {
    const { text, encoding } = this.#decode(data);
    // Keep-alive of RFC 5626 §3.5.1.
    if (/^(?:\r\n)+$/.test(text.slice(0, 16))) return;
    const message = readMessage(text, encoding);
    if (message === null) {
      this.#deps.onFault({ kind: 'dropped', detail: 'not a SIP/2.0 message' });
      return;
    }
    if (isRequest(message)) this.#receiveRequest(message);
    else if (isResponse(message)) this.#receiveResponse(message);
  }

  /** What goes to the socket for a text that sip.js sends: answers get the request's own headers back.
   *  @returns null for an answer that is not to go out */
  outgoing(text: string): string | null {
    if (!text.startsWith('SIP/2.0 ')) return text;
    this.#answers += 1;
    const key = answerKey(text);
    if (key !== null && this.#muted.has(key)) return null;
    const echo = key === null ? undefined : this.#echoes.get(key);
    if (key === null || echo === undefined) return text;
    if (text.startsWith('SIP/2.0 1')) this.#note(key, text);
    else this.#forget(key);
    return withRawHeaders(text, echo);
  }

  /** The To tag of our provisional answers to an INVITE, or null where none went out. */
  tagGiven(branch: string): string | null {
    return this.#tags.get(`${branch} INVITE`) ?? null;
  }

  /** Whatever sip.js answers to this INVITE stays here: somebody else answers it. */
  mute(branch: string): void {
    this.#forget(`${branch} INVITE`);
    this.#muted.add(`${branch} INVITE`);
  }

  /** Forgets the requests of a connection that is gone. */
  reset(): void {
    this.#echoes.clear();
    this.#tags.clear();
    this.#muted.clear();
  }

  #receiveRequest(message: Request): void {
    if (this.#deps.onTaken(message.start.method, message)) return;
    const canonical = canonicalRequest(message, this.#deps.ownUri, this.#deps.isKnownCall);
    if (canonical.kind === 'drop') {
      this.#deps.onFault({ kind: 'dropped', detail: canonical.why });
      return;
    }
    if (canonical.kind === 'answer') {
      this.#deps.sendRaw(statelessAnswer(message, canonical.status, canonical.reason, canonical.headers));
      return;
    }
    const { facts, echo, text } = canonical;
    if (facts.method === 'INVITE' && this.#deps.isOpenUnderOtherCSeq(facts)) {
      // RFC 3261 §14.2: a second INVITE before the first is answered.
      this.#deps.sendRaw(statelessAnswer(message, 500, 'Server Internal Error', ['Retry-After: 5']));
      return;
    }
    const notified = facts.method === 'NOTIFY' ? this.#deps.onNotify(message, bodyOf(message)) : null;
    if (notified !== null) {
      this.#deps.sendRaw(statelessAnswer(message, notified.status, notified.reason));
      return;
    }
    if (facts.method === 'MESSAGE') {
      const { status, reason, headers } = this.#deps.onMessage(message, bodyOf(message));
      this.#deps.sendRaw(statelessAnswer(message, status, reason, headers));
      return;
    }
    if (facts.method !== 'ACK') this.#remember(`${facts.branch} ${facts.method}`, echo);
    this.#deps.onRequest(facts, message);
    const answersBefore = this.#answers;
    const hasThrown = this.#deliver(text);
    const isUnanswered =
      this.#answers === answersBefore && facts.method !== 'ACK' && !this.#deps.hasTransaction(facts.branch);
    if (!isUnanswered) return;
    this.#deps.onFault({ kind: 'left-unanswered', detail: facts.method });
    this.#deps.sendRaw(
      hasThrown ? statelessAnswer(message, 500, 'Server Internal Error') : statelessAnswer(message, 400, 'Bad Request'),
    );
  }

  #receiveResponse(message: Response): void {
    const canonical = canonicalResponse(message, this.#deps.viaHost, this.#deps.sentBy());
    if (canonical.kind === 'drop') {
      this.#deps.onFault({ kind: 'dropped', detail: canonical.why });
      return;
    }
    this.#deps.onResponse(message);
    this.#challenge = canonical.challenge;
    this.#deliver(canonical.text);
    this.#challenge = null;
  }

  /** @returns whether sip.js threw: its bugs must not end the process */
  #deliver(text: string): boolean {
    try {
      this.#deps.deliver(text);
      return false;
    } catch (error) {
      this.#deps.onFault({ kind: 'threw', detail: error instanceof Error ? error.message : 'not an Error' });
      return true;
    }
  }

  /** UTF-8, or Latin-1 where it is not: some PBXs send names as they were typed in. */
  #decode(data: Uint8Array): { readonly text: string; readonly encoding: RawMessage['encoding'] } {
    try {
      return { text: this.#utf8.decode(data), encoding: 'utf8' };
    } catch (error) {
      if (error instanceof TypeError) return { text: Buffer.from(data).toString('latin1'), encoding: 'latin1' };
      throw error;
    }
  }

  #remember(key: string, echo: Echo): void {
    this.#echoes.set(key, echo);
    if (this.#echoes.size <= MAX_ECHOES) return;
    const [oldest] = this.#echoes.keys();
    if (oldest !== undefined) this.#forget(oldest);
  }

  #note(key: string, provisional: string): void {
    const tag = tagOf(/^To: (.*)$/m.exec(provisional)?.[1] ?? '');
    if (tag !== null) this.#tags.set(key, tag);
  }

  #forget(key: string): void {
    this.#echoes.delete(key);
    this.#tags.delete(key);
  }
}

const isRequest = (message: RawMessage): message is Request => message.start.kind === 'request';
const isResponse = (message: RawMessage): message is Response => message.start.kind === 'response';
