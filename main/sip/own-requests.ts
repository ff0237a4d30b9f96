/** The requests the line sends: REGISTER, its removal, the OPTIONS that proves that calls could reach us, SUBSCRIBE, and those of a taken call. */
import { isIP } from 'node:net';
import { Core } from 'sip.js';
import { headerSeconds } from './header-seconds.ts';
import type { SubscribeAnswer } from './lamps/lamp-deps.ts';
import type { LampDialogState } from './lamps/lamp-dialog.ts';
import { allHeaders, firstHeader, splitList, type RawMessage } from './raw-message.ts';
import type { LineIdentity } from './line-options.ts';
import type { OwnContacts } from './own-contacts.ts';
import { readAddress, type ReadAddress } from './sip-address.ts';
import type { FetchDraft, RequestAnswer } from './take/take-deps.ts';
import type { TakenDialog } from '../model/taken.ts';

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
      /** Of a 500 or 503: not to be asked again before. */
      readonly retryAfterSec: number | null;
    };

interface Incoming {
  readonly message: Core.IncomingResponseMessage;
}

export class OwnRequests {
  readonly #core: Core.UserAgentCore;
  readonly #identity: LineIdentity;
  readonly #contacts: OwnContacts;
  readonly #registrar: Core.URI;
  /** One Call-ID for all, as RFC 3261 §10.2 asks; CSeq rises. */
  readonly #callId: string;
  #lastRegister: Core.OutgoingRequestMessage | null = null;
  /** Counts links: an answer to a request of an earlier one is nobody's. */
  #link = 0;
  #answer: RawMessage | null = null;

  constructor(core: Core.UserAgentCore, identity: LineIdentity, contacts: OwnContacts) {
    const { aor, sipjsId } = core.configuration;
    this.#core = core;
    this.#identity = identity;
    this.#contacts = contacts;
    this.#registrar = new Core.URI('sip', '', aor.host, aor.port);
    this.#callId = `${sipjsId}${crypto.randomUUID()}`;
  }

  /** The response that is about to be delivered, as it came. */
  onResponse(message: RawMessage): void {
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
    // In one line, ours first: the transport puts the link's name into the first, and Asterisk's rewrite_contact does likewise.
    const bindings = [
      `${contact.toString({ register: true })};expires=${lifetimeSec ?? 0}`,
      ...this.#contacts.former.map((uri) => `<${uri}>;expires=0`),
    ];
    const headers = lifetimeSec === null ? [] : [`Contact: ${bindings.join(', ')}`, `Expires: ${lifetimeSec}`];
    if (lifetimeSec !== null) this.#contacts.asked(lifetimeSec);
    const options = { callId: this.#callId, cseq };
    const request = this.#core.makeOutgoingRequestMessage('REGISTER', this.#registrar, aor, aor, options, headers);
    this.#lastRegister = request;
    const failed = this.#guarded(({ message }, answer) => {
      onAnswer({
        kind: 'failed',
        status: message.statusCode ?? 0,
        reason: answer.start.kind === 'response' ? answer.start.reason.slice(0, 200) : '',
        hasSentCredentials: request.hasHeader('authorization') || request.hasHeader('proxy-authorization'),
        minExpiresSec: message.statusCode === 423 ? headerSeconds(firstHeader(answer, 'min-expires')) : null,
        retryAfterSec: isLater(message.statusCode) ? headerSeconds(firstHeader(answer, 'retry-after')) : null,
      });
    });
    this.#core.register(request, {
      onAccept: this.#guarded((_incoming, answer) => {
        if (lifetimeSec !== null) this.#contacts.accepted(lifetimeSec, addressSeen(answer));
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

