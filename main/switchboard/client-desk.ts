/** What an agent does with the CRM from a card: picks, searches, makes a lead, writes a note; by the call's id. */
import type { CallId } from '../model/call.ts';
import type { ClientsFound, EntityRef } from '../model/client.ts';
import { err, ok, type Result } from '../model/result.ts';
import { registerCalls } from './call-records.ts';
import { Clients } from './clients.ts';
import { CrmNotes } from './crm-notes.ts';
import type { LeadWanted, ShownCall } from './desk.ts';
import { Leads } from './leads.ts';
import type { Entry } from './open-calls.ts';
import type { SwitchboardParts } from './parts.ts';
import type { Runner } from './runner.ts';

type Found = ClientsFound & { readonly kind: 'found' };

export class ClientDesk {
  readonly #parts: SwitchboardParts;
  readonly #runner: Runner;
  readonly #clients: Clients;
  readonly #leads: Leads;
  readonly #notes: CrmNotes;

  constructor(parts: SwitchboardParts, runner: Runner) {
    this.#parts = parts;
    this.#runner = runner;
    this.#clients = new Clients(parts, runner);
    // The lead before the note that goes to it.
    this.#leads = new Leads(parts, runner);
    this.#notes = new CrmNotes(parts, runner);
    registerCalls(parts, runner);
  }

  /** Follows the outbox. @returns stops it */
  start(): () => void {
    return this.#parts.outbox.onChange(() => {
      for (const entry of this.#runner.open.all()) {
        this.#leads.refresh(entry);
        this.#notes.refresh(entry);
        this.#notes.dropWithLead(entry);
      }
      this.#runner.changed();
    });
  }

  /** @see Clients.looked */
  readonly looked = (...told: Parameters<Clients['looked']>): void => {
    this.#clients.looked(...told);
  };

  /** What a card shows of it. */
  shown(entry: Entry): Pick<ShownCall, 'crm' | 'lead' | 'crmNote'> {
    const { crm } = this.#parts;
    const isAllowed = crm?.lacksScope === false;
    return {
      crm: crm && {
        canCreateLead: isAllowed && this.#leads.canCreate(entry),
        canNote: isAllowed && this.#notes.canWrite(entry),
        canSearch: isAllowed && !entry.isSearchRefused,
        selfId: crm.selfId,
      },
      lead: this.#leads.shown(entry),
      crmNote: this.#notes.shown(entry),
    };
  }

  /** Whose number it is, in place of the CRM's first; null takes the pick back. */
  pick(id: CallId, ref: EntityRef | null): Result<null, 'unknown-call' | 'unknown-client'> {
    return this.#with(id, (entry) => {
      const picked = this.#clients.pick(entry, ref);
      const { callerKey } = entry.evidence;
      // A pick is for all calls of the number.
      for (const each of callerKey === null ? [entry] : this.#runner.open.ofCaller(callerKey)) this.#notes.rehome(each);
      return picked;
    });
  }

  /** Every entity behind the caller's number. */
  async allMatches(id: CallId): Promise<Result<Found, 'unknown-call' | 'no-number' | 'crm-failed'>> {
    const entry = this.#runner.open.get(id);
    return entry === undefined ? err('unknown-call') : this.#clients.allMatches(entry);
  }

  /** Clients by name or number. */
  async findClients(id: CallId, text: string): Promise<Result<Found, 'unknown-call' | 'crm-failed'>> {
    const entry = this.#runner.open.get(id);
    return entry === undefined ? err('unknown-call') : this.#clients.findClients(entry, text);
  }

  /** Whether a card's window may open this entity: the card shows it, or a search of it found it. */
  mayOpen(id: CallId, ref: EntityRef): Result<null, 'unknown-call' | 'no-card'> {
    return this.#with(id, (entry) => (this.#clients.isShown(entry, ref) ? ok(null) : err('no-card')));
  }

  createLead(id: CallId, lead: LeadWanted): Result<null, 'unknown-call' | 'already-created' | 'no-crm'> {
    return this.#with(id, (entry) => this.#leads.create(entry, lead));
  }

  undoLead(id: CallId): Result<null, 'unknown-call' | 'too-late'> {
    return this.#with(id, (entry) => {
      const undone = this.#leads.undo(entry);
      if (undone.ok) this.#notes.dropIfHomeless(entry);
      return undone;
    });
  }

  /** For the client's timeline; replaces what was written before and has not gone out. */
  crmNote(id: CallId, text: string): Result<null, 'unknown-call' | 'no-client' | 'too-late'> {
    return this.#with(id, (entry) => this.#notes.write(entry, text));
  }

  /** The pointer or the keyboard is on the call's card, or has left it. */
  held(entry: Entry): void {
    this.#notes.settleIfDue(entry);
  }

  /** The agent has this caller forgotten while his calls are open: nothing more is written of them, and what has not gone out does not. */
  forget(callerKey: string): void {
    const { outbox, picks } = this.#parts;
    picks.pick(callerKey, null);
    for (const entry of this.#runner.open.ofCaller(callerKey)) {
      entry.isForgotten = true;
      entry.earlier = null;
      for (const item of [entry.lead?.item, entry.crmNote?.item]) if (item !== undefined) outbox.takeBack(item);
      entry.lead = null;
      entry.crmNote = null;
      this.#clients.forget(entry);
    }
    this.#runner.changed();
  }

  #with<E>(id: CallId, act: (entry: Entry) => Result<null, E>): Result<null, E | 'unknown-call'> {
    const entry = this.#runner.open.get(id);
    return entry === undefined ? err('unknown-call') : act(entry);
  }
}
