/** The calls that this app has answered: taken off a leg that rang or fetched back, passed on, and never left with nobody. */
import type { LegId } from '../../model/call.ts';
import type { TakeResult } from '../../model/line.ts';
import type { TakenDialog } from '../../model/taken.ts';
import { bodyOf } from '../canonical-request.ts';
import { allHeaders, type RawMessage } from '../raw-message.ts';
import { Answering } from './answering.ts';
import { silentAnswer, silentOffer } from './silent-media.ts';
import type { RequestAnswer, TakeDeps } from './take-deps.ts';
import { takenAnswer } from './taken-answer.ts';
import { TakenCall } from './taken-call.ts';
import { dialogOfAnswer, dialogOfInvite, isInDialog, takenUpAgain } from './taken-dialog.ts';

interface Held {
  readonly call: TakenCall;
  /** Until the ACK. */
  answering: Answering | null;
}

/** How long a directed pickup may take: it is answered at once, or rings at somebody, which it must not. */
const FETCH_WAIT_MS = 4000;

export class TakenCalls {
  readonly #deps: TakeDeps;
  readonly #held = new Map<LegId, Held>();
  readonly #fetching = new Map<LegId, (result: TakeResult) => void>();
  readonly #waiting = new Set<() => void>();

  constructor(deps: TakeDeps) {
    this.#deps = deps;
  }

  /** Whether anybody is held here, or about to be. */
  get isHolding(): boolean {
    return this.#held.size > 0 || this.#fetching.size > 0;
  }

  /** @see Line.take in main/switchboard/ports.ts */
  take(id: LegId): Promise<TakeResult> {
    const { clock, confirmMs, isConnected, journal, legOf, newId, release } = this.#deps;
    const held = this.#held.get(id);
    if (held !== undefined) return held.answering?.result ?? Promise.resolve({ kind: 'taken' });
    const leg = legOf(id);
    if (leg === null) return Promise.resolve({ kind: 'leg-gone' });
    const localTag = leg.tagGiven ?? newId().slice(0, 10);
    const dialog = dialogOfInvite(leg.invite, { id, localTag }, clock.nowEpochMs());
    if (dialog === null || !leg.isFree || !isConnected()) return Promise.resolve({ kind: 'not-sent' });
    // Before he is answered: from then on he has nobody but this app.
    if (!journal.write(dialog)) return Promise.resolve({ kind: 'not-sent' });
    release(id);
    const { invite } = leg;
    const answer = (): void => {
      this.#answer(invite, localTag, silentAnswer(bodyOf(invite), 1));
    };
    const answering = new Answering(invite, clock, confirmMs, answer, () => {
      this.#neverConfirmed(id);
    });
    this.#hold(dialog, answering);
    answer();
    return answering.result;
  }

