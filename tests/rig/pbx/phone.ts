/** A scripted desk phone over UDP: registers, rings, answers, declines, hangs up, and is busy while in a call. */
import type { DialOptions } from './dial-options.ts';
import { newCallId, newTag } from './ids.ts';
import {
  branchOf,
  mandatoryHeader,
  responseTo,
  tagOf,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from './message.ts';
import { OutgoingCall } from './outgoing-call.ts';
import { PhoneRing, type PhoneLine } from './phone-ring.ts';
import type { Phone, PhoneBehaviour, PhoneOptions } from './phone-options.ts';
import { UdpAgent, type Draft } from './udp-agent.ts';
import { Voice } from './voice.ts';
import { Watch } from './watch.ts';

/** Switches a phone on: it is registered when the promise resolves. */
export async function createPhone(options: PhoneOptions): Promise<Phone> {
  const phone = new DeskPhone(options);
  await phone.open();
  await phone.register();
  return phone;
}

class DeskPhone implements Phone, PhoneLine {
  readonly user: string;
  readonly rings: PhoneRing[] = [];
  readonly calls: OutgoingCall[] = [];
  readonly turnedAway: PhoneRing[] = [];
  behaviour: PhoneBehaviour;
  readonly #options: PhoneOptions;
  readonly #agent: UdpAgent;
  readonly #voice: Voice;
  readonly #watch = new Watch();
  readonly #callId = newCallId('127.0.0.1');
  readonly #tag = newTag();
  #cseq = 0;

  constructor(options: PhoneOptions) {
    this.#options = options;
    this.user = options.user;
    this.behaviour = options.behaviour ?? 'ring';
    this.#voice = new Voice(options.user);
    this.#agent = new UdpAgent(options, (request, atMs) => {
      this.#request(request, atMs);
    });
  }

  get sentBy(): string {
    return this.#agent.sentBy;
  }

  get state(): Phone['state'] {
    const states = [...this.rings, ...this.calls].map(({ state }) => state);
    if (states.includes('in-call')) return 'in-call';
    return states.includes('ringing') ? 'ringing' : 'idle';
  }

  async open(): Promise<void> {
    await this.#voice.open();
    await this.#agent.open();
  }

  async register(): Promise<void> {
    await this.#register(this.#options.expiresSec ?? 3600);
  }

  async unregister(): Promise<void> {
    await this.#register(0);
  }

  async close(): Promise<void> {
    this.#voice.close();
    for (const call of this.calls) call.close();
    await this.#agent.close();
  }

  async call(options: DialOptions): Promise<OutgoingCall> {
    const call = await OutgoingCall.dial(this.#agent, options, () => {
      this.changed();
    });
    this.calls.push(call);
    this.changed();
    return call;
  }

  whenRings(nth = 1): Promise<PhoneRing> {
    return this.#when(`did not ring for the ${nth}. time`, () => this.rings[nth - 1] ?? null);
  }

  async whenState(state: Phone['state']): Promise<void> {
    await this.#when(`was never ${state}`, () => (this.state === state ? state : null));
  }

  whenTurnsAway(nth = 1): Promise<PhoneRing> {
    return this.#when(`did not turn away the ${nth}. call`, () => this.turnedAway[nth - 1] ?? null);
  }

  answer(): void {
    this.#first('ringing').answer();
  }

  decline(status?: number, reason?: string): void {
    this.#first('ringing').decline(status, reason);
  }

  redirect(uri: string): void {
    this.#first('ringing').redirect(uri);
  }

  hangUp(): void {
    this.#first('in-call').hangUp();
  }

  sdp(): string {
    return this.#voice.sdp();
  }

  talkTo(sdp: string): void {
    this.#voice.speakTo(sdp);
  }

  send(message: SipMessage): void {
    this.#agent.send(message);
  }

  ask(draft: Draft, nextCSeq: () => number): Promise<SipResponse> {
    return this.#agent.ask(draft, nextCSeq);
  }

  changed(): void {
    this.#watch.changed();
  }

  #first(state: 'ringing' | 'in-call'): PhoneRing {
    const ring = this.rings.find((each) => each.state === state);
    if (!ring) throw new Error(`phone ${this.user} has no call that is ${state}`);
    return ring;
  }

  #request(request: SipRequest, atMs: number): void {
    if (this.behaviour === 'silent' || request.method === 'ACK') return;
    if (request.method === 'CANCEL') {
      const ring = this.rings.find(({ branch }) => branch === branchOf(request));
      if (ring) ring.cancelled(request);
      else this.send(responseTo(request, 481, 'Call/Transaction Does Not Exist'));
    } else if (tagOf(mandatoryHeader(request, 'to')) !== '') {
      const owner = [...this.rings, ...this.calls].find((each) => each.owns(request));
      if (owner) owner.received(request);
      else this.send(responseTo(request, 481, 'Call/Transaction Does Not Exist'));
    } else if (request.method === 'INVITE') this.#ring(request, atMs);
    // A server asks its phones whether they are there.
    else if (request.method === 'OPTIONS') this.send(responseTo(request, 200, 'OK', { toTag: newTag() }));
    else this.send(responseTo(request, 481, 'Call/Transaction Does Not Exist'));
  }

  #ring(invite: SipRequest, atMs: number): void {
    const isBusy = this.behaviour === 'busy' || (this.state === 'in-call' && this.#options.isTrunk !== true);
    const ring = new PhoneRing(this, invite, atMs);
    if (isBusy) this.#turnAway(ring, 486, 'Busy Here');
    else if (this.behaviour === 'unavailable') this.#turnAway(ring, 480, 'Temporarily Unavailable');
    else if (this.behaviour === 'decline') this.#turnAway(ring, 603, 'Decline');
    else {
      ring.ring();
      this.rings.push(ring);
      this.changed();
      if (this.behaviour === 'answer') this.#pickUp(ring);
    }
  }

  #turnAway(ring: PhoneRing, status: number, reason: string): void {
    this.turnedAway.push(ring);
    ring.decline(status, reason);
  }

  #pickUp(ring: PhoneRing): void {
    const { answerAfterMs = 0 } = this.#options;
    if (answerAfterMs === 0) ring.answer();
    else {
      setTimeout(() => {
        if (ring.state === 'ringing') ring.answer();
      }, answerAfterMs).unref();
    }
  }

  async #register(expiresSec: number): Promise<void> {
    const { domain } = this.#options.pbx;
    const draft = {
      method: 'REGISTER',
      uri: `sip:${domain}`,
      headers: [
        ['From', `<sip:${this.user}@${domain}>;tag=${this.#tag}`],
        ['To', `<sip:${this.user}@${domain}>`],
        ['Call-ID', this.#callId],
        this.#agent.contact,
        ['Expires', String(expiresSec)],
      ],
    } as const;
    const { status, reason } = await this.#agent.ask(draft, () => {
      this.#cseq += 1;
      return this.#cseq;
    });
    if (status !== 200) throw new Error(`phone ${this.user} is not registered: ${status} ${reason}`);
  }

  #when<T>(what: string, pick: () => T | null): Promise<T> {
    return this.#watch.when(pick, () => `phone ${this.user} ${what}: it is ${this.state}, ${this.#history()}`);
  }

  #history(): string {
    return `rung ${this.rings.length} times (${this.rings.map(({ state }) => state).join(', ')})`;
  }
}
