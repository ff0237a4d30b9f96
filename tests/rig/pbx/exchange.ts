/** The PBX without its sockets: says for each message that comes over a link what goes out. */
import { userOf } from './address.ts';
import { Call } from './call.ts';
import { Calls } from './calls.ts';
import { newTag } from './ids.ts';
import type { CallOptions } from './invite.ts';
import { Lamps } from './lamps.ts';
import type { Wire } from './leg.ts';
import type { Link } from './link.ts';
import {
  formatMessage,
  mandatoryHeader,
  parseMessage,
  responseTo,
  tagOf,
  type SipHeader,
  type SipMessage,
  type SipRequest,
} from './message.ts';
import { defaultReasons, noFaults, type PbxOptions } from './options.ts';
import type { RigCall } from './rig-call.ts';
import { Registrar, type Binding } from './registrar.ts';
import { Texts } from './texts.ts';
import { Traffic } from './traffic.ts';

const methodsServed: SipHeader = [
  'Allow',
  'OPTIONS, REGISTER, ACK, BYE, CANCEL, INVITE, MESSAGE, REFER, SUBSCRIBE, UPDATE',
];

export class Exchange implements Wire {
  readonly faults = noFaults();
  readonly domain: string;
  readonly registrar: Registrar;
  readonly traffic: Traffic;
  readonly calls = new Calls();
  readonly lamps: Lamps;
  readonly #texts: Texts;
  /** While true nothing goes out. */
  isMute = false;
  readonly #options: PbxOptions;
  readonly #portOf: (transport: Link['transport']) => number;
  readonly #malformedListeners = new Set<(text: string, why: string) => void>();
  readonly #registrationListeners = new Set<() => void>();

  constructor(options: PbxOptions, portOf: (transport: Link['transport']) => number) {
    this.domain = options.domain ?? 'pbx.example.com';
    this.registrar = new Registrar(options, this.domain, this.faults);
    this.traffic = new Traffic(options.logLimit ?? 1000);
    this.#options = options;
    this.#portOf = portOf;
    this.lamps = new Lamps({
      wire: this,
      domain: this.domain,
      nowEpochMs: options.nowEpochMs ?? Date.now,
      hasUser: (user) => this.registrar.hasUser(user),
      isRegistered: (user) => this.registrar.bindings(user).length > 0,
      callOf: (user) => this.calls.callOf(user),
      refusal: (request) => this.registrar.refusal(request),
    });
    this.#texts = new Texts({
      wire: this,
      domain: this.domain,
      refusal: (request) => this.registrar.refusal(request),
      hasUser: (user) => this.registrar.hasUser(user),
      bindings: (user) => this.registrar.bindings(user),
    });
  }

  sentBy(link: Link): string {
    return `127.0.0.1:${this.#portOf(link.transport)}`;
  }

  transmit(link: Link, message: SipMessage, rawHeaders = ''): number {
    const plain = formatMessage(message);
    const end = plain.indexOf('\r\n\r\n');
    const text = rawHeaders === '' ? plain : `${plain.slice(0, end)}\r\n${rawHeaders}${plain.slice(end)}`;
    const atMs = performance.now();
    if (this.isMute) return atMs;
    link.send(text);
    this.traffic.record('sent', link, message, text, atMs);
    return atMs;
  }

  call(options: CallOptions): RigCall {
    const legStyle = this.#options.legs ?? 'own-call-id';
    const call: Call = new Call(
      {
        wire: this,
        domain: this.domain,
        legStyle,
        reasons: this.#options.reasons ?? defaultReasons(legStyle),
        ignores302: this.#options.ignore302 ?? false,
        resolve: (number) => this.#resolve(number),
        adopt: (leg) => {
          this.calls.adopt(leg);
        },
        answered: (leg) => {
          this.calls.answered(leg, call);
          if (this.faults.lampBeforeCancel) this.lamps.update(leg.user);
        },
        settled: () => {
          this.calls.settled(call);
        },
      },
      options,
    );
    this.calls.add(call);
    call.on((event) => {
      // Told by `answered`, after the CANCEL to the others, as Asterisk tells it.
      if (event.kind === 'response' && event.response.status === 200) return;
      for (const user of new Set(call.legs.map((leg) => leg.user))) this.lamps.update(user);
    });
    call.start();
    return call;
  }

  whenRegistered(user: string, contacts: number): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.registrar.bindings(user).length < contacts) return;
        this.#registrationListeners.delete(look);
        resolve();
      };
      this.#registrationListeners.add(look);
      look();
    });
  }

  onMalformed(listener: (text: string, why: string) => void): () => void {
    this.#malformedListeners.add(listener);
    return () => {
      this.#malformedListeners.delete(listener);
    };
  }

  /** A whole message or keep-alive came in. */
  receive(link: Link, text: string, atMs: number): void {
    if (/^[\r\n\0]*$/.test(text)) {
      // RFC 5626 §4.4.1: a double CRLF is a ping, a single one its pong.
      if (text === '\r\n\r\n' && !this.isMute) link.send('\r\n');
      return;
    }
    const message = parseMessage(text);
    if (message.kind === 'malformed') {
      for (const listener of this.#malformedListeners) listener(text, message.why);
      return;
    }
    if (message.kind === 'request' && message.method === 'REGISTER') {
      this.traffic.assign(link, userOf(mandatoryHeader(message, 'to')));
    }
    this.traffic.record('received', link, message, text, atMs);
    if (message.kind === 'response') this.calls.receive(message, atMs);
    else this.#answer(link, message);
  }

  closed(link: Link): void {
    this.calls.lost(link);
    this.lamps.closed(link);
    this.traffic.forget(link);
    if (!(this.#options.unbindOnClose ?? true)) return;
    for (const user of this.registrar.forgetLink(link)) this.lamps.update(user);
  }

  #answer(link: Link, request: SipRequest): void {
    const reply = (status: number, reason: string, headers: readonly SipHeader[] = []): void => {
      this.transmit(link, responseTo(request, status, reason, { toTag: newTag(), headers }));
    };
    if (request.method === 'SUBSCRIBE') {
      this.lamps.receive(link, request);
      return;
    }
    if (tagOf(mandatoryHeader(request, 'to')) !== '') {
      this.calls.answerInDialog(request, (response) => {
        this.transmit(link, response);
      });
      return;
    }
    switch (request.method) {
      case 'REGISTER':
        this.transmit(link, this.registrar.answer(request, link));
        for (const look of this.#registrationListeners) look();
        this.lamps.update(userOf(mandatoryHeader(request, 'to')));
        break;
      case 'OPTIONS':
        if (this.#options.optionsToTag ?? true) reply(200, 'OK', [methodsServed]);
        else this.transmit(link, responseTo(request, 200, 'OK', { headers: [methodsServed] }));
        break;
      case 'ACK':
        break;
      case 'CANCEL':
        reply(481, 'Call/Transaction Does Not Exist');
        break;
      case 'MESSAGE':
        this.#texts.receive(link, request);
        break;
      case 'INVITE':
        reply(501, 'Not Implemented');
        break;
      default:
        reply(405, 'Method Not Allowed', [methodsServed]);
    }
  }

  #resolve(number: string): Binding[] | null {
    const group = this.#options.groups?.[number] ?? (this.registrar.hasUser(number) ? [number] : null);
    return group?.flatMap((user) => this.registrar.bindings(user)) ?? null;
  }
}
