/** What the switchboard needs of the outside world. Adapters have these shapes without importing them. */
import type { LegId } from '../model/call.ts';
import type { Employee, LookupOutcome } from '../model/crm.ts';
import type { LineEvent, RedirectResult } from '../model/line.ts';
import type { CallRecord, EarlierQuery } from '../model/record.ts';
import type { CallerNumber } from '../model/caller.ts';

export type { LineEvent, RedirectResult };

export interface Line {
  subscribe(listener: (event: LineEvent) => void): () => void;
  /** Sends 180; never throws, a leg that is gone is ignored. */
  ring(leg: LegId): void;
  /** Sends 302 with `Contact: <sip:dial@AOR-DOMAIN>`. */
  redirect(leg: LegId, dial: string): Promise<RedirectResult>;
  /** Ends one leg with a final answer: 480 do not disturb, 486 the other legs of a call that was sent on. */
  reject(leg: LegId, status: 480 | 486): void;
}

/** The CRM. Promises never reject: a failure is a value. */
export interface Crm {
  /** One look-up per number in flight; every holder keeps it alive until it releases.
   *  `onOutcome` is called with the first outcome and with every better one after it. */
  hold(number: CallerNumber & { kind: 'outside' }, onOutcome: (outcome: LookupOutcome) => void): () => void;
  /** Colleagues by name or extension, for "Send to…". */
  findColleagues(query: string): Promise<readonly Employee[] | { readonly failed: LookupOutcome & { kind: 'failed' } }>;
}

export interface Records {
  /** Writes or, where the id is there already, replaces: a call that rings again is one record. */
  put(record: CallRecord): void;
  /** Those of the same caller or the same call. Never rejects; a history that cannot be read has none. */
  earlier(query: EarlierQuery): Promise<readonly CallRecord[]>;
}
