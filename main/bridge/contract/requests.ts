/** Every request a window may make: its arguments, its result, its errors and the windows that may make it. */
import * as v from 'valibot';
import { MAX_NOTE_CHARS } from '../../model/hand-over.ts';
import type { WindowName } from '../../model/window.ts';
import { callId, targetId } from './call-state-views.ts';
import { colleagueView, lookupView, snapshot } from './call-views.ts';
import { crmErrorCode, entityRef, foundClients, leadForm, MAX_CRM_NOTE_CHARS } from './client-views.ts';
import { colleaguesView } from './colleagues-views.ts';
import { forgottenView, historyPage, historyQuery, historyView } from './history-views.ts';
import { outboxId, outboxView } from './outbox-views.ts';
import { formProblem, setupForm, setupView, statusView, testStep } from './setup-views.ts';

type Output<S> = S extends v.GenericSchema ? v.InferOutput<S> : never;
type Outputs<T extends readonly unknown[]> = { -readonly [I in keyof T]: Output<T[I]> };

const none = v.null();
const typed = v.pipe(v.string(), v.maxLength(80));
const way = v.nullable(v.picklist(['redirect', 'take']));
const heldBy = v.nullable(v.picklist(['hand', 'writing']));

interface RequestDefinition {
  readonly args: readonly v.GenericSchema[];
  readonly result: v.GenericSchema;
  readonly errors: readonly string[];
  readonly windows: readonly [WindowName, ...WindowName[]];
}

