/** What the caller window is told. Types are derived from the schemas; no dial string of a private number is among them. */
import * as v from 'valibot';
import { crmErrorCode, crmNoteView, leadView, matchView } from './client-views.ts';
import { callId, callState, type destination, targetId, targetKind, type takenStep } from './call-state-views.ts';

const text = v.pipe(v.string(), v.maxLength(512));
const epochMs = v.number();

const callerNumber = v.variant('kind', [
  v.object({ kind: v.literal('withheld') }),
  v.object({ kind: v.literal('internal'), extension: text }),
  v.object({ kind: v.literal('outside'), shown: text, country: v.nullable(v.pipe(v.string(), v.length(2))) }),
  v.object({ kind: v.literal('not-a-number'), raw: text }),
]);

/** Calls of the same caller before this one. */
const earlier = v.object({
  /** Since the last of them; null where none is known. */
  lastSecondsAgo: v.nullable(v.number()),
  timesToday: v.number(),
  /** Where the last one was sent from here; `isBack`: it is this very call, and rings here again. */
  sentTo: v.nullable(v.object({ name: v.nullable(text), shown: text, secondsAgo: v.number(), isBack: v.boolean() })),
});

export const callView = v.object({
  id: callId,
  state: callState,
  number: callerNumber,
  /** The name that came with the call: never shown as if the CRM had said it. */
  displayName: v.nullable(text),
  forwardedFrom: v.nullable(text),
  /** The line that was called, where known; the name is the queue's from the settings. `isOwn`: this desk's extension. */
  called: v.nullable(v.object({ number: text, name: v.nullable(text), isOwn: v.boolean() })),
  startedEpochMs: epochMs,
  /** Null where there were none, where the caller is not known by number, and until the history has answered. */
  earlier: v.nullable(earlier),
  canDecline: v.boolean(),
  /** The colleague who sent it here, by her companion or by the call's own headers; null where nobody did, or nobody says. */
  handedOver: v.nullable(v.object({ from: text, note: text })),
  /** What the agent typed for the colleague, and what became of it; null: no notes at this desk. */
  note: v.nullable(
    v.object({
      text,
      delivery: v.picklist(['not-sent', 'on-its-way', 'arrived', 'not-told', 'not-delivered', 'nobody-to-tell']),
    }),
  ),
  /** What the desk phone's own lamp says: whether it rings on beside a call that was sent on. */
  ownLine: v.picklist(['not-told', 'idle', 'ringing', 'in-call']),
  /** Nothing else rings for this call, as far as is told: a redirect that fails would lose the caller. */
  isOnlyLeg: v.boolean(),
  /** How a click sends it on, unless it says otherwise; `canTake`: whether the other way is open too. */
  way: v.picklist(['redirect', 'take']),
  canTake: v.boolean(),
  /** Whether a call that was sent on can be got back: doing so answers the caller. */
  canFetch: v.boolean(),
  /** What the agent may do with the CRM here: nothing where none is set up. `canNote`: a client or a lead is known. */
  crm: v.nullable(
    v.object({
      canCreateLead: v.boolean(),
      canNote: v.boolean(),
      canSearch: v.boolean(),
      /** The employee at this desk, whom a lead may be given to; null while not known. */
      selfId: v.nullable(text),
    }),
  ),
  /** The lead made of this caller; null where none was. */
  lead: v.nullable(leadView),
  crmNote: v.nullable(crmNoteView),
  /** Rises whenever `calls:lookup` has something new to say. */
  lookupRevision: v.number(),
});

export const snapshot = v.object({
  /** Rises with each snapshot, so that a late answer never replaces a newer one. */
  sequence: v.number(),
  /** The newest first; hidden cards are not among them. */
  calls: v.array(callView),
  /** Calls beyond those: a flood is counted, not drawn. */
  moreCalls: v.number(),
  /** Main's clock when it was made: timers are shown by it. */
  nowEpochMs: epochMs,
  /** Summoned by the shortcut: the window has the focus and is an `alertdialog`. */
  isSummoned: v.boolean(),
  /** Rises whenever the window appeared or moved: clicks count only 300 ms later. */
  placement: v.number(),
  /** What the shortcut acts on, and how it is named there: `Ctrl ⇧ F9`; null where none is armed. */
  transferShortcut: v.nullable(v.object({ callId, label: text })),
  theme: v.picklist(['system', 'light', 'dark']),
});

