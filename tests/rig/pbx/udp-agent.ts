/** The lower half of a scripted phone: one UDP socket, transactions that survive loss and repetition (RFC 3261 §17), digest. */
import { createSocket, type Socket } from 'node:dgram';
import { answerChallenge } from './digest.ts';
import { newBranch } from './ids.ts';
import {
  branchOf,
  cseqOf,
  formatMessage,
  headersOf,
  parseMessage,
  type SipHeader,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from './message.ts';

/** T1 and T2 of RFC 3261, and 64 × T1. */
const timers = { firstMs: 500, longestMs: 4000, giveUpMs: 32_000 };

export interface AgentAccount {
  readonly user: string;
  readonly password: string;
  /** Only its UDP port and domain are needed: any server does. */
  readonly pbx: { readonly udpPort: number; readonly domain: string };
}

/** A request without what belongs to its transaction: Via, CSeq, Max-Forwards and credentials. */
export interface Draft {
  readonly method: string;
  readonly uri: string;
  readonly headers: readonly SipHeader[];
  readonly body?: string;
}

/** Nobody answered for 32 s. */
const noAnswer: SipResponse = { kind: 'response', status: 408, reason: 'No Answer', headers: [], body: '' };

export class UdpAgent {
  readonly account: AgentAccount;
  readonly #socket: Socket = createSocket('udp4');
  readonly #onRequest: (request: SipRequest, atMs: number) => void;
  readonly #waiting = new Map<string, (response: SipResponse) => void>();
  /** The last answer to each request, for its repetitions; null while there is none. */
  readonly #answered = new Map<string, SipMessage | null>();
  readonly #stops = new Set<() => void>();

  constructor(account: AgentAccount, onRequest: (request: SipRequest, atMs: number) => void) {
    this.account = account;
    this.#onRequest = onRequest;
  }

  /** Host and port, for Via and Contact. */
  get sentBy(): string {
    return `127.0.0.1:${this.#socket.address().port}`;
  }

  get contact(): SipHeader {
    return ['Contact', `<sip:${this.account.user}@${this.sentBy}>`];
  }

  async open(): Promise<void> {
    this.#socket.on('message', (data) => {
      const atMs = performance.now();
      const message = parseMessage(data.toString('utf8'));
      if (message.kind === 'request') this.#receive(message, atMs);
      else if (message.kind === 'response') this.#waiting.get(keyOf(message))?.(message);
    });
    await new Promise<void>((resolve) => this.#socket.bind(0, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    for (const stop of this.#stops) stop();
    await new Promise<void>((resolve) => this.#socket.close(resolve));
  }

  send(message: SipMessage): void {
    if (message.kind === 'response') this.#answered.set(keyOf(message), message);
    this.#socket.send(formatMessage(message), this.account.pbx.udpPort, '127.0.0.1');
  }

  /** The draft as a whole request, in a transaction of its own. */
  write(draft: Draft, cseq: number, credentials: readonly SipHeader[] = []): SipRequest {
    return {
      kind: 'request',
      method: draft.method,
      uri: draft.uri,
      headers: [
        ['Via', `SIP/2.0/UDP ${this.sentBy};rport;branch=${newBranch()}`],
        ['CSeq', `${cseq} ${draft.method}`],
        ['Max-Forwards', '70'],
        ...draft.headers,
        ...credentials,
      ],
      body: draft.body ?? '',
    };
  }

  /** Sends until something is answered. @param onResponse gets every answer, repeated ones too, and 408 after 32 s without any */
  transact(request: SipRequest, onResponse: (response: SipResponse) => void): void {
    let timer: NodeJS.Timeout | undefined;
    const stop = (): void => {
      clearTimeout(timer);
      this.#stops.delete(stop);
    };
    const startMs = performance.now();
    const again = (waitMs: number): void => {
      timer = setTimeout(() => {
        if (performance.now() - startMs > timers.giveUpMs) {
          stop();
          onResponse(noAnswer);
          return;
        }
        this.send(request);
        again(Math.min(2 * waitMs, timers.longestMs));
      }, waitMs);
    };
    this.#stops.add(stop);
    this.#waiting.set(keyOf(request), (response) => {
      stop();
      onResponse(response);
    });
    this.send(request);
    again(timers.firstMs);
  }

  /** The final answer to a request that is no INVITE; a challenge is met once. @param nextCSeq asked for each attempt */
  async ask(draft: Draft, nextCSeq: () => number): Promise<SipResponse> {
    const request = this.write(draft, nextCSeq());
    const first = await this.#final(request);
    const credentials = this.credentialsFor(first, request);
    return credentials === null ? first : this.#final(this.write(draft, nextCSeq(), [credentials]));
  }

  /** The header that meets a 401 or 407; null for any other answer and where no algorithm is known. */
  credentialsFor(response: SipResponse, request: SipRequest): SipHeader | null {
    const names = {
      401: ['www-authenticate', 'Authorization'],
      407: ['proxy-authenticate', 'Proxy-Authorization'],
    } as const;
    if (response.status !== 401 && response.status !== 407) return null;
    const [asked, given] = names[response.status];
    const { user, password } = this.account;
    const [value] = headersOf(response, asked)
      .map((challenge) => answerChallenge(challenge, { username: user, password }, request))
      .filter((each) => each !== null);
    return value === undefined ? null : [given, value];
  }

  #final(request: SipRequest): Promise<SipResponse> {
    return new Promise((resolve) => {
      this.transact(request, (response) => {
        if (response.status >= 200) resolve(response);
      });
    });
  }

  #receive(request: SipRequest, atMs: number): void {
    const known = this.#answered.get(keyOf(request));
    if (known !== undefined) {
      if (known !== null) this.send(known);
      return;
    }
    if (request.method !== 'ACK') this.#answered.set(keyOf(request), null);
    this.#onRequest(request, atMs);
  }
}

/** A transaction's name: a CANCEL has the branch of its INVITE. */
const keyOf = (message: SipMessage): string => `${branchOf(message)} ${cseqOf(message).method}`;
