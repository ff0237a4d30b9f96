/** Notes that are typed at this desk: sent to the colleague's companion as the call goes to her, followed until their receipt. */
import { companionOf, tidyHandOver, writeHandOver } from '../call/hand-over.ts';
import type { OpenCall } from '../call/machine.ts';
import type { CallId, CallState, Destination } from '../model/call.ts';
import type { HandOver, NoteDelivery } from '../model/hand-over.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { ShownNote } from './desk.ts';
import type { Entry } from './open-calls.ts';
import type { SwitchboardParts } from './parts.ts';
import { nameOf } from './record.ts';
import type { Runner } from './runner.ts';

/** After this time without a receipt nobody can say that it arrived. */
const RECEIPT_MS = 3000;
/** A receipt that comes later than that is not looked for any more. */
const FOLLOWED_MS = 60_000;

/** One hand-over on its way. */
interface Sending {
  readonly id: string;
  /** Only her companion can say that it has it. */
  readonly toUser: string;
  readonly entry: Entry;
  readonly destination: Destination;
  readonly text: string;
  /** By a notification. */
  isTold: boolean;
  cancelTimer: () => void;
}

interface Note {
  text: string;
  delivery: NoteDelivery;
  /** The last time it was sent. */
  sendingId: string | null;
}

const noNote: Note = { text: '', delivery: 'not-sent', sendingId: null };

export class SentHandOvers {
  readonly #parts: SwitchboardParts;
  readonly #runner: Runner;
  readonly #notes = new Map<CallId, Note>();
  readonly #sendings = new Map<string, Sending>();

  constructor(parts: SwitchboardParts, runner: Runner) {
    this.#parts = parts;
    this.#runner = runner;
  }

  /** Kept as it will go over the wire: a line, and no longer than a MESSAGE may be. */
  note(entry: Entry, text: string): Result<null, 'no-notes' | 'too-late'> {
    if (this.#parts.desk.companionPattern === null) return err('no-notes');
    if (!isBeforeSending(entry.call.state)) return err('too-late');
    const { note } = tidyHandOver(this.#handOver(entry, 'x'.repeat(36), text));
    this.#notes.set(entry.call.id, { text: note, delivery: 'not-sent', sendingId: null });
    entry.colleagueNote = note;
    this.#runner.changed();
    return ok(null);
  }

  noteOf({ call }: Entry): ShownNote | null {
    if (this.#parts.desk.companionPattern === null) return null;
    const { text, delivery } = this.#notes.get(call.id) ?? noNote;
    return { text, delivery };
  }

  onStep(entry: Entry, before: OpenCall): void {
    const destination = goingTo(entry.call.state);
    if (destination === null || this.#parts.desk.companionPattern === null) return;
    // Passed on after it was taken, it goes to `sent` later; not fetched back, it is where it was: told once.
    const former = goingTo(before.taking?.from ?? before.state);
    if (former?.dial !== destination.dial) this.#send(entry, destination);
  }

  /** @param fromUser who says so */
  onReceipt(fromUser: string, id: string): void {
    const sending = this.#sendings.get(id);
    if (sending === undefined || sending.toUser !== fromUser) return;
    this.#end(sending);
    this.#settle(sending, 'arrived');
  }

  onForget({ call }: Entry): void {
    this.#notes.delete(call.id);
  }

  stop(): void {
    for (const sending of this.#sendings.values()) this.#end(sending);
  }

  /** Also without a note: her card says who sent the call. */
  #send(entry: Entry, destination: Destination): void {
    const { desk, line, newHandOverId } = this.#parts;
    const id = newHandOverId();
    const note = { ...(this.#notes.get(entry.call.id) ?? noNote), sendingId: id };
    this.#notes.set(entry.call.id, note);
    const toUser = companionOf(desk.companionPattern, destination);
    const handOver = tidyHandOver(this.#handOver(entry, id, note.text));
    const { text } = note;
    const sending = { id, toUser: toUser ?? '', entry, destination, text, isTold: false, cancelTimer: nothing };
    if (toUser === null) {
      this.#settle(sending, 'nobody-to-tell');
    } else if (handOver.ringsideCall === null && handOver.callerKey === null) {
      // Nothing tells which call it is of: a caller without a number, and a dialplan that names no call.
      this.#settle(sending, 'not-delivered');
    } else {
      note.delivery = 'on-its-way';
      this.#sendings.set(id, sending);
      this.#limit(sending, RECEIPT_MS, () => {
        this.#settle(sending, 'not-told');
        this.#limit(sending, FOLLOWED_MS, () => {
          this.#end(sending);
        });
      });
      void line.sendMessage(toUser, writeHandOver(handOver)).then((result) => {
        if (result.kind === 'accepted' || this.#sendings.get(id) !== sending) return;
        this.#end(sending);
        this.#settle(sending, 'not-delivered');
      });
    }
  }

  #settle(sending: Sending, delivery: NoteDelivery): void {
    const { id, entry, destination, text, isTold } = sending;
    const note = this.#notes.get(entry.call.id);
    if (note?.sendingId === id) {
      note.delivery = delivery;
      this.#runner.changed();
    }
    if (delivery === 'arrived' || text === '' || isTold || this.#isOnScreen(entry)) return;
    sending.isTold = true;
    const caller = { number: entry.call.caller.number, name: nameOf(entry) };
    this.#parts.tell({ kind: 'note-not-delivered', caller, destination });
  }

  #isOnScreen({ call }: Entry): boolean {
    return this.#runner.open.get(call.id) !== undefined && call.isShown && !call.isHiddenByAgent;
  }

  #limit(sending: Sending, delayMs: number, run: () => void): void {
    sending.cancelTimer = this.#parts.clock.after(delayMs, run);
  }

  #end(sending: Sending): void {
    sending.cancelTimer();
    this.#sendings.delete(sending.id);
  }

  #handOver({ evidence: { ringsideCall, callerKey } }: Entry, id: string, note: string): HandOver {
    const { desk, selfName } = this.#parts;
    return { id, from: selfName() ?? desk.extension ?? desk.aorUser, note, ringsideCall, callerKey };
  }
}

const nothing = (): void => undefined;

/** Where a call is going from this desk: a redirect that the server has acknowledged, or a REFER that goes out. */
function goingTo(state: CallState): Destination | null {
  if (state.kind === 'sent') return state.destination;
  return state.kind === 'taken' && state.step.kind === 'passing' ? state.step.destination : null;
}

function isBeforeSending(state: CallState): boolean {
  if (state.kind === 'taken') return state.step.kind === 'answering' || state.step.kind === 'choosing';
  return state.kind === 'ringing' || state.kind === 'sending';
}