export const targetView = v.object({
  id: targetId,
  kind: targetKind,
  name: v.nullable(text),
  shown: text,
  personId: v.nullable(text),
  notOffered: v.nullable(
    v.picklist([
      'not-dialable',
      'came-through-it',
      'callers-own-number',
      'own-extension',
      'already-tried',
      'already-ringing',
      'hidden-by-company',
    ]),
  ),
});

const lineState = v.picklist(['idle', 'not-in-call', 'ringing', 'in-call', 'not-reachable', 'not-told']);
/** What the lamps tell of an extension, and since when. */
export const presenceView = v.object({ state: lineState, sinceEpochMs: epochMs });

export const workday = v.picklist([
  'OPENED',
  'PAUSED',
  'CLOSED',
  'EXPIRED',
  'UNAVAILABLE',
  'NOT_INSTALLED',
  'NOT_TOLD',
]);

const planView = v.object({
  reason: v.picklist([
    'at-work',
    'workday-not-known',
    'on-a-break',
    'workday-closed',
    'line-busy',
    'line-not-reachable',
    'own-client',
    'assignee-gone',
    'no-match',
    'withheld',
    'internal-caller',
    'not-a-number',
    'crm-failed',
    'look-up-off',
    'nothing-dialable',
  ]),
  recommended: v.nullable(targetView),
  people: v.array(
    v.object({
      personId: text,
      name: v.nullable(text),
      workday,
      /** Null: no extension to watch. */
      line: v.nullable(presenceView),
      isSelf: v.boolean(),
      /** Indices into `matches`. */
      matches: v.array(v.number()),
      targets: v.array(targetView),
    }),
  ),
  queues: v.array(targetView),
});

/** Not null: an answer of an earlier day, from `asOfEpochMs`. `failure`: why the CRM does not answer; null while it is being asked. */
const kept = v.nullable(
  v.object({
    failure: v.nullable(v.object({ code: crmErrorCode, sinceEpochMs: epochMs, isTryingAgain: v.boolean() })),
  }),
);

/** What the CRM knows of a call, and what can be done with it. */
export const lookupView = v.variant('kind', [
  v.object({ kind: v.literal('not-asked'), plan: planView }),
  v.object({ kind: v.literal('no-match'), asOfEpochMs: epochMs, kept, plan: planView }),
  v.object({
    kind: v.literal('found'),
    asOfEpochMs: epochMs,
    /** The first is the one whom the card names; `why`: in place of the others. */
    matches: v.array(matchView),
    why: v.picklist(['only-match', 'first-in-crm', 'picked', 'chosen']),
    kept,
    plan: planView,
  }),
  v.object({
    kind: v.literal('failed'),
    code: crmErrorCode,
    sinceEpochMs: epochMs,
    isTryingAgain: v.boolean(),
    plan: planView,
  }),
]);

export const colleagueView = v.object({
  personId: text,
  name: v.nullable(text),
  /** With its age: it is told of those whose client called lately. */
  workday: v.nullable(v.object({ state: workday, asOfEpochMs: epochMs })),
  line: v.nullable(presenceView),
  targets: v.array(targetView),
});

export type Snapshot = v.InferOutput<typeof snapshot>;
export type CallView = v.InferOutput<typeof callView>;
export type CallStateView = CallView['state'];
export type EarlierView = v.InferOutput<typeof earlier>;
export type DestinationView = v.InferOutput<typeof destination>;
export type TargetView = v.InferOutput<typeof targetView>;
export type LookupView = v.InferOutput<typeof lookupView>;
export type PlanView = v.InferOutput<typeof planView>;
export type ColleagueView = v.InferOutput<typeof colleagueView>;
export type PresenceView = v.InferOutput<typeof presenceView>;
export type TakenStepView = v.InferOutput<typeof takenStep>;
