/** What the switchboard needs of the outside world. Adapters have these shapes without importing them. */
import type { LegId } from '../model/call.ts';
import type { Employee, LookupOutcome } from '../model/crm.ts';
import type { LineEvent, MessageResult, RedirectResult, TakeResult } from '../model/line.ts';
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
}

export interface Records {
  /** Writes or, where the id is there already, replaces: a call that rings again is one record. */
  put(record: CallRecord): void;
  /** Those of the same caller or the same call. Never rejects; a history that cannot be read has none. */
  earlier(query: EarlierQuery): Promise<readonly CallRecord[]>;
}
