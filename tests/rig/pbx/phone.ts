/** A scripted desk phone over UDP: registers, rings, answers, declines, hangs up, and is busy while in a call. */
import { createSocket, type Socket } from 'node:dgram';
import { answerChallenge } from './digest.ts';
import { newBranch, newCallId, newTag } from './ids.ts';
import {
  branchOf,
  formatMessage,
  headersOf,
  mandatoryHeader,
  parseMessage,
  responseTo,
  tagOf,
  type SipHeader,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from './message.ts';
import type { Pbx } from './pbx.ts';
import { PhoneRing, type PhoneLine } from './phone-ring.ts';

/** `ring` waits for a person; `answer` picks up at once; `busy` is 486, `unavailable` 480, `decline` 603; `silent` sends nothing at all. */
export type PhoneBehaviour = 'ring' | 'answer' | 'busy' | 'unavailable' | 'decline' | 'silent';

export interface PhoneOptions {
  readonly pbx: Pick<Pbx, 'udpPort' | 'domain'>;
  readonly user: string;
  readonly password: string;
  /** Default `ring`. */
  readonly behaviour?: PhoneBehaviour;
  readonly expiresSec?: number;
}

export interface Phone {
  readonly user: string;
  /** What it does with the next call; may be set at any time. In a call it is busy whatever stands here. */
  behaviour: PhoneBehaviour;
  readonly state: 'idle' | 'ringing' | 'in-call';
  /** All calls that rang here, the oldest first. */
  readonly rings: readonly PhoneRing[];
  /** The n-th ring (1-based, default 1) since it was made, past or future. */
  whenRings(nth?: number): Promise<PhoneRing>;
  /** As soon as it is in that state. */
  whenState(state: Phone['state']): Promise<void>;
  /** Acts on the oldest call that rings. @throws if none does, like {@link decline} and {@link redirect} */
  answer(): void;
  /** Default 486. */
  decline(status?: number, reason?: string): void;
  redirect(uri: string): void;
  /** @throws unless in a call */
  hangUp(): void;
  /** Registers again, after a restart of the PBX. @throws unless granted within 5 s */
  register(): Promise<void>;
  unregister(): Promise<void>;
  /** Closes its socket and tells nobody. */
  close(): Promise<void>;
}

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
  behaviour: PhoneBehaviour;
  readonly #options: PhoneOptions;
  readonly #socket: Socket = createSocket('udp4');
  readonly #answers = new Map<string, (response: SipResponse) => void>();
  readonly #watchers = new Set<() => void>();
  readonly #callId = newCallId('127.0.0.1');
  readonly #tag = newTag();
  #cseq = 0;

  constructor(options: PhoneOptions) {
    this.#options = options;
    this.user = options.user;
    this.behaviour = options.behaviour ?? 'ring';
  }

  get sentBy(): string {
    return `127.0.0.1:${this.#socket.address().port}`;
  }

  get state(): Phone['state'] {
    if (this.rings.some(({ state }) => state === 'in-call')) return 'in-call';
    return this.rings.some(({ state }) => state === 'ringing') ? 'ringing' : 'idle';
  }

  async open(): Promise<void> {
    this.#socket.on('message', (data) => {
      const atMs = performance.now();
      const message = parseMessage(data.toString('utf8'));
      if (message.kind === 'request') this.#request(message, atMs);
      else if (message.kind === 'response') this.#answers.get(branchOf(message))?.(message);
    });
    await new Promise<void>((resolve) => this.#socket.bind(0, '127.0.0.1', resolve));
  }

  async register(): Promise<void> {
    await this.#register(this.#options.expiresSec ?? 3600);
  }

  async unregister(): Promise<void> {
    await this.#register(0);
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#socket.close(resolve));
  }

  whenRings(nth = 1): Promise<PhoneRing> {
    return this.#when(() => this.rings[nth - 1] ?? null);
  }

  async whenState(state: Phone['state']): Promise<void> {
    await this.#when(() => (this.state === state ? state : null));
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

  send(message: SipMessage): void {
    this.#socket.send(formatMessage(message), this.#options.pbx.udpPort, '127.0.0.1');
  }

  changed(): void {
    for (const look of this.#watchers) look();
  }

  #first(state: 'ringing' | 'in-call'): PhoneRing {
    const ring = this.rings.find((each) => each.state === state);
    if (!ring) throw new Error(`phone ${this.user} has no call that is ${state}`);
    return ring;
  }

  #request(request: SipRequest, atMs: number): void {
    const owner = this.rings.find((ring) => ring.owns(request));
    if (request.method === 'ACK' || this.behaviour === 'silent') return;
    if (request.method === 'CANCEL') {
      const ring = this.rings.find(({ branch }) => branch === branchOf(request));
      if (ring) ring.cancelled(request);
      else this.send(responseTo(request, 481, 'Call/Transaction Does Not Exist'));
    } else if (request.method === 'BYE' && owner) owner.ended(request);
    else if (request.method === 'INVITE' && tagOf(mandatoryHeader(request, 'to')) === '') this.#ring(request, atMs);
    else this.send(responseTo(request, owner ? 200 : 481, owner ? 'OK' : 'Call/Transaction Does Not Exist'));
  }

  #ring(invite: SipRequest, atMs: number): void {
    const isBusy = this.behaviour === 'busy' || this.state === 'in-call';
    const ring = new PhoneRing(this, invite, atMs);
    if (isBusy) ring.decline();
    else if (this.behaviour === 'unavailable') ring.decline(480, 'Temporarily Unavailable');
    else if (this.behaviour === 'decline') ring.decline(603, 'Decline');
    else {
      ring.ring();
      this.rings.push(ring);
      this.changed();
      if (this.behaviour === 'answer') ring.answer();
    }
  }

  async #register(expiresSec: number): Promise<void> {
    const first = await this.#sendRegister(expiresSec, []);
    const uri = `sip:${this.#options.pbx.domain}`;
    const who = { username: this.user, password: this.#options.password };
    const [credentials] = headersOf(first, 'www-authenticate')
      .map((challenge) => answerChallenge(challenge, who, { method: 'REGISTER', uri }))
      .filter((each) => each !== null);
    const last =
      first.status === 401 && credentials !== undefined
        ? await this.#sendRegister(expiresSec, [['Authorization', credentials]])
        : first;
    if (last.status !== 200) throw new Error(`phone ${this.user} is not registered: ${last.status} ${last.reason}`);
  }

  #sendRegister(expiresSec: number, credentials: readonly SipHeader[]): Promise<SipResponse> {
    const { domain } = this.#options.pbx;
    const branch = newBranch();
    this.#cseq += 1;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`phone ${this.user}: no answer to REGISTER`));
      }, 5000);
      this.#answers.set(branch, (response) => {
        clearTimeout(timer);
        this.#answers.delete(branch);
        resolve(response);
      });
      this.send({
        kind: 'request',
        method: 'REGISTER',
        uri: `sip:${domain}`,
        headers: [
          ['Via', `SIP/2.0/UDP ${this.sentBy};rport;branch=${branch}`],
          ['From', `<sip:${this.user}@${domain}>;tag=${this.#tag}`],
          ['To', `<sip:${this.user}@${domain}>`],
          ['Call-ID', this.#callId],
          ['CSeq', `${this.#cseq} REGISTER`],
          ['Contact', `<sip:${this.user}@${this.sentBy}>`],
          ['Expires', String(expiresSec)],
          ['Max-Forwards', '70'],
          ...credentials,
        ],
        body: '',
      });
    });
  }

  #when<T>(pick: () => T | null): Promise<T> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = pick();
        if (found === null) return;
        this.#watchers.delete(look);
        resolve(found);
      };
      this.#watchers.add(look);
      look();
    });
  }
}
