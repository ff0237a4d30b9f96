/** One call from an outside caller: the parallel fork, the first answer wins, a 302 adds its target (Asterisk's `Dial`). */
import { parseNameAddr, parseUri } from './address.ts';
import { bestFailure, type Failure } from './best-failure.ts';
import { newTag } from './ids.ts';
import { Leg, type LegOwner, type LegResponse, type RigLeg } from './leg.ts';
import type { CallEvent, CallResult, CallSite, RigCall } from './rig-call.ts';
import { inviteMaker, type CallOptions } from './invite.ts';
import type { Reasons } from './options.ts';

/** A 302 to a 302 to a 302 … ends here. */
const maxLegs = 50;

export class Call implements RigCall, LegOwner {
  readonly id = newTag();
  readonly legs: Leg[] = [];
  readonly events: CallEvent[] = [];
  result: CallResult | null = null;
  readonly #site: CallSite;
  readonly #options: CallOptions;
  readonly #plan: ReturnType<typeof inviteMaker>;
  readonly #listeners = new Set<(event: CallEvent) => void>();
  readonly #failures: Failure[] = [];
  #answered: Leg | null = null;
  #ringTimer: NodeJS.Timeout | undefined;

  constructor(site: CallSite, options: CallOptions) {
    this.#site = site;
    this.#options = options;
    this.#plan = inviteMaker(options, site.domain, site.legStyle, (link) => site.wire.sentBy(link));
  }

