/** Every request a window may make: its arguments, its result, its errors and the windows that may make it. */
import * as v from 'valibot';
import { MAX_NOTE_CHARS } from '../../model/hand-over.ts';
import type { WindowName } from '../../model/window.ts';
import { callId, targetId } from './call-state-views.ts';
import { colleagueView, lookupView, snapshot } from './call-views.ts';
import { colleaguesView } from './colleagues-views.ts';
import { formProblem, setupForm, setupView, statusView, testStep } from './setup-views.ts';

type Output<S> = S extends v.GenericSchema ? v.InferOutput<S> : never;
type Outputs<T extends readonly unknown[]> = { -readonly [I in keyof T]: Output<T[I]> };

const none = v.null();
const typed = v.pipe(v.string(), v.maxLength(80));
const way = v.nullable(v.picklist(['redirect', 'take']));

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
  /** Whether the pointer or the keyboard is on this call's card, which then does not go from under it. */
  'calls:hold': { args: [callId, v.boolean()], result: none, errors: ['unknown-call'], windows: ['caller'] },
  'calls:hide': { args: [callId], result: none, errors: ['unknown-call'], windows: ['caller'] },
  'calls:decline': {
    args: [callId],
    result: none,
    errors: ['unknown-call', 'not-ringing', 'already-given', 'not-set-up', 'not-dialable', 'not-offered'],
    windows: ['caller'],
  },
  /** Opens the CRM's card of a match in the browser. */
  'calls:open-match': {
    args: [callId, v.pipe(v.number(), v.integer(), v.minValue(0))],
    result: none,
    errors: ['unknown-call', 'no-card'],
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
  'setup:close': { args: [], result: none, errors: [], windows: ['setup'] },

  'status:read': { args: [], result: statusView, errors: [], windows: ['status', 'setup'] },
  'status:try-now': { args: [], result: none, errors: [], windows: ['status'] },
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
