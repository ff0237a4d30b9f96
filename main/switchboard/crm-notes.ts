/** What an agent writes for the CRM's timeline of a call: held until what became of the call is told, then sent with it. */
import { isSettled } from '../call/settled.ts';
import { shownNumber } from '../model/caller.ts';
import type { CommentTarget, OutboxId, OutboxItem, OutboxState } from '../model/outbox.ts';
import type { CallRecord } from '../model/record.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { CrmWords } from './crm-words.ts';
import { stillThere } from './leads.ts';
import type { ShownNote } from './desk.ts';
import type { Entry, EntryNote } from './open-calls.ts';
import type { SwitchboardParts } from './parts.ts';
import { clientOf, firstMatch, nameOf, recordOf } from './record.ts';
import type { Runner } from './runner.ts';

/** A crash must not keep a note for ever: after that it goes without what became of the call. */
const HELD_AT_MOST_MS = 2 * 60 * 60 * 1000;

type Parts = Pick<SwitchboardParts, 'outbox' | 'clock' | 'newOutboxId' | 'crmWords' | 'desk'>;

/** Whose timeline, and which lane keeps the order with what else goes there. */
interface Place {
  readonly target: CommentTarget;
  readonly lane: string;
}

export class CrmNotes {
  readonly #parts: Parts;
  readonly #runner: Runner;

  constructor(parts: Parts, runner: Runner) {
    this.#parts = parts;
    this.#runner = runner;
    runner.follow({
      onStep: this.settleIfDue.bind(this),
      onForget: this.#settle.bind(this),
    });
  }

  canWrite(entry: Entry): boolean {
    return placeOf(entry) !== null;
  }

  /** Replaces what was written before and has not gone out; '' takes it back. After it went out a further note is one of its own. */
  write(entry: Entry, text: string): Result<null, 'no-client' | 'too-late'> {
    const { crmNote } = entry;
    const before = crmNote?.state.kind === 'sent' ? null : crmNote;
    if (before?.state.kind === 'in-flight' || before?.state.kind === 'perhaps-sent') return err('too-late');
    if (text.trim() === '') return this.#takeBack(entry, before);
    const place = placeOf(entry);
    if (place === null) return err('no-client');
    const untilEpochMs = this.#parts.clock.nowEpochMs() + HELD_AT_MOST_MS;
    const isReleased = isDue(entry);
    const state: OutboxState = { kind: 'held', untilEpochMs };
    const isForLead = isOfLead(entry);
    const item = before?.item ?? this.#parts.newOutboxId();
    entry.crmNote = { item, text: text.trim(), state, isReleased, isForLead };
    this.#put(entry, entry.crmNote, place, isReleased ? null : untilEpochMs);
    this.refresh(entry);
    this.#runner.record(entry);
    this.#runner.changed();
    return ok(null);
  }

  /** What became of the call may be told by now, or the hand has left the card. */
  settleIfDue(entry: Entry): void {
    if (isDue(entry)) this.#settle(entry);
  }

