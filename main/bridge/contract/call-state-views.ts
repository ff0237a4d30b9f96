/** What the caller window is told of a call's state: where it is sent, what became of it, what is being done with a caller who was taken. */
import * as v from 'valibot';

const text = v.pipe(v.string(), v.maxLength(512));
const epochMs = v.number();

export const callId = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
export const targetId = v.pipe(v.string(), v.minLength(1), v.maxLength(160));

export const targetKind = v.picklist(['extension', 'mobile', 'work-phone', 'personal-phone', 'queue', 'number']);

export const destination = v.object({
  targetId,
  kind: targetKind,
  personId: v.nullable(text),
  name: v.nullable(text),
  shown: text,
});

/** How a call ended. */
export const endReason = v.picklist([
  'caller-hung-up',
  'stopped-ringing',
  'answered',
  'answered-elsewhere',
  'declined',
  'do-not-disturb',
  'line-lost',
  'slept',
  'quit',
  'failed',
  'caller-left',
  'sent-back',
  'sent-on',
]);

export const outcome = v.picklist(['not-told', 'ringing', 'answered', 'went-on', 'back']);

/** What is being done with a caller who was answered here and hears silence until somebody has him. */
export const takenStep = v.variant('kind', [
  v.object({ kind: v.literal('answering'), destination: v.nullable(destination) }),
  v.object({ kind: v.literal('passing'), destination, isRinging: v.boolean() }),
  v.object({
    kind: v.literal('choosing'),
    failed: v.nullable(v.object({ destination, why: v.picklist(['busy', 'no-such-number', 'no-answer', 'refused']) })),
    /** Without a choice he goes back to the own extension then. */
    untilEpochMs: epochMs,
  }),
  v.object({ kind: v.literal('returning'), attempt: v.number() }),
]);

export const callState = v.variant('kind', [
  v.object({
    kind: v.literal('ringing'),
    notice: v.nullable(
      v.object({ kind: v.picklist(['not-confirmed', 'refused', 'not-fetched', 'came-back']), destination }),
    ),
  }),
  v.object({ kind: v.literal('sending'), destination, sinceEpochMs: epochMs }),
  v.object({
    kind: v.literal('sent'),
    destination,
    /** A 302, or answered here and referred. */
    way: v.picklist(['redirect', 'take']),
    outcome,
    sinceEpochMs: epochMs,
    outcomeEpochMs: v.nullable(epochMs),
    /** Whether the last try to get it back came to nothing. */
    isNotFetched: v.boolean(),
  }),
  v.object({ kind: v.literal('taken'), step: takenStep, sinceEpochMs: epochMs }),
  v.object({
    kind: v.literal('answered'),
    by: v.picklist(['own-phone']),
    toldBy: v.picklist(['lamp', 'agent']),
    /** Else its card stays until the agent hides it. */
    isEndTold: v.boolean(),
    sinceEpochMs: epochMs,
  }),
  v.object({
    kind: v.literal('ended'),
    how: endReason,
    destination: v.nullable(destination),
    outcome: v.nullable(outcome),
    atEpochMs: epochMs,
  }),
]);
