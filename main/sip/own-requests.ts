/** The requests the line sends: REGISTER, its removal, and the OPTIONS that proves that calls could reach us. */
import { Core } from 'sip.js';
import type { ResponseFacts } from './canonical-response.ts';
import { allHeaders, firstHeader, splitList, type RawMessage } from './raw-message.ts';
import { readAddress } from './sip-address.ts';

/** A final answer. Silence is not one: whoever asks waits as long as suits him. */
export type RegisterAnswer =
  | {
      readonly kind: 'accepted';
      /** Granted for our contact. */
      readonly expiresSec: number;
      /** How many of the AOR's contacts are ours, and how many are not. */
      readonly ownContacts: number;
      readonly otherContacts: number;
    }
  | {
      readonly kind: 'failed';
      readonly status: number;
      readonly reason: string;
      readonly hasSentCredentials: boolean;
      /** Of a 423. */
      readonly minExpiresSec: number | null;
    };

interface Incoming {
  readonly message: Core.IncomingResponseMessage;
}

export class OwnRequests {
  readonly #core: Core.UserAgentCore;
  readonly #contactName: string;
  readonly #registrar: Core.URI;
  /** One Call-ID for all, as RFC 3261 §10.2 asks; CSeq rises. */
  readonly #callId: string;
  #lastRegister: Core.OutgoingRequestMessage | null = null;
  /** Counts links: an answer to a request of an earlier one is nobody's. */
  #link = 0;
  #answer: RawMessage | null = null;

  constructor(core: Core.UserAgentCore, contactName: string) {
    const { aor, sipjsId } = core.configuration;
    this.#core = core;
    this.#contactName = contactName;
    this.#registrar = new Core.URI('sip', '', aor.host, aor.port);
    this.#callId = `${sipjsId}${crypto.randomUUID()}`;
  }

  /** The response that is about to be delivered, as it came. */
  onResponse(_facts: ResponseFacts, message: RawMessage): void {
    this.#answer = message;
  }

  /** The link is gone, and with it every answer that was awaited. */
  forget(): void {
    this.#link += 1;
  }

  /** @param lifetimeSec 0 removes our binding, and no other; null only asks which there are (RFC 3261 §10.2.3) */
  register(lifetimeSec: number | null, onAnswer: (answer: RegisterAnswer) => void): void {
    const { aor, contact } = this.#core.configuration;
    const cseq = (this.#lastRegister?.cseq ?? 0) + 1;
    const headers =
      lifetimeSec === null
        ? []
        : [`Contact: ${contact.toString({ register: true })};expires=${lifetimeSec}`, `Expires: ${lifetimeSec}`];
    const options = { callId: this.#callId, cseq };
    const request = this.#core.makeOutgoingRequestMessage('REGISTER', this.#registrar, aor, aor, options, headers);
    this.#lastRegister = request;
    const failed = this.#guarded(({ message }, answer) => {
      onAnswer({
        kind: 'failed',
        status: message.statusCode ?? 0,
        reason: answer.start.kind === 'response' ? answer.start.reason.slice(0, 200) : '',
        hasSentCredentials: request.hasHeader('authorization') || request.hasHeader('proxy-authorization'),
        minExpiresSec: message.statusCode === 423 ? seconds(firstHeader(answer, 'min-expires')) : null,
      });
    });
    this.#core.register(request, {
      onAccept: this.#guarded((_incoming, answer) => {
        onAnswer({ kind: 'accepted', ...this.#bindings(answer, lifetimeSec ?? 0) });
      }),
      onRedirect: failed,
      onReject: failed,
    });
  }

  /** @param onAnswer called with the final answer's status, whatever it says */
  options(onAnswer: (status: number) => void): void {
    const { aor } = this.#core.configuration;
    const request = this.#core.makeOutgoingRequestMessage('OPTIONS', this.#registrar, aor, aor, {}, [
      'Accept: application/sdp',
    ]);
    const answered = this.#guarded(({ message }) => {
      onAnswer(message.statusCode ?? 0);
    });
    this.#core.request(request, { onAccept: answered, onRedirect: answered, onReject: answered });
  }

  /** Lets only answers of the server through: sip.js makes a 408 or 503 of its own out of silence and lost links. */
  #guarded(run: (incoming: Incoming, answer: RawMessage) => void): (incoming: Incoming) => void {
    const link = this.#link;
    return (incoming) => {
      const isOurOwn = !incoming.message.hasHeader('via');
      if (!isOurOwn && link === this.#link && this.#answer !== null) run(incoming, this.#answer);
    };
  }

  #bindings(answer: RawMessage, askedSec: number): Omit<RegisterAnswer & { kind: 'accepted' }, 'kind'> {
    const contacts = allHeaders(answer, 'contact').flatMap(splitList).map(readAddress);
    const ours = contacts.filter(({ uri }) => uri.startsWith(`sip:${this.#contactName}@`));
    const [, granted = null] = /;\s*expires\s*=\s*"?(\d+)/i.exec(ours[0]?.parameters ?? '') ?? [];
    return {
      expiresSec: seconds(granted) ?? seconds(firstHeader(answer, 'expires')) ?? askedSec,
      ownContacts: ours.length,
      otherContacts: contacts.length - ours.length,
    };
  }
}

/** @returns 1 s to 1 day, or null where it is no number: timers take no more than 2³¹ ms */
function seconds(value: string | null): number | null {
  return value !== null && /^\d{1,10}$/.test(value) ? Math.min(Math.max(Number(value), 1), 86_400) : null;
}