  /** A MESSAGE outside of any dialog (RFC 3428 §4), so without Contact. @param onAnswer called with the final answer's status */
  message(uri: string, text: string, onAnswer: (status: number) => void): void {
    const { aor } = this.#core.configuration;
    const to = Core.Grammar.URIParse(uri) ?? aor;
    const body = { contentDisposition: 'render', contentType: 'text/plain;charset=UTF-8', content: text };
    const request = this.#core.makeOutgoingRequestMessage('MESSAGE', to, aor, to, {}, [], body);
    const answered = this.#guarded(({ message }) => {
      onAnswer(message.statusCode ?? 0);
    });
    this.#core.request(request, { onAccept: answered, onRedirect: answered, onReject: answered });
  }

  /** A SUBSCRIBE, within its dialog where the server has made one. @param headers whole lines besides Contact */
  subscribe(
    { uri, callId, localTag, cseq, remote }: LampDialogState,
    headers: readonly string[],
    onAnswer: (answer: SubscribeAnswer) => void,
  ): void {
    const { aor, contact } = this.#core.configuration;
    const to = Core.Grammar.URIParse(uri) ?? aor;
    const target = remote === null ? to : (Core.Grammar.URIParse(remote.target) ?? to);
    const inDialog = remote === null ? {} : { toTag: remote.tag, routeSet: [...remote.routes] };
    const request = this.#core.makeOutgoingRequestMessage(
      'SUBSCRIBE',
      target,
      aor,
      to,
      { callId, cseq, fromTag: localTag, ...inDialog },
      [`Contact: ${contact.toString()}`, ...headers],
    );
    const answered = this.#guarded(({ message }, answer) => {
      onAnswer({ status: message.statusCode ?? 0, cseq: request.cseq, message: answer });
    });
    this.#core.request(request, { onAccept: answered, onRedirect: answered, onReject: answered });
  }

  /** A request in the dialog of a taken call. @param headers whole lines besides Contact */
  inDialog(
    method: 'REFER' | 'BYE',
    { callId, localTag, remoteTag, localUri, remoteUri, remoteTarget, routes, cseq }: TakenDialog,
    headers: readonly string[],
    onAnswer: (answer: RequestAnswer) => void,
  ): void {
    const { aor, contact } = this.#core.configuration;
    const uri = (text: string): Core.URI => Core.Grammar.URIParse(text) ?? aor;
    const request = this.#core.makeOutgoingRequestMessage(
      method,
      uri(remoteTarget),
      uri(localUri),
      uri(remoteUri),
      { callId, cseq, fromTag: localTag, toTag: remoteTag, routeSet: [...routes] },
      [`Contact: ${contact.toString()}`, ...headers],
    );
    const answered = this.#guarded(({ message }, answer) => {
      onAnswer({ status: message.statusCode ?? 0, cseq: request.cseq, message: answer });
    });
    this.#core.request(request, { onAccept: answered, onRedirect: answered, onReject: answered });
  }

  /** An INVITE without sound. After a 2xx the ACK goes out behind `onAnswer`, and the dialog is the caller's, not sip.js's.
   *  @returns gives it up: CANCEL */
  invite({ uri, callId, localTag, sdp }: FetchDraft, onAnswer: (answer: RequestAnswer) => void): () => void {
    const { aor, contact } = this.#core.configuration;
    const to = Core.Grammar.URIParse(uri) ?? aor;
    const body = { contentDisposition: 'session', contentType: 'application/sdp', content: sdp };
    const headers = [`Contact: ${contact.toString()}`];
    const options = { callId, cseq: 1, fromTag: localTag };
    const request = this.#core.makeOutgoingRequestMessage('INVITE', to, aor, to, options, headers, body);
    const answered = this.#guarded(({ message }, answer) => {
      onAnswer({ status: message.statusCode ?? 0, cseq: request.cseq, message: answer });
    });
    const invite = this.#core.invite(request, {
      onAccept: (accepted) => {
        answered(accepted);
        accepted.ack();
        accepted.session.dispose();
      },
      onRedirect: answered,
      onReject: answered,
    });
    return () => {
      invite.cancel();
    };
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
    const ours = contacts.filter((contact) => this.#isOurs(contact));
    const granted = ours.flatMap(
      ({ parameters }) => headerSeconds(/;\s*expires\s*=\s*"?(\d+)/i.exec(parameters)?.[1] ?? null) ?? [],
    );
    return {
      // Where one of an earlier link is still listed, ours is the one that lasts longer.
      expiresSec:
        granted.length > 0 ? Math.max(...granted) : (headerSeconds(firstHeader(answer, 'expires')) ?? askedSec),
      ownContacts: ours.length,
      otherContacts: contacts.length - ours.length,
    };
  }

  /** By name or instance: what an earlier run or another transport has left behind is no desk phone. */
  #isOurs({ uri, parameters }: ReadAddress): boolean {
    const { contactName, instanceId } = this.#identity;
    return new RegExp(`^sips?:${contactName}@`, 'i').test(uri) || parameters.includes(`<urn:uuid:${instanceId}>`);
  }
}

/** A server that is busy or starting says when to come back; of other failures Retry-After tells nothing that we need. */
function isLater(status: number | undefined): boolean {
  return status === 500 || status === 503;
}

/** Our address as the server saw it, out of our Via (RFC 3581 §4), or null where it does not say. */
function addressSeen(answer: RawMessage): string | null {
  const via = firstHeader(answer, 'via') ?? '';
  const [, received = ''] = /;\s*received\s*=\s*\[?([0-9a-f.:]+)/i.exec(via) ?? [];
  const [, port] = /;\s*rport\s*=\s*(\d{1,5})/i.exec(via) ?? [];
  if (isIP(received) === 0 || port === undefined) return null;
  return isIP(received) === 6 ? `[${received}]:${port}` : `${received}:${port}`;
}
