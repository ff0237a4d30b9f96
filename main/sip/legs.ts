/** The legs that ring here: by our own ids, from INVITE to the answer, the CANCEL or the loss of the link. */
import { Core, SessionState, type Invitation } from 'sip.js';
import type { LegId } from '../model/call.ts';
import type { LineEvent, RedirectResult } from '../model/line.ts';
import type { RequestFacts } from './canonical-request.ts';
import { inviteHeaders } from './invite-headers.ts';
import type { Clock } from '../model/clock.ts';
import { allHeaders, type RawMessage } from './raw-message.ts';
import type { RingingLeg } from './take/take-deps.ts';

export interface LegsDeps {
  readonly clock: Clock;
  readonly newLegId: () => LegId;
  readonly redirectConfirmMs: number;
  readonly emit: (event: LineEvent) => void;
  readonly isConnected: () => boolean;
  readonly contactFor: (dial: string) => string;
  /** The To tag of our 180, or null where none went out. */
  readonly tagGiven: (branch: string) => string | null;
  /** What sip.js answers to this INVITE is not to go out. */
  readonly mute: (branch: string) => void;
  readonly transactionOf: (branch: string) => Core.UserAgentServer['transaction'] | undefined;
}

interface Leg {
  readonly id: LegId;
  readonly facts: RequestFacts;
  readonly invitation: Invitation;
  /** The INVITE as it came. */
  readonly message: RawMessage;
  /** Set once a 302 went out: sip.js then ignores a CANCEL, and the ACK is what we wait for. */
  redirect: Redirect | null;
  reasons: readonly string[];
}

interface Redirect {
  readonly dial: string;
  readonly result: Promise<RedirectResult>;
  readonly settle: (result: RedirectResult) => void;
}

/** Call-IDs remembered after their leg is gone, so that a late re-INVITE is no new call. */
const MAX_RECENT_CALLS = 500;

export class Legs {
  readonly #deps: LegsDeps;
  readonly #legs = new Map<LegId, Leg>();
  readonly #recentCalls = new Set<string>();

  constructor(deps: LegsDeps) {
    this.#deps = deps;
  }

  /** Whether any leg is not over. */
  get isRinging(): boolean {
    return this.#legs.size > 0;
  }

  isKnownCall(callId: string): boolean {
    return this.#recentCalls.has(callId);
  }