  /** The outbox has something new to say. */
  refresh(entry: Entry): void {
    const { crmNote } = entry;
    if (crmNote === null) return;
    const state = stillThere(this.#parts.outbox.stateOf(crmNote.item), crmNote.state);
    if (state !== crmNote.state) entry.crmNote = state && { ...crmNote, state };
  }

  /** The agent said anew whose call it is. */
  rehome(entry: Entry): void {
    const { crmNote } = entry;
    this.dropIfHomeless(entry);
    const place = placeOf(entry);
    if (crmNote?.state.kind !== 'held' || place === null) return;
    entry.crmNote = { ...crmNote, isForLead: isOfLead(entry) };
    this.#put(entry, entry.crmNote, place, crmNote.state.untilEpochMs);
  }

  /** The lead that it was for is no more. One for a client whom the CRM names no more stays: the portal has the last word. */
  dropWithLead(entry: Entry): void {
    if (entry.crmNote?.isForLead === true) this.dropIfHomeless(entry);
  }

  /** By the agent's word nobody is known any more to write about. */
  dropIfHomeless(entry: Entry): void {
    if (entry.crmNote === null || this.canWrite(entry)) return;
    this.#parts.outbox.takeBack(entry.crmNote.item);
    entry.crmNote = null;
  }

  shown({ crmNote }: Entry): { readonly text: ShownNote['text']; readonly state: OutboxState } | null {
    return crmNote && { text: crmNote.text, state: crmNote.state };
  }

  #takeBack(entry: Entry, before: EntryNote | null): Result<null, 'too-late'> {
    if (before === null) return ok(null);
    if (!this.#parts.outbox.takeBack(before.item)) return err('too-late');
    entry.crmNote = null;
    this.#runner.record(entry);
    this.#runner.changed();
    return ok(null);
  }

  #settle(entry: Entry): void {
    const { crmNote, isForgotten } = entry;
    if (crmNote === null || crmNote.isReleased || isForgotten) return;
    entry.crmNote = { ...crmNote, isReleased: true };
    const place = placeOf(entry);
    // Thrown away, or sent already by hand: nothing is put anew.
    if (this.#parts.outbox.stateOf(crmNote.item)?.kind !== 'held') return;
    const untilEpochMs = crmNote.state.kind === 'held' ? crmNote.state.untilEpochMs : null;
    if (place !== null) this.#put(entry, crmNote, place, untilEpochMs);
    this.#parts.outbox.release(crmNote.item);
  }

  #put(entry: Entry, { item, text }: EntryNote, { target, lane }: Place, holdUntilEpochMs: number | null): void {
    const { outbox, clock, crmWords, desk } = this.#parts;
    const { call, evidence } = entry;
    const number = shownNumber(call.caller.number);
    const record = recordOf(entry, desk, true);
    const { startedEpochMs } = call;
    const line = crmWords.callLine({
      number,
      startedEpochMs,
      how: record?.how ?? null,
      sentTo: record?.sentTo ?? null,
    });
    outbox.put(
      {
        id: item,
        lane,
        work: { kind: 'comment', target, text: `${text}\n${line}` },
        callId: call.id,
        callerKey: evidence.callerKey,
        about: nameOf(entry) ?? number,
        createdEpochMs: clock.nowEpochMs(),
      },
      holdUntilEpochMs,
    );
  }
}

/** What became of the call is told, and nobody is writing any more. */
function isDue({ call, heldBy }: Entry): boolean {
  return isSettled(call) && !(heldBy === 'writing' && call.isShown && !call.isHiddenByAgent);
}

const isOfLead = (entry: Entry): boolean => entry.lead !== null && firstMatch(entry) === null;

/** Null where nobody is known to write about. */
function placeOf(entry: Entry): Place | null {
  const client = clientOf(entry);
  // A lead that is there goes on in its own lane, so that what was put before comes before.
  if (entry.lead !== null && isOfLead(entry)) {
    const { item } = entry.lead;
    return {
      lane: `lead:${item}`,
      target: client === null ? { kind: 'lead', item } : { kind: 'entity', entity: client },
    };
  }
  return client && { lane: laneOf(client), target: { kind: 'entity', entity: client } };
}

const laneOf = ({ type, id }: NonNullable<CallRecord['client']>): string => `${type}:${id}`;

/** A note that is written of a call when it has long been over, from the history.
 *  @returns null where the call's client is not known */
export function laterNote(
  record: CallRecord,
  text: string,
  made: { readonly id: OutboxId; readonly atEpochMs: number; readonly words: CrmWords },
): OutboxItem | null {
  const { client, number, startedEpochMs, how, sentTo, name } = record;
  if (client === null) return null;
  const line = made.words.callLine({ number, startedEpochMs, how, sentTo });
  return {
    id: made.id,
    lane: laneOf(client),
    work: { kind: 'comment', target: { kind: 'entity', entity: client }, text: `${text.trim()}\n${line}` },
    callId: record.id,
    callerKey: record.callerKey,
    about: name ?? number,
    createdEpochMs: made.atEpochMs,
  };
}
