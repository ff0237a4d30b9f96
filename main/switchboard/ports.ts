/** What the switchboard needs of the outside world. Adapters have these shapes without importing them. */
import type { CallId, LegId } from '../model/call.ts';
import type { Employee, LookupOutcome } from '../model/crm.ts';
import type { InviteHeaders, StopReason } from '../model/invite.ts';
import type { LineStatus } from '../model/line.ts';
import type { CallRecord } from '../model/record.ts';
import type { CallerNumber } from '../model/caller.ts';

/** What happens on the line, in the order in which it happened. */
export type LineEvent =
  | { readonly kind: 'invite'; readonly leg: LegId; readonly headers: InviteHeaders; readonly atEpochMs: number }
  /** The leg rings no more: CANCEL, or a failure before any answer of ours. */
  | { readonly kind: 'leg-stopped'; readonly leg: LegId; readonly reason: StopReason; readonly atEpochMs: number }
  /** Every leg is gone at once: link lost, or the computer slept. */
  | { readonly kind: 'legs-lost'; readonly why: 'link' | 'slept'; readonly atEpochMs: number }
  | { readonly kind: 'status'; readonly status: LineStatus };

/** What became of a 302: the server's ACK is the proof that it was taken. */
export type RedirectResult =
  | { readonly kind: 'acknowledged' }
  /** No ACK within 2 s. */
  | { readonly kind: 'not-confirmed' }
  /** A CANCEL crossed the click, or the leg was gone before it. */
  | { readonly kind: 'leg-gone' }
  /** The answer could not be sent at all. */
  | { readonly kind: 'not-sent' };

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
}

export interface Clock {
  nowEpochMs(): number;
  /** @returns cancels it */
  after(delayMs: number, run: () => void): () => void;
}

export interface NewId {
  (): CallId;
}