  /** @see Line.fetch in main/switchboard/ports.ts */
  fetch(id: LegId, dial: string): Promise<TakeResult> {
    const { clock, invite, isConnected, newId, uriOf } = this.#deps;
    if (!isConnected() || this.#fetching.has(id) || this.#held.has(id)) return Promise.resolve({ kind: 'not-sent' });
    const { promise, resolve } = Promise.withResolvers<TakeResult>();
    const localTag = newId().slice(0, 10);
    const draft = { uri: uriOf(dial), callId: `fetch-${newId()}`, localTag, sdp: silentOffer(1) };
    const settle = (result: TakeResult): void => {
      cancelTimer();
      this.#fetching.delete(id);
      resolve(result);
      this.#look();
    };
    this.#fetching.set(id, settle);
    const giveUp = invite(draft, (answer) => {
      if (answer.status < 300) this.#fetched(id, localTag, answer, settle);
      else settle({ kind: 'refused', status: answer.status });
    });
    const cancelTimer = clock.after(FETCH_WAIT_MS, () => {
      giveUp();
      settle({ kind: 'refused', status: 408 });
    });
    return promise;
  }

  /** @see Line.pass in main/switchboard/ports.ts */
  pass(id: LegId, dial: string): void {
    const held = this.#held.get(id);
    if (held === undefined || held.call.isStranded) this.#tellHungUp(id);
    else held.call.pass(dial);
  }

  /** Every request, before anybody else sees it. @returns whether it was one of ours, and has been answered */
  onRequest(method: string, request: RawMessage): boolean {
    for (const held of this.#held.values()) {
      const { call, answering } = held;
      if (isInDialog(call.dialog, request)) {
        if (method === 'ACK') this.#acknowledged(held);
        else {
          if (method === 'BYE') answering?.finish({ kind: 'leg-gone' });
          call.received(method, request, bodyOf(request));
        }
        return true;
      }
      if (answering?.owns(request) === true) {
        if (method === 'CANCEL') this.#cancelled(held, answering, request);
        else if (method === 'INVITE') answering.resend();
        return method === 'CANCEL' || method === 'INVITE';
      }
    }
    return false;
  }

  /** The link is gone. @returns whether anybody is left without it */
  linkLost(): boolean {
    const isAnybodyLeft = this.isHolding;
    for (const settle of this.#fetching.values()) settle({ kind: 'not-sent' });
    for (const held of this.#held.values()) {
      held.answering?.finish({ kind: 'not-confirmed' });
      held.answering = null;
      held.call.linkLost();
    }
    return isAnybodyLeft;
  }

  /** The line is registered: whoever is here from an earlier link, or an earlier run, is sent back to the own extension. */
  registered(): void {
    for (const { call } of [...this.#held.values()]) if (call.isStranded) call.sendBack();
    for (const noted of this.#deps.journal.read()) {
      if (this.#held.has(noted.id)) continue;
      const dialog = takenUpAgain(noted);
      this.#deps.journal.write(dialog);
      this.#hold(dialog, null).sendBack();
    }
  }

  /** The app ends, or this computer goes to sleep: everybody is sent back. @returns resolves when all ring there or are gone, or after `limitMs`. Never rejects. */
  async sendAllBack(limitMs: number): Promise<void> {
    if (!this.isHolding || !this.#deps.isConnected()) return;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const look = (): void => {
      const isDone = this.#fetching.size === 0 && [...this.#held.values()].every(({ call }) => call.isRingingBack);
      if (isDone) resolve(undefined);
    };
    this.#waiting.add(look);
    const cancelTimer = this.#deps.clock.after(limitMs, () => {
      resolve(undefined);
    });
    for (const { call } of [...this.#held.values()]) if (!call.isRingingBack) call.sendBack();
    look();
    await promise;
    cancelTimer();
    this.#waiting.delete(look);
  }

  #hold(dialog: TakenDialog, answering: Answering | null): TakenCall {
    const call = new TakenCall(this.#deps, dialog, ({ isOver }) => {
      if (isOver) this.#held.delete(dialog.id);
      this.#look();
    });
    this.#held.set(dialog.id, { call, answering });
    return call;
  }

  #fetched(id: LegId, localTag: string, answer: RequestAnswer, settle: (result: TakeResult) => void): void {
    const { clock, journal } = this.#deps;
    const dialog = dialogOfAnswer(answer.message, { id, localTag }, answer.cseq, clock.nowEpochMs());
    if (dialog === null) {
      settle({ kind: 'not-sent' });
      return;
    }
    // He is here already: without a note he is held all the same.
    journal.write(dialog);
    const call = this.#hold(dialog, null);
    this.#tellTaken(id);
    settle({ kind: 'taken' });
    // Nobody chooses any more. Not before the ACK.
    if (this.#waiting.size > 0)
      queueMicrotask(() => {
        call.sendBack();
      });
  }

  #look(): void {
    for (const look of this.#waiting) look();
  }

  #acknowledged(held: Held): void {
    const { answering, call } = held;
    if (answering === null) return;
    held.answering = null;
    this.#tellTaken(call.id);
    answering.finish({ kind: 'taken' });
  }

  /** It crossed our 200: the server acknowledges that, and ends the call (RFC 3261 §9.2). */
  #cancelled({ call }: Held, answering: Answering, cancel: RawMessage): void {
    const { clock, emit } = this.#deps;
    this.#answer(cancel, call.dialog.localTag, '');
    call.end();
    const reasons = allHeaders(cancel, 'reason');
    emit({ kind: 'leg-stopped', leg: call.id, reasons, atEpochMs: clock.nowEpochMs() });
    answering.finish({ kind: 'leg-gone' });
  }

  #neverConfirmed(id: LegId): void {
    const held = this.#held.get(id);
    if (held === undefined) return;
    held.call.bye();
    held.call.end();
    this.#tellHungUp(id);
  }

  #answer(request: RawMessage, localTag: string, sdp: string): void {
    const { contact, send } = this.#deps;
    send(takenAnswer(request, { status: 200, reason: 'OK', localTag, contact: contact(), sdp }));
  }

  #tellTaken(leg: LegId): void {
    this.#deps.emit({ kind: 'taken', leg, atEpochMs: this.#deps.clock.nowEpochMs() });
  }

  #tellHungUp(leg: LegId): void {
    this.#deps.emit({ kind: 'hung-up', leg, atEpochMs: this.#deps.clock.nowEpochMs() });
  }
}
