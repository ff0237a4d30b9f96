/** A raw SIP client over WebSocket: says what a test tells it, byte for byte, and keeps what it hears. */
import { WebSocket } from 'ws';
import { answerChallenge } from '../../rig/pbx/digest.ts';
import type { Pbx } from '../../rig/pbx/index.ts';
import {
  formatMessage,
  headerOf,
  headersOf,
  parseMessage,
  responseTo,
  type SipHeader,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from '../../rig/pbx/message.ts';

export interface RegisterOptions {
  /** Of the challenge to answer; default the first one known. */
  readonly algorithm?: string;
  readonly password?: string;
  /** Contact values; default the companion's own with no parameters. */
  readonly contacts?: readonly string[];
  readonly expiresSec?: number;
}

export class Companion {
  readonly heard: SipMessage[] = [];
  readonly socket: WebSocket;
  readonly contactUri: string;
  readonly #user: string;
  readonly #watchers = new Set<() => void>();
  readonly #callId: string;
  #cseq = 0;

  constructor(socket: WebSocket, user: string, device: string) {
    this.socket = socket;
    this.#user = user;
    this.contactUri = `sip:${user}@${device}.invalid;transport=ws`;
    this.#callId = `${device}-${Math.random().toString(36).slice(2)}`;
    socket.on('message', (data: Buffer) => {
      const message = parseMessage(data.toString('utf8'));
      if (message.kind !== 'malformed') this.heard.push(message);
      for (const look of this.#watchers) look();
    });
  }

  /** The first message heard that fits, past or future. */
  when<T extends SipMessage>(fits: (message: SipMessage) => message is T): Promise<T> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.heard.find(fits);
        if (!found) return;
        this.#watchers.delete(look);
        resolve(found);
      };
      this.#watchers.add(look);
      look();
    });
  }

  whenRequest(method: string, nth = 1): Promise<SipRequest> {
    let left = nth;
    const counted = new Set<SipMessage>();
    return this.when((message): message is SipRequest => {
      if (message.kind !== 'request' || message.method !== method || counted.has(message)) return false;
      counted.add(message);
      left -= 1;
      return left <= 0;
    });
  }

  answer(request: SipRequest, status: number, reason: string, headers: readonly SipHeader[] = []): void {
    this.send(responseTo(request, status, reason, { toTag: `to-${this.#callId}`, headers }));
  }

  /** REFER in the dialog of an INVITE that was answered with 200. */
  refer(invite: SipRequest, target: string): void {
    this.#inDialog(invite, 'REFER', 1, [
      ['Refer-To', `<${target}>`],
      ['Contact', `<${this.contactUri}>`],
    ]);
  }

  /** BYE in the same dialog. */
  bye(invite: SipRequest): void {
    this.#inDialog(invite, 'BYE', 2, []);
  }

  send(message: SipMessage): void {
    this.socket.send(formatMessage(message));
  }

  /** Sends a request outside of dialogs and gives its final answer. */
  request(method: string, headers: readonly SipHeader[] = [], uri?: string): Promise<SipResponse> {
    this.#cseq += 1;
    return this.repeat(method, this.#cseq, headers, uri);
  }

  /** The same with a CSeq number of the past, as a message that was held up on its way. */
  repeat(
    method: string,
    cseqNumber: number,
    headers: readonly SipHeader[],
    uri = 'sip:pbx.example.com',
  ): Promise<SipResponse> {
    const cseq = `${cseqNumber} ${method}`;
    const alreadyHeard = this.heard.length;
    const aor = `<sip:${this.#user}@pbx.example.com>`;
    this.send({
      kind: 'request',
      method,
      uri,
      headers: [
        ['Via', `SIP/2.0/WS companion.invalid;branch=z9hG4bK-${this.#callId}-${cseqNumber}`],
        ['From', `${aor};tag=${this.#callId}`],
        ['To', aor],
        ['Call-ID', this.#callId],
        ['CSeq', cseq],
        ['Max-Forwards', '70'],
        ...headers,
      ],
      body: '',
    });
    return this.when(
      (message): message is SipResponse =>
        message.kind === 'response' &&
        headerOf(message, 'cseq') === cseq &&
        this.heard.indexOf(message) >= alreadyHeard,
    );
  }

  /** REGISTER, and once more with an answer to the challenge. @returns the first and the last answer */
  async register(options: RegisterOptions = {}): Promise<{ first: SipResponse; last: SipResponse }> {
    const { algorithm = '', password = 'secret', contacts = [`<${this.contactUri}>`], expiresSec = 600 } = options;
    const headers: SipHeader[] = [
      ...contacts.map((contact) => ['Contact', contact] as const),
      ['Expires', String(expiresSec)],
    ];
    const first = await this.request('REGISTER', headers);
    const credentials = headersOf(first, 'www-authenticate')
      .filter((challenge) => challenge.includes(`algorithm=${algorithm}`) || algorithm === '')
      .map((challenge) =>
        answerChallenge(
          challenge,
          { username: this.#user, password },
          { method: 'REGISTER', uri: 'sip:pbx.example.com' },
        ),
      )
      .find((each) => each !== null);
    const last = await this.request('REGISTER', [...headers, ['Authorization', credentials ?? '']]);
    return { first, last };
  }

  /** SUBSCRIBE to a user's lamp, with an answer to the challenge. @returns the final answer */
  async subscribe(user: string, event: string, expiresSec = 600): Promise<SipResponse> {
    const uri = `sip:${user}@pbx.example.com`;
    const headers: SipHeader[] = [
      ['Contact', `<${this.contactUri}>`],
      ['Event', event],
      ['Expires', String(expiresSec)],
    ];
    const challenged = await this.request('SUBSCRIBE', headers, uri);
    const who = { username: this.#user, password: 'secret' };
    const [credentials = ''] = headersOf(challenged, 'www-authenticate')
      .map((challenge) => answerChallenge(challenge, who, { method: 'SUBSCRIBE', uri }))
      .filter((each) => each !== null);
    return this.request('SUBSCRIBE', [...headers, ['Authorization', credentials]], uri);
  }

  #inDialog(invite: SipRequest, method: string, cseq: number, headers: readonly SipHeader[]): void {
    const read = (name: string): string => headerOf(invite, name) ?? '';
    this.send({
      kind: 'request',
      method,
      uri: /<([^>]*)>/.exec(read('contact'))?.[1] ?? '',
      headers: [
        ['Via', `SIP/2.0/WS companion.invalid;branch=z9hG4bK-${this.#callId}-${method}`],
        ['From', `${read('to')};tag=to-${this.#callId}`],
        ['To', read('from')],
        ['Call-ID', read('call-id')],
        ['CSeq', `${cseq} ${method}`],
        ['Max-Forwards', '70'],
        ...headers,
      ],
      body: '',
    });
  }

  whenClosed(): Promise<number> {
    return new Promise((resolve) => this.socket.once('close', resolve));
  }
}

/** Connects, without registering. */
export async function connectCompanion(pbx: Pbx, user: string, device = 'desk'): Promise<Companion> {
  const socket = new WebSocket(pbx.url, 'sip');
  const companion = new Companion(socket, user, device);
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return companion;
}

/** Connects and registers with the rig's usual password. */
export async function registeredCompanion(pbx: Pbx, user: string, device = 'desk'): Promise<Companion> {
  const companion = await connectCompanion(pbx, user, device);
  await companion.register();
  return companion;
}