  start(): void {
    const { to, ringForMs } = this.#options;
    const dialled = this.dial(to, null);
    if (dialled === 'unknown') this.end(404, 'Not Found', 'server');
    if (dialled === 'unreachable') this.end(480, 'Temporarily Unavailable', 'server');
    if (ringForMs === undefined || this.result) return;
    this.#ringTimer = setTimeout(() => {
      if (this.#answered || this.result) return;
      this.#cancelAll(['Q.850;cause=0']);
      this.end(480, 'Temporarily Unavailable', 'server');
    }, ringForMs);
  }

  /** Rings a number's contacts in addition to what rings already. */
  dial(number: string, addedBy: Leg | null): 'dialled' | 'unknown' | 'unreachable' {
    const bindings = this.#site.resolve(number);
    if (bindings === null) return 'unknown';
    if (bindings.length === 0 || this.legs.length + bindings.length > maxLegs) return 'unreachable';
    const added = bindings.map((binding) => new Leg(this.#site.wire, this, this.#plan(binding, addedBy?.user ?? null)));
    this.legs.push(...added);
    for (const leg of added) {
      this.#site.adopt(leg);
      leg.invite();
      this.#emit({ kind: 'invited', leg, atMs: leg.sentAtMs });
      if (!leg.plan.link.isOpen) leg.giveUp(503, 'Service Unavailable');
    }
    return 'dialled';
  }

  legProgress(leg: Leg, response: LegResponse): void {
    this.#emit({ kind: 'response', leg, response, atMs: response.atMs });
  }

  legAboutToAck(_leg: Leg, response: LegResponse): void {
    if (this.#site.wire.faults.cancelBeforeAck && response.status < 400) this.hangUp();
  }

  legFinal(leg: Leg, response: LegResponse): void {
    this.#emit({ kind: 'response', leg, response, atMs: response.atMs });
    if (leg.state === 'answered') this.#take(leg, response.atMs);
    else if (leg.state === 'redirected') this.#redirect(leg, response.contact);
    else if (leg.state === 'failed') this.#fail(response);
    this.#endIfNobodyRings();
    this.#tellIfSettled();
  }

  /** The callee said BYE. After a REFER his leg is no longer the caller's. */
  calleeHungUp(leg: Leg): void {
    leg.state = 'over';
    if (leg === this.#answered) this.end(200, 'OK', 'callee');
  }

  /** A blind transfer by REFER: the caller leaves this leg and rings the number. */
  transfer(leg: Leg, number: string): boolean {
    if (leg !== this.#answered || this.dial(number, leg) !== 'dialled') return false;
    this.#answered = null;
    return true;
  }

  hangUp({ reasons }: { readonly reasons?: Reasons } = {}): void {
    if (this.result) return;
    if (this.#answered) {
      this.#answered.bye(reasons ?? ['Q.850;cause=16']);
      this.end(200, 'OK', 'caller');
    } else {
      this.#cancelAll(reasons ?? this.#site.reasons.callerHungUp);
      this.end(487, 'Request Terminated', 'caller');
    }
  }

  end(status: number, reason: string, endedBy: CallResult['endedBy'], contact: string | null = null): void {
    if (this.result) return;
    clearTimeout(this.#ringTimer);
    this.result = { status, reason, answeredBy: this.#answered?.user ?? null, endedBy, contact };
    this.#emit({ kind: 'ended', result: this.result, atMs: performance.now() });
    this.#tellIfSettled();
  }

  on(listener: (event: CallEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  legOf(user: string): Leg | null {
    return this.legs.findLast((leg) => leg.user === user) ?? null;
  }

  whenRinging(user?: string): Promise<RigLeg> {
    const rings = (leg: Leg): boolean => leg.responses.some(({ status }) => status > 100 && status < 200);
    return this.#when(() => this.legs.find((leg) => (user === undefined || leg.user === user) && rings(leg)) ?? null);
  }

  whenAnsweredBy(): Promise<string> {
    return this.#when(() => this.#answered?.user ?? this.result?.answeredBy ?? null);
  }

  whenEnded(): Promise<CallResult> {
    return this.#when(() => this.result);
  }

  whenSettled(): Promise<CallResult> {
    return this.#when(() => (this.legs.some((leg) => leg.isOpen) ? null : this.result), true);
  }

  #take(leg: Leg, atMs: number): void {
    this.#answered = leg;
    clearTimeout(this.#ringTimer);
    this.#site.answered(leg);
    this.#cancelAll(this.#site.reasons.answeredElsewhere);
    this.#emit({ kind: 'answered', leg, atMs });
  }

  #redirect(leg: Leg, contact: string | null): void {
    const target = parseUri(parseNameAddr(contact ?? '').uri);
    if (this.#site.ignores302) this.#failures.push({ status: 486, reason: 'Busy Here', contact: null });
    else if (target?.scheme === 'tel') this.#failures.push({ status: 302, reason: 'Moved Temporarily', contact });
    else {
      const dialled = target === null ? 'unknown' : this.dial(target.user, leg);
      if (dialled === 'unknown') this.#failures.push({ status: 603, reason: 'Decline', contact: null });
      if (dialled === 'unreachable') {
        this.#failures.push({ status: 480, reason: 'Temporarily Unavailable', contact: null });
      }
    }
  }

  #fail({ status, reason }: LegResponse): void {
    this.#failures.push({ status, reason, contact: null });
    // A proxy must stop at a 6xx (RFC 3261 §16.7); for Asterisk it ends one leg like any other.
    if (status >= 600 && this.#site.legStyle === 'shared-call-id') this.#cancelAll([]);
  }

  #endIfNobodyRings(): void {
    if (this.#answered || this.result || this.legs.some((leg) => leg.isOpen)) return;
    const { status, reason, contact } = bestFailure(this.#failures, this.#site.legStyle);
    this.end(status, reason, 'server', contact);
  }

  #cancelAll(reasons: Reasons): void {
    for (const leg of this.legs) leg.cancel(reasons);
  }

  #tellIfSettled(): void {
    if (this.result && !this.legs.some((leg) => leg.isOpen)) this.#site.settled();
  }

  #emit(event: CallEvent): void {
    this.events.push(event);
    for (const listener of this.#listeners) listener(event);
  }

  #when<T>(pick: () => T | null, isAfterEnd = false): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = (): boolean => {
        const found = pick();
        if (found !== null) resolve(found);
        else if (this.result && !isAfterEnd) {
          reject(new Error(`the call ended: ${this.result.status} ${this.result.reason}`));
        } else return false;
        return true;
      };
      if (look()) return;
      const stop = this.on(() => {
        if (look()) stop();
      });
    });
  }
}
