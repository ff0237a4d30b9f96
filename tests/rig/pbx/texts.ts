/** MESSAGE between users (RFC 3428), passed on with its From as Asterisk's `MessageSend` does: taken with 202, whatever becomes of it. */
import { userOf } from './address.ts';
import { newBranch, newCallId, newTag } from './ids.ts';
import type { Wire } from './leg.ts';
import type { Link } from './link.ts';
import { headerOf, mandatoryHeader, responseTo, type SipHeader, type SipRequest, type SipResponse } from './message.ts';
import type { Binding } from './registrar.ts';

export interface TextsDeps {
  readonly wire: Wire;
  readonly domain: string;
  /** How a request without the right credentials is answered. */
  readonly refusal: (request: SipRequest) => SipResponse | null;
  readonly hasUser: (user: string) => boolean;
  readonly bindings: (user: string) => readonly Binding[];
}

export class Texts {
  readonly #deps: TextsDeps;

  constructor(deps: TextsDeps) {
    this.#deps = deps;
  }

  /** Answers a MESSAGE, and sends it to every contact of its user. */
  receive(link: Link, request: SipRequest): void {
    const { wire, refusal, hasUser, bindings } = this.#deps;
    const user = userOf(request.uri);
    const reply = (status: number, reason: string): SipResponse =>
      responseTo(request, status, reason, { toTag: newTag() });
    const answer = refusal(request) ?? (hasUser(user) ? reply(202, 'Accepted') : reply(404, 'Not Found'));
    wire.transmit(link, answer);
    if (answer.status !== 202) return;
    for (const binding of bindings(user)) wire.transmit(binding.link, this.#relayed(request, binding));
  }

  #relayed(request: SipRequest, { user, contactUri, link }: Binding): SipRequest {
    const from = userOf(mandatoryHeader(request, 'from'));
    const headers: SipHeader[] = [
      ['Via', `SIP/2.0/${link.transport} ${this.#deps.wire.sentBy(link)};rport;branch=${newBranch()}`],
      ['Max-Forwards', '70'],
      ['From', `<sip:${from}@${this.#deps.domain}>;tag=${newTag()}`],
      ['To', `<sip:${user}@${this.#deps.domain}>`],
      ['Call-ID', newCallId(this.#deps.domain)],
      ['CSeq', '1 MESSAGE'],
      ['Content-Type', headerOf(request, 'content-type') ?? 'text/plain'],
    ];
    return { kind: 'request', method: 'MESSAGE', uri: contactUri, headers, body: request.body };
  }
}
