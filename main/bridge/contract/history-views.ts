/** What the history window is told of calls that have been. */
import * as v from 'valibot';
import { callId, endReason, outcome } from './call-state-views.ts';

const text = v.pipe(v.string(), v.maxLength(512));
const epochMs = v.number();

const callClass = v.picklist(['missed', 'stopped-ringing', 'answered', 'sent-on', 'other']);

export const historyQuery = v.strictObject({
  text: v.pipe(v.string(), v.maxLength(80)),
  only: v.nullable(callClass),
  before: v.nullable(v.pipe(v.number(), v.integer())),
});

export const historyCall = v.object({
  id: callId,
  seq: v.number(),
  class: callClass,
  /** As shown; null when withheld. */
  number: v.nullable(text),
  name: v.nullable(text),
  startedEpochMs: epochMs,
  endedEpochMs: epochMs,
  how: endReason,
  sentTo: v.nullable(v.object({ name: v.nullable(text), shown: text, outcome })),
  client: v.nullable(v.object({ type: text, hasCard: v.boolean() })),
  assignee: v.nullable(text),
  route: v.object({ called: v.nullable(text), calledName: v.nullable(text), from: v.nullable(text) }),
  steps: v.array(
    v.object({
      atEpochMs: epochMs,
      what: v.picklist([
        'rang',
        'sent',
        'taken',
        'rang-there',
        'answered-there',
        'went-on',
        'came-back',
        'answered',
        'ended',
      ]),
      to: v.nullable(text),
    }),
  ),
  note: v.nullable(v.pipe(v.string(), v.maxLength(4000))),
  /** Whether there is anybody to forget: withheld numbers are nobody. */
  canForget: v.boolean(),
});

export const historyPage = v.object({ calls: v.array(historyCall), next: v.nullable(v.number()) });

/** What the window shows around the list. */
export const historyView = v.object({
  /** Rises whenever calls came in, changed or were forgotten: the list is then asked for again. */
  revision: v.number(),
  /** Calls that are kept, and since when; null: the history cannot be read, and `problem` says why. */
  kept: v.nullable(v.object({ calls: v.number(), days: v.number(), sinceEpochMs: v.nullable(epochMs) })),
  problem: v.nullable(text),
  /** When this Ringside was started: calls before that, while it was off, are not there. */
  runningSinceEpochMs: epochMs,
  /** The call to show at once: the tray names one. `times` rises with each asking. */
  openAt: v.nullable(v.object({ id: callId, times: v.number() })),
  canDial: v.boolean(),
  canNote: v.boolean(),
  export: v.variant('kind', [
    v.object({ kind: v.literal('idle') }),
    v.object({ kind: v.literal('running'), written: v.number() }),
    v.object({ kind: v.literal('done'), written: v.number(), file: text }),
    v.object({ kind: v.literal('failed'), code: text }),
  ]),
  nowEpochMs: epochMs,
  theme: v.picklist(['system', 'light', 'dark']),
});

/** What would be, or was, forgotten of a caller. */
export const forgottenView = v.object({ calls: v.number(), unsent: v.number() });

export type HistoryQueryView = v.InferOutput<typeof historyQuery>;
export type HistoryCallView = v.InferOutput<typeof historyCall>;
export type HistoryPageView = v.InferOutput<typeof historyPage>;
export type HistoryView = v.InferOutput<typeof historyView>;
export type ForgottenView = v.InferOutput<typeof forgottenView>;
