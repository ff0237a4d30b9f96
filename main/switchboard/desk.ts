/** What the switchboard reads of the settings, and what it shows of the calls. */
import type { Matches } from '../model/crm.ts';
import type { OpenCall } from '../call/machine.ts';
import type { Look } from '../call/plan/input.ts';
import type { TransferWay } from '../model/call.ts';
import type { NoteDelivery } from '../model/hand-over.ts';
import type { OwnLine } from '../model/line.ts';
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
  /** How a click sends a ringing call on, unless it says otherwise. */
  readonly ringingTransfer: TransferWay;
  /** Code of the directed pickup; null: a call that was sent on cannot be got back. */
  readonly pickupPrefix: string | null;
  /** User part of a colleague's companion, `{ext}` for her extension; null: no notes. */
  readonly companionPattern: string | null;
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
  /** The colleague who sent it here; null where nobody did, or nobody says. */
  readonly handedOver: HandedOver | null;
  /** What the agent typed for the colleague, and what became of it; null: no notes at this desk. */
  readonly note: ShownNote | null;
  /** What the desk phone's own lamp says. */
  readonly ownLine: OwnLine;
  /** Nothing else rings for this call, as far as is told. */
  readonly isOnlyLeg: boolean;
  /** How a click sends it on, unless it says otherwise. */
  readonly way: TransferWay;
  /** Whether it may be answered here and referred. */
  readonly canTake: boolean;
  /** Whether a call that was sent on can be got back: doing so answers the caller. */
  readonly canFetch: boolean;
}

/** Who sent a call here, by her companion or by the call's own headers. */
export interface HandedOver {
  readonly from: string;
  /** May be empty. */
  readonly note: string;
}

/** A note for the colleague. */
export interface ShownNote {
  readonly text: string;
  readonly delivery: NoteDelivery;
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
/** Why a click that sends a call on may do nothing. */
export type SendError = ClickError | 'cannot-take' | 'not-offered';

/** A call's matches as the CRM gave them, null until it has answered. */
export const matchesOf = (look: Look | null): Matches | null => (look?.kind === 'answered' ? look.matches : null);
