/** What the switchboard needs of the outside world. Adapters have these shapes without importing them. */
import type { LegId } from '../model/call.ts';
import type { ClientDetails, ClientsFound, EntityRef, Pick } from '../model/client.ts';
import type { Employee, LookupOutcome, Match } from '../model/crm.ts';
import type { LineEvent, MessageResult, RedirectResult, TakeResult } from '../model/line.ts';
import type { OutboxId, OutboxItem, OutboxState } from '../model/outbox.ts';
import type { Lamp } from '../model/presence.ts';
import type { CallRecord, EarlierQuery } from '../model/record.ts';
import type { CallerNumber } from '../model/caller.ts';

export type { LineEvent, MessageResult, RedirectResult, TakeResult };

export interface Line {
  subscribe(listener: (event: LineEvent) => void): () => void;
  /** Sends 180; never throws, a leg that is gone is ignored. */
  ring(leg: LegId): void;
  /** Sends 302 with `Contact: <sip:dial@AOR-DOMAIN>`. */
  redirect(leg: LegId, dial: string): Promise<RedirectResult>;
  /** Ends one leg with a final answer: 480 do not disturb, 486 the other legs of a call that was sent on. */
  reject(leg: LegId, status: 480 | 486): void;
  /** Answers with 200 and no media, after having written down how to send the caller back. Never rejects. `taken` is an event besides. */
  take(leg: LegId): Promise<TakeResult>;
  /** Calls a directed-pickup code, as `leg`; then as taken. Never rejects. */
  fetch(leg: LegId, dial: string): Promise<TakeResult>;
  /** REFER of a taken leg; `pass-progress` events tell how it goes. A leg that is gone is told `hung-up`. */
  pass(leg: LegId, dial: string): void;
  /** Watches a line. `onTold` gets what is known at once, within this call, and every change.
   *  @returns ends the watch; nothing is told after it */
  watch(extension: string, onTold: (lamp: Lamp) => void): () => void;
  /** MESSAGE (RFC 3428), plain text. Never rejects. @param user of the Address of Record that it is for */
  sendMessage(user: string, text: string): Promise<MessageResult>;
}

/** The CRM. Promises never reject: a failure is a value. */
export interface Crm {
  /** One look-up per number in flight; every holder keeps it alive until it releases.
   *  `onOutcome` is called with the first outcome and with every better one after it. */
  hold(number: CallerNumber & { kind: 'outside' }, onOutcome: (outcome: LookupOutcome) => void): () => void;
  /** Colleagues by name or extension, for "Send to…". */
  findColleagues(query: string): Promise<readonly Employee[] | { readonly failed: LookupOutcome & { kind: 'failed' } }>;
  /** The colleague with the workday that is known by now; asks nothing. */
  dress(employee: Employee): Employee;
  /** Told whenever workdays came in. */
  onWorkdays(listener: () => void): () => void;
  /** The second step: what is open with these clients, one request for all. `onDetails` is called for each client that the portal
   *  tells of, and never where the scope `crm` is missing. @returns lets go */
  details(clients: readonly EntityRef[], onDetails: (client: EntityRef, details: ClientDetails) => void): () => void;
  /** Every entity behind one number, beyond the look-up's one of each type. */
  allMatches(number: CallerNumber & { kind: 'outside' }): Promise<ClientsFound>;
  /** Clients by name or number, for a caller who is not known. */
  findClients(text: string): Promise<ClientsFound>;
  /** False once the portal has told that it takes call records of apps alone. */
  readonly takesCallRecords: boolean;
  /** The portal said lately that the scope is missing by which clients are read and written: nothing of that is offered. */
  readonly lacksScope: boolean;
  /** The employee at this desk as far as is known now. */
  readonly selfId: string | null;
}

/** What agents picked for a number: in memory, written through. */
export interface Picks {
  /** Null where nothing was picked, or it has expired. */
  of(callerKey: string): Pick | null;
  /** @param match null takes the pick back */
  pick(callerKey: string, match: Match | null): void;
}

/** What goes to the CRM. Putting never waits; what is put is on disk soon after, and told on the card if it is not. */
export interface Outbox {
  /** Adds, or replaces one of the same id that has not gone out. @param holdUntilEpochMs not before then, unless released; null: at once */
  put(item: OutboxItem, holdUntilEpochMs: number | null): void;
  /** A held one may go now. */
  release(id: OutboxId): void;
  /** @returns false where it has gone out, perhaps, or is not known */
  takeBack(id: OutboxId): boolean;
  /** Null: not known, or thrown away. */
  stateOf(id: OutboxId): OutboxState | null;
  /** Told on every change of a state. */
  onChange(listener: () => void): () => void;
}

export interface Records {
  /** Writes or, where the id is there already, replaces: a call that rings again is one record. */
  put(record: CallRecord): void;
  /** Those of the same caller or the same call. Never rejects; a history that cannot be read has none. */
  earlier(query: EarlierQuery): Promise<readonly CallRecord[]>;
}