export const requests = {
  'calls:read': { args: [], result: snapshot, errors: [], windows: ['caller'] },
  /** These calls are drawn: the window may be shown. */
  'calls:drawn': {
    args: [v.pipe(v.array(callId), v.maxLength(500))],
    result: none,
    errors: [],
    windows: ['caller'],
  },
  /** Nothing of any call is drawn any more: the window may be hidden. */
  'calls:blank': { args: [], result: none, errors: [], windows: ['caller'] },
  'calls:lookup': { args: [callId], result: lookupView, errors: ['unknown-call'], windows: ['caller'] },
  /** To a target of the plan, or one that a search of this card found; of a call that rings, or was taken. `way`: null as is set. */
  'calls:send': {
    args: [callId, targetId, way],
    result: none,
    errors: ['unknown-call', 'not-ringing', 'already-given', 'unknown-target', 'not-offered', 'cannot-take'],
    windows: ['caller'],
  },
  'calls:send-to-number': {
    args: [callId, typed, way],
    result: none,
    errors: ['unknown-call', 'not-ringing', 'already-given', 'not-dialable', 'not-offered', 'cannot-take'],
    windows: ['caller'],
  },
  /** Gets a call back that was sent on: answers the caller, who then waits here for the next target. */
  'calls:fetch': { args: [callId], result: none, errors: ['unknown-call', 'cannot-fetch'], windows: ['caller'] },
  /** What the colleague is to read when the call reaches her; replaces what was typed before. */
  'calls:note': {
    args: [callId, v.pipe(v.string(), v.maxLength(MAX_NOTE_CHARS))],
    result: none,
    errors: ['unknown-call', 'no-notes', 'too-late'],
    windows: ['caller'],
  },
  /** "I have it": the own phone took a call of which only its end was told. */
  'calls:have-it': { args: [callId], result: none, errors: ['unknown-call', 'not-stopped'], windows: ['caller'] },
  /** What keeps this call's card from going: pointer or keyboard are on it, or its note for the CRM is being written; null: nothing. */
  'calls:hold': { args: [callId, heldBy], result: none, errors: ['unknown-call'], windows: ['caller'] },
  'calls:hide': { args: [callId], result: none, errors: ['unknown-call'], windows: ['caller'] },
  'calls:decline': {
    args: [callId],
    result: none,
    errors: ['unknown-call', 'not-ringing', 'already-given', 'not-set-up', 'not-dialable', 'not-offered'],
    windows: ['caller'],
  },
  /** Opens an entity's card in the browser: a match, a deal or a relation that the card shows, or one that a search of it found. */
  'calls:open-entity': {
    args: [callId, entityRef],
    result: none,
    errors: ['unknown-call', 'no-card'],
    windows: ['caller'],
  },
  /** Whose number this is, in place of the CRM's first; null takes the pick back. A match of the look-up, or one that a search of this card
   *  found. Remembered for the number where there is one. */
  'calls:pick': {
    args: [callId, v.nullable(entityRef)],
    result: none,
    errors: ['unknown-call', 'unknown-client'],
    windows: ['caller'],
  },
  /** Every entity behind the caller's number. */
  'calls:all-matches': {
    args: [callId],
    result: foundClients,
    errors: ['unknown-call', 'no-number', 'crm-failed'],
    windows: ['caller'],
  },
  /** Clients by name or number, for a caller who is not known. */
  'calls:find-clients': {
    args: [callId, typed],
    result: foundClients,
    errors: ['unknown-call', 'crm-failed'],
    windows: ['caller'],
  },
  /** Makes a lead of an unknown caller: sent when the call has ended or ten seconds have passed, until then it can be taken back. */
  'calls:create-lead': {
    args: [callId, leadForm],
    result: none,
    errors: ['unknown-call', 'already-created', 'no-crm'],
    windows: ['caller'],
  },
  'calls:undo-lead': { args: [callId], result: none, errors: ['unknown-call', 'too-late'], windows: ['caller'] },
  /** What goes to the CRM's timeline, with what became of the call; replaces what was written before and has not gone out. */
  'calls:crm-note': {
    args: [callId, v.pipe(v.string(), v.maxLength(MAX_CRM_NOTE_CHARS))],
    result: none,
    errors: ['unknown-call', 'no-client', 'too-late'],
    windows: ['caller'],
  },
  'colleagues:find': {
    args: [callId, typed],
    result: v.array(colleagueView),
    errors: ['unknown-call', 'crm-failed'],
    windows: ['caller'],
  },
  'card:resize': {
    args: [v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20_000))],
    result: none,
    errors: [],
    windows: ['caller'],
  },
  /** The agent clicked on something that needs the keyboard: the card takes the focus. */
  'card:summon': { args: [], result: none, errors: [], windows: ['caller'] },
  /** The summoned card gives the focus back. */
  'card:release': { args: [], result: none, errors: [], windows: ['caller'] },
  /** The page's online or offline event: a hint to look at the line at once. */
  'network:hint': { args: [v.boolean()], result: none, errors: [], windows: ['caller'] },

  /** Begins to look, or looks for something else: '' is everybody. The answer is what is known now; more comes as an event. */
  'colleagues:look': { args: [typed], result: colleaguesView, errors: [], windows: ['colleagues'] },

  'history:read': { args: [], result: historyView, errors: [], windows: ['history'] },
  'history:search': { args: [historyQuery], result: historyPage, errors: ['not-readable'], windows: ['history'] },
  /** Opens the CRM's card of the call's client. */
  'history:open-card': { args: [callId], result: none, errors: ['unknown-call', 'no-card'], windows: ['history'] },
  'history:copy-number': {
    args: [callId],
    result: none,
    errors: ['unknown-call', 'no-number', 'not-copied'],
    windows: ['history'],
  },
  /** Hands the number to the program that `desktop.dialUrl` names. */
  'history:dial': {
    args: [callId],
    result: none,
    errors: ['unknown-call', 'no-number', 'not-opened'],
    windows: ['history'],
  },
  'history:note': {
    args: [callId, v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_CRM_NOTE_CHARS))],
    result: none,
    errors: ['unknown-call', 'no-client'],
    windows: ['history'],
  },
  /** What "forget this caller" would remove. */
  'history:would-forget': {
    args: [callId],
    result: forgottenView,
    errors: ['unknown-call', 'no-number'],
    windows: ['history'],
  },
  /** Removes this caller from history, kept answers, picks, outbox and logs. */
  'history:forget': {
    args: [callId],
    result: forgottenView,
    errors: ['unknown-call', 'no-number', 'not-forgotten'],
    windows: ['history'],
  },
  /** Asks for a file and writes every call that matches; how far it is comes with `history:changed`. */
  'history:export': { args: [historyQuery], result: none, errors: ['already-running'], windows: ['history'] },
  'history:cancel-export': { args: [], result: none, errors: [], windows: ['history'] },

  'outbox:read': { args: [], result: outboxView, errors: [], windows: ['outbox'] },
  /** Tries one at once, also one that perhaps was sent. */
  'outbox:send-now': { args: [outboxId], result: none, errors: ['unknown-item', 'under-way'], windows: ['outbox'] },
  'outbox:discard': {
    args: [outboxId],
    result: none,
    errors: ['unknown-item', 'under-way', 'not-written'],
    windows: ['outbox'],
  },

  'setup:read': { args: [], result: setupView, errors: [], windows: ['setup'] },
  'setup:save': {
    args: [setupForm],
    result: v.object({ problems: v.array(formProblem) }),
    errors: ['no-keyring', 'not-written'],
    windows: ['setup'],
  },
  /** Runs to its end; each step is told by the event `setup:step` as well. */
  'setup:test': {
    args: [v.picklist(['line', 'crm']), setupForm],
    result: v.array(testStep),
    errors: ['already-running'],
    windows: ['setup'],
  },
  /** Reads a provisioning file's text into a form; nothing is stored. */
  'setup:import': {
    args: [v.pipe(v.string(), v.maxLength(262_144))],
    result: v.object({ form: v.nullable(setupForm), problems: v.array(formProblem) }),
    errors: [],
    windows: ['setup'],
  },
  'setup:answer-provisioning': {
    args: [v.picklist(['apply', 'ignore', 'delete-file', 'keep-file'])],
    result: setupView,
    errors: ['nothing-pending', 'not-applied', 'not-deleted'],
    windows: ['setup'],
  },
  /** Has the app that is saved connected with its portal in the browser. Answers when it is, when the portal's server says no (`problem`), or
   *  when it came to nothing; five minutes at most. `isKept`: whether the connection outlives the app. */
  'setup:connect': {
    args: [],
    result: v.object({
      isKept: v.boolean(),
      problem: v.nullable(v.object({ code: crmErrorCode, detail: v.nullable(v.pipe(v.string(), v.maxLength(1024))) })),
    }),
    errors: ['no-app', 'already-running', 'port-taken', 'no-browser', 'denied', 'timed-out', 'cancelled'],
    windows: ['setup'],
  },
  'setup:cancel-connect': { args: [], result: none, errors: [], windows: ['setup'] },
  'setup:close': { args: [], result: none, errors: [], windows: ['setup'] },

  'status:read': { args: [], result: statusView, errors: [], windows: ['status', 'setup'] },
  'status:try-now': { args: [], result: none, errors: [], windows: ['status'] },
  /** Removes every kept answer and pick: "forget all" of what the CRM told. */
  'status:forget-clients': { args: [], result: none, errors: ['not-forgotten'], windows: ['status'] },
  'status:open-settings': { args: [], result: none, errors: [], windows: ['status'] },
} as const satisfies Record<string, RequestDefinition>;

export type Requests = typeof requests;
export type RequestName = keyof Requests;
/** Arguments as a tuple, without `readonly`, so that they can be spread. */
export type RequestArgs<N extends RequestName> = Outputs<Requests[N]['args']>;
export type RequestResult<N extends RequestName> = Output<Requests[N]['result']>;
/** The codes of one request, and those that any request may be refused with. */
export type RequestError<N extends RequestName> =
  Requests[N]['errors'][number] | 'refused-sender' | 'bad-arguments' | 'internal-error';
export type Reply<N extends RequestName> =
  | { readonly ok: true; readonly value: RequestResult<N> }
  | { readonly ok: false; readonly error: { readonly code: RequestError<N> } };
