/** What the switchboard reads of the settings, and what it shows of the calls. */
import type { Matches } from '../model/crm.ts';
import type { OpenCall } from '../call/machine.ts';
import type { Look } from '../call/plan/input.ts';
import type { Plan } from '../model/plan.ts';
import type { Earlier } from '../model/record.ts';
import type { HistorySettings, NumberSettings, RoutingSettings, SipSettings } from '../model/settings.ts';

/** The desk this app stands on. */
export interface Desk {
  /** Null while no line is set up. */
  readonly extension: string | null;
  /** User part of the companion's Address of Record. */
  readonly aorUser: string;
  /** What the server's words mean. */
  readonly pbx: SipSettings['pbx'];
  readonly numbers: NumberSettings;
  readonly routing: RoutingSettings;
  readonly history: Pick<HistorySettings, 'storeNames'>;
}

/** One call as it is to be shown. */
export interface ShownCall {
  readonly call: OpenCall;
  /** The line that was called; the name is the queue's from the settings, null where it has none. */
  readonly called: { readonly number: string; readonly name: string | null } | null;
  /** The same caller's calls before this one; null where none is known, or not yet. */
  readonly earlier: Earlier | null;
  /** Rises whenever `lookup` has something new to say. */
  readonly lookupRevision: number;
  /** Whether a number to decline to is set, and this call may go there. */
  readonly canDecline: boolean;
}

/** What the CRM knows of a call, and what can be done with it. */
export interface LookupAnswer {
  readonly look: Look;
  readonly plan: Plan;
}

/** Why the call itself refuses a click. */
export type StepError = 'not-ringing' | 'already-given';
/** Why any click may do nothing. */
export type ClickError = 'unknown-call' | StepError;

/** A call's matches as the CRM gave them, null until it has answered. */
export const matchesOf = (look: Look | null): Matches | null => (look?.kind === 'answered' ? look.matches : null);
