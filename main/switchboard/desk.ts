/** What the switchboard reads of the settings, and what it shows of the calls. */
import type { ClientDetails, MatchReason } from '../model/client.ts';
import type { Matches } from '../model/crm.ts';
import type { OpenCall } from '../call/machine.ts';
import type { Look } from '../call/plan/input.ts';
import type { TransferWay } from '../model/call.ts';
import type { NoteDelivery } from '../model/hand-over.ts';
import type { OwnLine } from '../model/line.ts';
import type { OutboxState } from '../model/outbox.ts';
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
  /** Whether the portal is to register calls. */
  readonly callRecords: boolean;
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
  /** What the agent may do with the CRM; null where none is set up. `selfId`: the employee at this desk, null while not known. */
  readonly crm: {
    readonly canCreateLead: boolean;
    /** A client or a lead is known. */
    readonly canNote: boolean;
    readonly canSearch: boolean;
    readonly selfId: string | null;
  } | null;
  /** The lead made of this caller; null where none was. */
  readonly lead: ShownLead | null;
  /** What was written for the CRM's timeline; null where nothing was. */
  readonly crmNote: { readonly text: string; readonly state: OutboxState } | null;
}

/** A lead that the agent made; `createdId`: the CRM's id of it, once it is there. */
export interface ShownLead {
  readonly title: string;
  readonly state: OutboxState;
  readonly createdId: string | null;
}

/** What the agent wrote of a lead that is to be made. */
export interface LeadWanted {
  /** May be empty. */
  readonly name: string;
  readonly title: string;
  /** Portal's user id; null: as the portal decides. */
  readonly responsibleId: string | null;
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
  /** Why the first match is the first; null where there is none. */
  readonly why: MatchReason | null;
  /** What is open with the matches, by `entityKey`; of those of whom it is told. */
  readonly details: ReadonlyMap<string, ClientDetails>;
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
