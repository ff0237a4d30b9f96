/** The lead that an agent makes of an unknown caller: held until the call has left or ten seconds have passed, so that it can be taken back. */
import { hasLeft } from '../call/settled.ts';
import { shownNumber, type CallerNumber } from '../model/caller.ts';
import type { OutboxState } from '../model/outbox.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { LeadWanted, ShownLead } from './desk.ts';
import type { Entry } from './open-calls.ts';
import type { SwitchboardParts } from './parts.ts';
import { firstMatch } from './record.ts';
import type { Runner } from './runner.ts';

const HELD_MS = 10_000;

export class Leads {
  readonly #parts: Pick<SwitchboardParts, 'crm' | 'outbox' | 'clock' | 'newOutboxId'>;
  readonly #runner: Runner;

  constructor(parts: Pick<SwitchboardParts, 'crm' | 'outbox' | 'clock' | 'newOutboxId'>, runner: Runner) {
    this.#parts = parts;
    this.#runner = runner;
    runner.follow({
      onStep: (entry: Entry, before) => {
        if (hasLeft(entry.call.state) && !hasLeft(before.state)) this.#release(entry);
      },
      onForget: this.#release.bind(this),
    });
  }

  /** Only of a caller whom the CRM has looked for and does not know. A colleague is no lead. */
  canCreate(entry: Entry): boolean {
    const { call, look } = entry;
    if (this.#parts.crm === null || this.#hasLead(entry) || call.caller.number.kind === 'internal') return false;
    if (look?.kind === 'answered') return look.matches.matches.length === 0;
    return look?.kind === 'not-asked';
  }

  create(entry: Entry, { name, title, responsibleId }: LeadWanted): Result<null, 'already-created' | 'no-crm'> {
    if (this.#hasLead(entry) || firstMatch(entry) !== null) return err('already-created');
    if (!this.canCreate(entry)) return err('no-crm');
    const { outbox, clock, newOutboxId } = this.#parts;
    const { call, evidence } = entry;
    const id = newOutboxId();
    const createdEpochMs = clock.nowEpochMs();
    const untilEpochMs = createdEpochMs + HELD_MS;
    const named = name.trim() === '' ? null : name.trim();
    entry.lead = { item: id, title, name: named, state: { kind: 'held', untilEpochMs } };
    outbox.put(
      {
        id,
        lane: `lead:${id}`,
        work: { kind: 'lead', title, name: named, number: numberOf(call.caller.number), responsibleId },
        callId: call.id,
        callerKey: evidence.callerKey,
        about: named ?? shownNumber(call.caller.number),
        createdEpochMs,
      },
      untilEpochMs,
    );
    this.#runner.record(entry);
    this.#runner.changed();
    return ok(null);
  }

  undo(entry: Entry): Result<null, 'too-late'> {
    if (entry.lead === null || !this.#parts.outbox.takeBack(entry.lead.item)) return err('too-late');
    entry.lead = null;
    this.#runner.record(entry);
    this.#runner.changed();
    return ok(null);
  }

  /** The outbox has something new to say. What was sent stays so; what is thrown away is there no more. */
  refresh(entry: Entry): void {
    const { lead } = entry;
    if (lead === null) return;
    const state = stillThere(this.#parts.outbox.stateOf(lead.item), lead.state);
    if (state === lead.state) return;
    entry.lead = state && { ...lead, state };
    this.#runner.record(entry);
  }

  shown({ lead }: Entry): ShownLead | null {
    if (lead === null) return null;
    const { title, state } = lead;
    return { title, state, createdId: state.kind === 'sent' ? state.createdId : null };
  }

  /** Made on this card, or on another one of the same caller. */
  #hasLead({ lead, evidence }: Entry): boolean {
    const { callerKey } = evidence;
    const others = callerKey === null ? [] : this.#runner.open.ofCaller(callerKey);
    return lead !== null || others.some((other) => other.lead !== null);
  }

  #release({ lead }: Entry): void {
    if (lead !== null) this.#parts.outbox.release(lead.item);
  }
}

/** @param now null: the outbox does not know it, or not any more
 *  @returns null where it was thrown away */
export function stillThere(now: OutboxState | null, before: OutboxState): OutboxState | null {
  if (now !== null) return now;
  return before.kind === 'sent' ? before : null;
}

/** `+` and digits where they are known, else as it came. */
export function numberOf(number: CallerNumber): string | null {
  return number.kind === 'outside' ? (number.e164 ?? number.asked[0] ?? number.shown) : shownNumber(number);
}
