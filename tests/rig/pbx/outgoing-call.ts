/** A call that a scripted phone makes, from its INVITE to its end: everything that the caller gets. */
import { identityHeaders, type DialOptions } from './dial-options.ts';
import { inDialog } from './dialog.ts';
import { newCallId, newTag } from './ids.ts';
import {
  cseqOf,
  headerOf,
  headersOf,
  inSameTransaction,
  mandatoryHeader,
  responseTo,
  tagOf,
  type SipRequest,
  type SipResponse,
} from './message.ts';
import type { Draft, UdpAgent } from './udp-agent.ts';
import type { CallEnd, CallerState, FinalAnswer } from './call-progress.ts';
import { Voice } from './voice.ts';
import { Watch } from './watch.ts';

export class OutgoingCall {
  readonly callId = newCallId('127.0.0.1');
  /** Every answer, in order, repeated ones too. */
  readonly responses: SipResponse[] = [];
  /** Whose voice the caller has heard, each once, in order. */
  readonly heard: string[] = [];
  /** performance.now() when its INVITE went out, the last time: with credentials, where these were asked for. */
  sentAtMs = 0;
  state: CallerState = 'calling';
  answer: FinalAnswer | null = null;
  end: CallEnd | null = null;
  readonly #agent: UdpAgent;
  readonly #voice: Voice;
  readonly #onChange: () => void;
  readonly #watch = new Watch();
  readonly #draft: Draft;
  readonly #tag = newTag();
  #invite: SipRequest;
  #cseq = 1;
  #isGivenUp: readonly string[] | null = null;
  #dialog: SipResponse | null = null;

