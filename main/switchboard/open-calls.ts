/** The calls that are open or lately were, each with its evidence, its look-up and what it may be sent to. */
import type { CallId, LegId } from '../model/call.ts';
import type { ClientDetails, MatchReason } from '../model/client.ts';
import type { Employee, Match } from '../model/crm.ts';
import type { HandOver } from '../model/hand-over.ts';
import type { OutboxId, OutboxState } from '../model/outbox.ts';
import type { OpenCall } from '../call/machine.ts';
import type { CallEvidence, LegEvidence } from '../call/legs.ts';
import type { Ring } from '../call/earlier.ts';
import type { Look } from '../call/plan/input.ts';
import type { CallStep, Earlier } from '../model/record.ts';

export interface Entry {
  call: OpenCall;
  readonly evidence: LegEvidence;
  readonly sipCallIds: string[];
  /** The ring that `earlier` was asked for. */
  ring: Ring | null;
  earlier: Earlier | null;
  /** What the CRM told. */
  told: Look | null;
  /** The same with the match first that the agent means: what is planned and shown by. */
  look: Look | null;
  /** Why its first match is the first; null where it has none. */
  why: MatchReason | null;
  /** Chosen by the agent for this call alone. */
  chosen: { readonly match: Match; readonly atEpochMs: number } | null;
  /** Clients that a search of this card found, by `entityKey`; `isOfNumber`: behind the caller's own number. */
  readonly clients: Map<string, { readonly match: Match; readonly isOfNumber: boolean }>;
  /** The portal does not let this desk search. */
  isSearchRefused: boolean;
  /** What is open with the matches, by `entityKey`; null: asked for. */
  readonly details: Map<string, ClientDetails | null>;
  readonly detailsReleases: (() => void)[];
  steps: readonly CallStep[];
  /** What a colleague's companion told of it. */
  handOver: HandOver | null;
  /** What was typed here for a colleague. */
  colleagueNote: string;
  lead: EntryLead | null;
  crmNote: EntryNote | null;
  /** Whether the portal was given it to register. */
  isRegistered: boolean;
  /** The agent had this caller forgotten: nothing is written of this call any more. */
  isForgotten: boolean;
  isLookedUp: boolean;
  lookupRevision: number;
  /** Called once with the first outcome, or with null when the call is forgotten before it. */
  readonly waiting: ((look: Look | null) => void)[];
  /** Colleagues that a search of this card offered, by employee id. */
  readonly found: Map<string, Employee>;
  /** The last search that was answered: lines and workdays change, who was found does not. */
  search: { readonly query: string; readonly employees: readonly Employee[] } | null;
  /** Pointer or keyboard are on its card, or its note for the CRM is being written. */
  heldBy: HeldBy | null;
  release: () => void;
  cancelTimer: () => void;
}

/** A lead that was made of a caller; `state` as it was told last. */
export interface EntryLead {
  readonly item: OutboxId;
  readonly title: string;
  readonly name: string | null;
  readonly state: OutboxState;
}

/** A note for the CRM's timeline; `state` as it was told last. */
export type HeldBy = 'hand' | 'writing';

export interface EntryNote {
  readonly item: OutboxId;
  readonly text: string;
  readonly state: OutboxState;
  /** Went on its way with what became of the call. */
  readonly isReleased: boolean;
  /** For the lead that was made of the caller. */
  readonly isForLead: boolean;
}

/** A call's first outcome, as soon as there is one; null where the call was forgotten before. */
export const lookOf = (entry: Entry): Look | null | Promise<Look | null> =>
  entry.look ?? new Promise((resolve) => entry.waiting.push(resolve));

/** What is open with its clients, as far as it is told. */
export const toldDetails = ({ details }: Entry): ReadonlyMap<string, ClientDetails> =>
  new Map([...details].flatMap(([key, told]) => (told === null ? [] : [[key, told] as const])));

/** Whether it may ring at a colleague now: where no lamp tells, while its card says that it was sent. */
const isSent = ({ state, isShown }: OpenCall): boolean =>
  state.kind === 'sent' && (state.outcome === 'ringing' || (state.outcome === 'not-told' && isShown));
const nothing = (): void => undefined;

function endedOf({ state }: OpenCall): CallEvidence['ended'] {
  if (state.kind === 'answered') return { how: 'answered', atEpochMs: state.sinceEpochMs };
  return state.kind === 'ended' ? { how: state.how, atEpochMs: state.atEpochMs } : null;
}

export class OpenCalls {
  readonly #byId = new Map<CallId, Entry>();

  add(call: OpenCall, evidence: LegEvidence): Entry {
    const entry: Entry = {
      call,
      evidence,
      sipCallIds: [evidence.sipCallId],
      ring: null,
      earlier: null,
      told: null,
      look: null,
      why: null,
      chosen: null,
      clients: new Map(),
      isSearchRefused: false,
      details: new Map(),
      detailsReleases: [],
      steps: [{ atEpochMs: call.startedEpochMs, what: 'rang', to: null }],
      handOver: null,
      colleagueNote: '',
      lead: null,
      crmNote: null,
      isRegistered: false,
      isForgotten: false,
      isLookedUp: false,
      lookupRevision: 0,
      waiting: [],
      found: new Map(),
      search: null,
      heldBy: null,
      release: nothing,
      cancelTimer: nothing,
    };
    this.#byId.set(call.id, entry);
    return entry;
  }

  get(id: CallId): Entry | undefined {
    return this.#byId.get(id);
  }

  remove(id: CallId): void {
    this.#byId.delete(id);
  }

  /** In the order in which they came in. */
  all(): readonly Entry[] {
    return [...this.#byId.values()];
  }

  /** Those that were sent on, and may ring at a colleague now. */
  sent(): readonly Entry[] {
    return this.all().filter(({ call }) => isSent(call));
  }

  /** Takes a call's next state. What was tried, or rings at a colleague, changes what other cards of the same caller may
   *  offer as well: each plan that was told is to be asked for again. */
  step(entry: Entry, call: OpenCall): void {
    const isPlanChanged = call.tried !== entry.call.tried || isSent(call) !== isSent(entry.call);
    entry.call = call;
    if (!isPlanChanged) return;
    const { callerKey } = entry.evidence;
    for (const each of this.#byId.values()) {
      const isOfSameCaller = each === entry || (callerKey !== null && each.evidence.callerKey === callerKey);
      if (isOfSameCaller && each.look !== null) each.lookupRevision += 1;
    }
  }

  /** Those of one caller. */
  ofCaller(callerKey: string): readonly Entry[] {
    return this.all().filter(({ evidence }) => evidence.callerKey === callerKey);
  }

  byLeg(leg: LegId): Entry | undefined {
    return this.all().find(({ call: { legs, redirecting, takenLeg, taking, perhapsTaken } }) =>
      [...legs, redirecting?.leg, takenLeg, taking?.leg, perhapsTaken?.leg].includes(leg),
    );
  }

  evidence(): readonly CallEvidence[] {
    return this.all().map(({ call, evidence, sipCallIds }) => ({
      id: call.id,
      startedEpochMs: call.startedEpochMs,
      ringsideCall: evidence.ringsideCall,
      sipCallIds,
      callerKey: evidence.callerKey,
      dialled: evidence.dialled,
      ended: endedOf(call),
    }));
  }
}