  isOpenUnderOtherCSeq(facts: RequestFacts): boolean {
    return this.#all().some(
      (leg) =>
        leg.facts.callId === facts.callId && leg.facts.fromTag === facts.fromTag && leg.facts.cseq !== facts.cseq,
    );
  }

  /** A new call: told at once; whether 180 goes out is for `ring` to say. */
  add(invitation: Invitation, facts: RequestFacts, message: RawMessage): void {
    const leg: Leg = { id: this.#deps.newLegId(), facts, invitation, message, redirect: null, reasons: [] };
    this.#legs.set(leg.id, leg);
    this.#remember(facts.callId);
    invitation.stateChange.addListener((state) => {
      // Ended by sip.js: a CANCEL, or an hour of ringing.
      if (state === SessionState.Terminated && leg.redirect === null) this.#stopped(leg);
    });
    const headers = inviteHeaders(message, facts.requestUri);
    this.#deps.emit({ kind: 'invite', leg: leg.id, headers, atEpochMs: this.#deps.clock.nowEpochMs() });
  }

  /** Called before sip.js sees the CANCEL. */
  onCancel(branch: string, message: RawMessage): void {
    const leg = this.#all().find(({ facts }) => facts.branch === branch);
    if (leg === undefined) return;
    leg.reasons = allHeaders(message, 'reason');
    if (leg.redirect === null) return;
    this.#stopped(leg);
    leg.redirect.settle({ kind: 'leg-gone' });
  }

  ring(id: LegId): void {
    const leg = this.#legs.get(id);
    if (leg?.invitation.state !== SessionState.Initial) return;
    leg.invitation.progress().catch(() => {
      // sip.js has then ended the session itself.
      this.#stopped(leg);
    });
  }

  redirect(id: LegId, dial: string): Promise<RedirectResult> {
    const leg = this.#legs.get(id);
    if (leg === undefined) return Promise.resolve({ kind: 'leg-gone' });
    // An answer that was given cannot be given again, to nobody else either.
    if (leg.redirect !== null)
      return leg.redirect.dial === dial ? leg.redirect.result : Promise.resolve({ kind: 'not-sent' });
    const transaction = this.#deps.transactionOf(leg.facts.branch);
    if (transaction === undefined || !this.#deps.isConnected()) return Promise.resolve({ kind: 'not-sent' });
    const redirect = newRedirect(dial);
    leg.redirect = redirect;
    const cancelTimer = this.#deps.clock.after(this.#deps.redirectConfirmMs, () => {
      redirect.settle({ kind: 'not-confirmed' });
    });
    // sip.js hides the ACK of a refusal; its transaction is `Confirmed` by it (RFC 3261 §17.2.1).
    transaction.addStateChangeListener(() => {
      if (transaction.state === Core.TransactionState.Confirmed) this.#acknowledged(leg, redirect);
      // No ACK in 32 s.
      else if (transaction.state === Core.TransactionState.Terminated) this.#stopped(leg);
    });
    void redirect.result.then(cancelTimer);
    this.#answer(leg, 302, [`Contact: ${this.#deps.contactFor(dial)}`]);
    return redirect.result;
  }

  reject(id: LegId, status: 480 | 486): void {
    const leg = this.#legs.get(id);
    if (leg?.invitation.state !== SessionState.Initial) return;
    this.#legs.delete(id);
    this.#answer(leg, status, []);
  }

  /** A leg as it can be taken; null where it is gone. */
  ringing(id: LegId): RingingLeg | null {
    const leg = this.#legs.get(id);
    if (leg === undefined) return null;
    const isFree = leg.redirect === null && leg.invitation.state === SessionState.Initial;
    return { invite: leg.message, tagGiven: this.#deps.tagGiven(leg.facts.branch), isFree };
  }

  /** Gives a leg away: sip.js is told that it is over, and what it answers does not go out. */
  release(id: LegId): void {
    const leg = this.#legs.get(id);
    if (leg === undefined) return;
    this.#legs.delete(id);
    this.#deps.mute(leg.facts.branch);
    this.#answer(leg, 480, []);
  }

  /** All legs at once; where the link is still there, the server is told.
   *  @param isSomebodyHeld a taken caller is lost with them, also where nothing rings */
  dropAll(why: 'link' | 'slept', isSomebodyHeld: boolean): void {
    const legs = this.#all();
    if (legs.length === 0 && !isSomebodyHeld) return;
    this.#legs.clear();
    for (const leg of legs) {
      if (leg.redirect === null) this.#answer(leg, 480, []);
      else leg.redirect.settle({ kind: 'not-confirmed' });
    }
    this.#deps.emit({ kind: 'legs-lost', why, atEpochMs: this.#deps.clock.nowEpochMs() });
  }

  /** A final answer ends the Invitation, and with it its timers. */
  #answer({ invitation }: Leg, statusCode: number, extraHeaders: string[]): void {
    if (invitation.state !== SessionState.Initial) return;
    void invitation.reject({ statusCode, extraHeaders });
  }

  #acknowledged(leg: Leg, redirect: Redirect): void {
    if (!this.#legs.delete(leg.id)) return;
    // At once: what the call comes back with may lie behind it in the same packet.
    this.#deps.emit({ kind: 'acknowledged', leg: leg.id, atEpochMs: this.#deps.clock.nowEpochMs() });
    redirect.settle({ kind: 'acknowledged' });
  }

  #stopped(leg: Leg): void {
    if (!this.#legs.delete(leg.id)) return;
    const { id, reasons } = leg;
    this.#deps.emit({ kind: 'leg-stopped', leg: id, reasons, atEpochMs: this.#deps.clock.nowEpochMs() });
  }

  #all(): readonly Leg[] {
    return [...this.#legs.values()];
  }

  #remember(callId: string): void {
    this.#recentCalls.add(callId);
    const [oldest] = this.#recentCalls;
    if (this.#recentCalls.size > MAX_RECENT_CALLS && oldest !== undefined) this.#recentCalls.delete(oldest);
  }
}

function newRedirect(dial: string): Redirect {
  const { promise, resolve } = Promise.withResolvers<RedirectResult>();
  return { dial, result: promise, settle: resolve };
}
