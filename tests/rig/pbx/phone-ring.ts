/** One incoming call at a scripted phone, from its INVITE to its end. */
import { parseNameAddr } from './address.ts';
import { newTag } from './ids.ts';
import {
  branchOf,
  headerOf,
  headersOf,
  mandatoryHeader,
  responseTo,
  tagOf,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from './message.ts';
import type { Draft } from './udp-agent.ts';

export type RingState = 'ringing' | 'in-call' | 'declined' | 'cancelled' | 'over';

/** What a ring needs of its phone. */
export interface PhoneLine {
  /** Host and port of the phone, for Via and Contact. */
  readonly sentBy: string;
  readonly user: string;
  /** Its side of the audio. */
  readonly sdp: () => string;
  send(message: SipMessage): void;
  /** Sends a request in the dialog until it is answered; meets a challenge. */
  ask(draft: Draft, nextCSeq: () => number): Promise<SipResponse>;
  /** It talks now to whom this SDP names; '' where the call is over. */
  talkTo(sdp: string): void;
  changed(): void;
}

export class PhoneRing {
  readonly invite: SipRequest;
  /** performance.now() when the INVITE was there. */
  readonly atMs: number;
  state: RingState = 'ringing';
  /** Raw Reason values of the CANCEL or BYE that ended it. */
  reasons: readonly string[] = [];
  readonly #line: PhoneLine;
  readonly #tag = newTag();
  #cseq = 0;

  constructor(line: PhoneLine, invite: SipRequest, atMs: number) {
    this.#line = line;
    this.invite = invite;
    this.atMs = atMs;
  }

  get callId(): string {
    return mandatoryHeader(this.invite, 'call-id');
  }

  get branch(): string {
    return branchOf(this.invite);
  }

  /** The raw From value. */
  get from(): string {
    return mandatoryHeader(this.invite, 'from');
  }

  /** @throws unless it rings, like {@link decline} and {@link redirect} */
  answer(): void {
    this.#finish('in-call');
    const headers = [this.#contact(), ['Content-Type', 'application/sdp']] as const;
    this.#line.send(responseTo(this.invite, 200, 'OK', { toTag: this.#tag, headers, body: this.#line.sdp() }));
    this.#line.talkTo(this.invite.body);
    this.#line.changed();
  }

  decline(status = 486, reason = 'Busy Here'): void {
    this.#finish('declined');
    this.#line.send(responseTo(this.invite, status, reason, { toTag: this.#tag }));
    this.#line.changed();
  }

  /** 302 to a URI. */
  redirect(uri: string): void {
    this.#finish('declined');
    const headers = [['Contact', `<${uri}>`]] as const;
    this.#line.send(responseTo(this.invite, 302, 'Moved Temporarily', { toTag: this.#tag, headers }));
    this.#line.changed();
  }

  /** BYE. @throws unless in a call */
  hangUp(): void {
    if (this.state !== 'in-call') throw new Error(`phone ${this.#line.user} is not in this call but ${this.state}`);
    this.state = 'over';
    this.#line.talkTo('');
    const draft = {
      method: 'BYE',
      uri: parseNameAddr(headerOf(this.invite, 'contact') ?? '').uri,
      headers: [
        ...headersOf(this.invite, 'record-route').map((route) => ['Route', route] as const),
        ['From', `${mandatoryHeader(this.invite, 'to')};tag=${this.#tag}`],
        ['To', this.from],
        ['Call-ID', this.callId],
      ],
    } as const;
    void this.#line.ask(draft, () => {
      this.#cseq += 1;
      return this.#cseq;
    });
    this.#line.changed();
  }

  /** 180. */
  ring(): void {
    this.#line.send(responseTo(this.invite, 180, 'Ringing', { toTag: this.#tag, headers: [this.#contact()] }));
  }

  cancelled(cancel: SipRequest): void {
    this.#line.send(responseTo(cancel, 200, 'OK', { toTag: this.#tag }));
    if (this.state !== 'ringing') return;
    this.state = 'cancelled';
    this.reasons = headersOf(cancel, 'reason');
    this.#line.send(responseTo(this.invite, 487, 'Request Terminated', { toTag: this.#tag }));
    this.#line.changed();
  }

  /** Whether an in-dialog request is of this call. */
  owns(request: SipRequest): boolean {
    return mandatoryHeader(request, 'call-id') === this.callId && tagOf(mandatoryHeader(request, 'to')) === this.#tag;
  }

  /** Answers a request in its dialog: a BYE ends it, a new offer moves the audio. */
  received(request: SipRequest): void {
    if (request.method === 'INVITE') {
      if (request.body !== '') this.#line.talkTo(request.body);
      const headers = [this.#contact(), ['Content-Type', 'application/sdp']] as const;
      this.#line.send(responseTo(request, 200, 'OK', { headers, body: this.#line.sdp() }));
      return;
    }
    this.#line.send(responseTo(request, 200, 'OK'));
    if (request.method === 'BYE') this.#ended(request);
  }

  #ended(bye: SipRequest): void {
    this.#line.talkTo('');
    this.state = 'over';
    this.reasons = headersOf(bye, 'reason');
    this.#line.changed();
  }

  #finish(state: RingState): void {
    if (this.state !== 'ringing') throw new Error(`phone ${this.#line.user} does not ring but is ${this.state}`);
    this.state = state;
  }

  #contact(): readonly [string, string] {
    return ['Contact', `<sip:${this.#line.user}@${this.#line.sentBy}>`];
  }
}
