/** One leg of a call: the INVITE to one contact, its answers, ACK, CANCEL, and the dialog once it is answered (RFC 3261 §9, §13, §17.1.1). */
import { parseNameAddr } from './address.ts';
import { newBranch } from './ids.ts';
import type { Link } from './link.ts';
import {
  cseqOf,
  headerOf,
  mandatoryHeader,
  tagOf,
  type SipHeader,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from './message.ts';
import type { PbxFaults, Reasons } from './options.ts';

/** `answered` has a dialog; `redirected`, `cancelled` and `failed` had their final answer; `over` ended after the answer. */
export type LegState = 'calling' | 'ringing' | 'answered' | 'redirected' | 'cancelled' | 'failed' | 'over';

export interface LegResponse {
  readonly status: number;
  readonly reason: string;
  /** The raw Contact value; of a 302: where to. */
  readonly contact: string | null;
  /** performance.now() as soon as the bytes were there. */
  readonly atMs: number;
}

/** What a test sees of a leg. Times are performance.now() in this process. */
export interface RigLeg {
  readonly user: string;
  readonly contactUri: string;
  readonly callId: string;
  /** The user whose 302 or REFER dialled this leg; null for a leg of the original call. */
  readonly addedBy: string | null;
  readonly state: LegState;
  /** Taken just before the socket write of the INVITE. */
  readonly sentAtMs: number;
  readonly cancelSentAtMs: number | null;
  /** Of the ACK to the final answer. */
  readonly ackSentAtMs: number | null;
  /** All answers to the INVITE, retransmitted ones included. */
  readonly responses: readonly LegResponse[];
}

/** What a leg needs of the PBX. */
export interface Wire {
  readonly faults: PbxFaults;
  /** Sends and logs; rawHeaders are whole lines put after the others, unchecked. @returns performance.now() just before the write */
  transmit(link: Link, message: SipMessage, rawHeaders?: string): number;
  /** Host and port for Via. */
  sentBy(link: Link): string;
}

export interface LegPlan {
  readonly user: string;
  readonly addedBy: string | null;
  readonly link: Link;
  readonly contactUri: string;
  readonly callId: string;
  readonly from: string;
  readonly to: string;
  /** Below the own Via, Record-Route included. */
  readonly headers: readonly SipHeader[];
  readonly rawHeaders: string;
  readonly body: string;
}

export interface LegOwner {
  legProgress(leg: Leg, response: LegResponse): void;
  /** The final answer is here, its ACK is not yet sent. */
  legAboutToAck(leg: Leg, response: LegResponse): void;
  legFinal(leg: Leg, response: LegResponse): void;
}

export class Leg implements RigLeg {
  readonly branch = newBranch();
  readonly plan: LegPlan;
  readonly responses: LegResponse[] = [];
  state: LegState = 'calling';
  sentAtMs = 0;
  cancelSentAtMs: number | null = null;
  ackSentAtMs: number | null = null;
  remoteTag = '';
  readonly #wire: Wire;
  readonly #owner: LegOwner;
  #remoteTarget: string;
  #remoteTo: string;
  #cseq = 1;
  #cancelReasons: Reasons | null = null;

  constructor(wire: Wire, owner: LegOwner, plan: LegPlan) {
    this.#wire = wire;
    this.#owner = owner;
    this.plan = plan;
    this.#remoteTarget = plan.contactUri;
    this.#remoteTo = plan.to;
  }

  get user(): string {
    return this.plan.user;
  }

  get contactUri(): string {
    return this.plan.contactUri;
  }

  get callId(): string {
    return this.plan.callId;
  }

  get addedBy(): string | null {
    return this.plan.addedBy;
  }

  /** Still waits for a final answer. */
  get isOpen(): boolean {
    return this.state === 'calling' || this.state === 'ringing';
  }

  get isCancelled(): boolean {
    return this.#cancelReasons !== null;
  }

  invite(): void {
    const { headers, rawHeaders, body } = this.plan;
    const invite = this.#request('INVITE', this.plan.contactUri, 1, this.plan.to, this.branch, headers, body);
    this.sentAtMs = this.#wire.transmit(this.plan.link, invite, rawHeaders);
  }

  /** Takes the call off this contact. Waits for a first answer where there is none (RFC 3261 §9.1). */
  cancel(reasons: Reasons): void {
    if (!this.isOpen || this.isCancelled) return;
    this.#cancelReasons = reasons;
    if (this.responses.length > 0) this.#sendCancel(reasons);
  }

  /** Ends the dialog from the caller's side. */
  bye(reasons: Reasons): void {
    this.state = 'over';
    this.inDialog('BYE', reasonHeaders(reasons));
  }

  /** Sends a request in the answered dialog. */
  inDialog(method: 'BYE' | 'NOTIFY' | 'ACK', headers: readonly SipHeader[] = [], body = ''): number {
    if (method !== 'ACK') this.#cseq += 1;
    const request = this.#request(method, this.#remoteTarget, this.#cseq, this.#remoteTo, newBranch(), headers, body);
    return this.#wire.transmit(this.plan.link, request);
  }

  /** Ends the leg without an answer of the client: lost connection, timer B. */
  giveUp(status: number, reason: string): void {
    if (!this.isOpen) return;
    this.state = this.isCancelled ? 'cancelled' : 'failed';
    this.#owner.legFinal(this, { status, reason, contact: null, atMs: performance.now() });
  }

  /** Takes an answer with this leg's branch. */
  receive(message: SipResponse, atMs: number): void {
    if (cseqOf(message).method !== 'INVITE') return;
    const { status, reason } = message;
    const response: LegResponse = { status, reason, contact: headerOf(message, 'contact'), atMs };
    this.responses.push(response);
    if (status < 200) this.#provisional(response);
    else if (status < 300) this.#accepted(message, response);
    else this.#refused(message, response);
  }

  #provisional(response: LegResponse): void {
    if (this.#cancelReasons !== null && this.cancelSentAtMs === null) this.#sendCancel(this.#cancelReasons);
    if (this.state === 'calling' && response.status > 100) this.state = 'ringing';
    this.#owner.legProgress(this, response);
  }

  #accepted(message: SipResponse, response: LegResponse): void {
    const to = mandatoryHeader(message, 'to');
    this.#remoteTo = to;
    this.#remoteTarget = parseNameAddr(response.contact ?? '').uri || this.plan.contactUri;
    this.remoteTag = tagOf(to);
    this.ackSentAtMs = this.inDialog('ACK');
    if (!this.isOpen) return;
    // It picked up while the CANCEL was on its way, or after another: hang up at once.
    if (this.isCancelled) this.bye(this.#cancelReasons ?? []);
    else this.state = 'answered';
    this.#owner.legFinal(this, response);
  }

  #refused(message: SipResponse, response: LegResponse): void {
    if (this.isOpen) this.#owner.legAboutToAck(this, response);
    const { ackFinals, ackDelayMs } = this.#wire.faults;
    const to = mandatoryHeader(message, 'to');
    const acknowledge = (): void => {
      const ack = this.#request('ACK', this.plan.contactUri, 1, to, this.branch);
      this.ackSentAtMs = this.#wire.transmit(this.plan.link, ack);
    };
    if (ackFinals && ackDelayMs > 0) setTimeout(acknowledge, ackDelayMs);
    else if (ackFinals) acknowledge();
    if (!this.isOpen) return;
    if (this.isCancelled) this.state = 'cancelled';
    else this.state = response.status < 400 ? 'redirected' : 'failed';
    this.#owner.legFinal(this, response);
  }

  #sendCancel(reasons: Reasons): void {
    const { contactUri, to } = this.plan;
    const cancel = this.#request('CANCEL', contactUri, 1, to, this.branch, reasonHeaders(reasons));
    this.cancelSentAtMs = this.#wire.transmit(this.plan.link, cancel);
  }

  #request(
    method: string,
    uri: string,
    cseq: number,
    to: string,
    branch: string,
    headers: readonly SipHeader[] = [],
    body = '',
  ): SipRequest {
    const { link, from, callId } = this.plan;
    return {
      kind: 'request',
      method,
      uri,
      headers: [
        ['Via', `SIP/2.0/${link.transport} ${this.#wire.sentBy(link)};rport;branch=${branch}`],
        ['From', from],
        ['To', to],
        ['Call-ID', callId],
        ['CSeq', `${cseq} ${method}`],
        ['Max-Forwards', '70'],
        ...headers,
      ],
      body,
    };
  }
}

const reasonHeaders = (reasons: Reasons): SipHeader[] => reasons.map((reason) => ['Reason', reason]);