  private constructor(agent: UdpAgent, voice: Voice, options: DialOptions, onChange: () => void) {
    this.#agent = agent;
    this.#voice = voice;
    this.#onChange = onChange;
    const { user, pbx } = agent.account;
    const uri = options.to.includes(':') ? options.to : `sip:${options.to}@${pbx.domain}`;
    this.#draft = {
      method: 'INVITE',
      uri,
      headers: [
        ...identityHeaders(options.from, { user, domain: pbx.domain, tag: this.#tag }),
        ['To', `<${uri}>`],
        ['Call-ID', this.callId],
        agent.contact,
        ['Allow', 'INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, INFO, NOTIFY'],
        ...(options.headers ?? []),
        ['Content-Type', 'application/sdp'],
      ],
      body: options.body ?? voice.sdp(),
    };
    this.#invite = agent.write(this.#draft, this.#cseq);
    voice.onHeard = (speaker) => {
      this.#hear(speaker);
    };
    this.#send();
  }

  /** Dials. Resolves once the INVITE is on its way. @param onChange told of every change of state */
  static async dial(agent: UdpAgent, options: DialOptions, onChange: () => void): Promise<OutgoingCall> {
    const voice = new Voice(typeof options.from === 'object' ? options.from.number : agent.account.user);
    await voice.open();
    return new OutgoingCall(agent, voice, options, onChange);
  }

  /** Status of each provisional answer after 100. */
  get provisionals(): readonly number[] {
    return this.responses.map(({ status }) => status).filter((status) => status > 100 && status < 200);
  }

  /** As soon as the caller hears it ring. @returns 180 or 183 */
  whenRinging(): Promise<number> {
    return this.#when('was told that it rings', () => this.provisionals[0] ?? null);
  }

  /** As soon as it is decided, whether a 200 or a failure. */
  whenFinal(): Promise<FinalAnswer> {
    return this.#when('got a final answer', () => this.answer);
  }

  /** As soon as the caller hears this user's voice; without one, anybody's. @returns whose it is */
  whenHears(user?: string): Promise<string> {
    return this.#when(`heard ${user ?? 'anybody'}`, () => this.heard.find((each) => each === (user ?? each)) ?? null);
  }

  /** As soon as an answered call is over. */
  whenOver(): Promise<CallEnd> {
    return this.#when('came to its end', () => this.end);
  }

  /** CANCEL while it rings, BYE once it is answered; nothing where it is over. @param reasons values of Reason */
  hangUp(reasons: readonly string[] = []): void {
    if (this.state === 'in-call') this.#bye(reasons);
    else if (this.answer === null && this.#isGivenUp === null) {
      this.#isGivenUp = reasons;
      // RFC 3261 §9.1: no CANCEL before a provisional answer.
      if (this.responses.length > 0) this.#cancel(reasons);
    }
  }

  /** Whether an in-dialog request is of this call. */
  owns(request: SipRequest): boolean {
    return mandatoryHeader(request, 'call-id') === this.callId && tagOf(mandatoryHeader(request, 'to')) === this.#tag;
  }

  /** Answers an in-dialog request. */
  received(request: SipRequest): void {
    if (request.method === 'INVITE') {
      if (request.body !== '') this.#voice.speakTo(request.body);
      const headers = [this.#agent.contact, ['Content-Type', 'application/sdp']] as const;
      this.#agent.send(responseTo(request, 200, 'OK', { headers, body: this.#voice.sdp() }));
      return;
    }
    this.#agent.send(responseTo(request, 200, 'OK'));
    if (request.method === 'BYE') this.#over({ by: 'other-side', reasons: headersOf(request, 'reason') });
  }

  /** Gives it up and tells nobody: also for a call whose server is gone and will never answer. */
  close(): void {
    this.#over({ by: 'caller', reasons: [] });
  }

  #hear(speaker: string): void {
    if (this.state !== 'in-call' || this.heard.includes(speaker)) return;
    this.heard.push(speaker);
    this.#changed();
  }

  #send(): void {
    const invite = this.#invite;
    this.sentAtMs = performance.now();
    this.#agent.transact(invite, (response) => {
      this.#answered(invite, response);
    });
  }

  #answered(invite: SipRequest, response: SipResponse): void {
    const isRepeated = this.answer !== null && response.status >= 200;
    this.responses.push(response);
    if (response.status >= 300) this.#acknowledge(invite, response);
    if (response.status >= 200 && response.status < 300) this.#accepted(response);
    else if (response.status >= 300 && !isRepeated && invite === this.#invite) this.#refused(invite, response);
    else if (response.status > 100 && response.status < 200 && this.state === 'calling') this.state = 'ringing';
    if (response.status < 200 && this.#isGivenUp !== null && this.responses.length === 1) this.#cancel(this.#isGivenUp);
    this.#changed();
  }

  #refused(invite: SipRequest, response: SipResponse): void {
    const credentials = this.#cseq === 1 ? this.#agent.credentialsFor(response, invite) : null;
    if (credentials !== null) {
      this.responses.pop();
      this.#cseq += 1;
      this.#invite = this.#agent.write(this.#draft, this.#cseq, [credentials]);
      this.#send();
      return;
    }
    this.state = 'failed';
    this.#voice.close();
    this.answer = { status: response.status, reason: response.reason, contact: headerOf(response, 'contact') };
  }

  /** Of several phones that answer at once one has the call; the others are acknowledged and let go (RFC 3261 §13.2.2.4). */
  #accepted(response: SipResponse): void {
    const ack = inDialog('ACK', this.#invite, response);
    this.#agent.send(this.#agent.write(ack, cseqOf(this.#invite).number));
    const isFirst = this.#dialog === null;
    this.#dialog ??= response;
    if (isFirst) {
      this.answer = { status: response.status, reason: response.reason, contact: null };
      this.state = 'in-call';
      this.#voice.speakTo(response.body);
      if (this.#isGivenUp !== null) this.#bye(this.#isGivenUp);
    } else if (tagOf(mandatoryHeader(response, 'to')) !== tagOf(mandatoryHeader(this.#dialog, 'to'))) {
      void this.#agent.ask(inDialog('BYE', this.#invite, response), () => this.#next());
    }
  }

  #acknowledge(invite: SipRequest, response: SipResponse): void {
    // Nobody sent the 408 of its own.
    if (response.headers.length === 0) return;
    this.#agent.send(inSameTransaction(invite, 'ACK', mandatoryHeader(response, 'to')));
  }

  #cancel(reasons: readonly string[]): void {
    const cancel = inSameTransaction(this.#invite, 'CANCEL', mandatoryHeader(this.#invite, 'to'), reasons);
    this.#agent.transact(cancel, () => undefined);
  }

  #bye(reasons: readonly string[]): void {
    const dialog = this.#dialog;
    if (dialog === null) return;
    const draft = inDialog('BYE', this.#invite, dialog);
    const headers = [...draft.headers, ...reasons.map((reason) => ['Reason', reason] as const)];
    void this.#agent.ask({ ...draft, headers }, () => this.#next());
    this.#over({ by: 'caller', reasons });
  }

  #next(): number {
    this.#cseq += 1;
    return this.#cseq;
  }

  #over(end: CallEnd): void {
    this.#voice.close();
    this.state = 'over';
    this.end ??= end;
    this.#changed();
  }

  #changed(): void {
    this.#watch.changed();
    this.#onChange();
  }

  #when<T>(what: string, pick: () => T | null): Promise<T> {
    return this.#watch.when(pick, () => {
      const got = this.responses.map(({ status, reason }) => `${status} ${reason}`).join(', ') || 'no answer';
      return `The caller to ${this.#draft.uri} never ${what}: ${got}; heard ${this.heard.join(', ') || 'nobody'}.`;
    });
  }
}
