/** Whether a new leg belongs to a call that is already on a card: only on evidence, in doubt there are two cards. */
import type { CallId, EndReason } from '../model/call.ts';
import type { Caller, CallerNumber } from '../model/caller.ts';
import { assertNever } from '../model/result.ts';
import type { InviteHeaders } from '../model/invite.ts';

/** Legs of one call start together; the same caller's next call does not follow this fast. */
const SAME_START_MS = 300;
/** A queue lets its members ring again within this time. */
export const RE_RING_MS = 10_000;

/** What an INVITE tells about which call it belongs to. */
export interface LegEvidence {
  /** `X-Ringside-Call`; null where the dialplan does not send it. */
  readonly ringsideCall: string | null;
  readonly sipCallId: string;
  /** Equal for equal numbers; null for a caller without an identity, who matches nobody. */
  readonly callerKey: string | null;
  /** Equal for equal dialled numbers; null where no header tells it. */
  readonly dialled: string | null;
  readonly atEpochMs: number;
}

/** What is known of a call that has or lately had a card. */
export interface CallEvidence {
  readonly id: CallId;
  readonly startedEpochMs: number;
  readonly ringsideCall: string | null;
  /** Of all its legs so far. */
  readonly sipCallIds: readonly string[];
  readonly callerKey: string | null;
  readonly dialled: string | null;
  /** Null while it rings, is being sent or was just sent. A call that the own phone has is over here: what rings then is a new one. */
  readonly ended: { readonly how: EndReason; readonly atEpochMs: number } | null;
}

export type LegPlace =
  /** A card of its own. */
  | { readonly kind: 'new-call' }
  | { readonly kind: 'same-call'; readonly call: CallId }
  /** The call had stopped ringing, or comes back from where it was sent: its card goes on. */
  | { readonly kind: 're-ring'; readonly call: CallId };

/** Reduces an INVITE to what can be compared.
 *  @param atEpochMs when the INVITE arrived */
export function evidenceOf(headers: InviteHeaders, caller: Caller, atEpochMs: number): LegEvidence {
  return {
    ringsideCall: blankToNull(headers.ringsideCall),
    sipCallId: headers.callId,
    callerKey: callerKey(caller.number),
    dialled: blankToNull(caller.dialled)?.toLowerCase() ?? null,
    atEpochMs,
  };
}

/** Decides whose card a new leg belongs to.
 *
 *  Evidence is the same `X-Ringside-Call` or Call-ID; else the same caller and the same dialled number, both told. Two legs that
 *  both tell no dialled number share nothing but the caller: on Asterisk every call of one trunk number looks like that, and a
 *  merged card would hide a second caller, so they stay two. Two different `X-Ringside-Call` are proof of two calls.
 *  @param calls those with a card, and those ended lately; of several that fit, the one that started last is taken */
export function placeLeg(leg: LegEvidence, calls: readonly CallEvidence[]): LegPlace {
  const latestFirst = calls.toSorted((a, b) => b.startedEpochMs - a.startedEpochMs);
  const open = latestFirst.find((call) => call.ended === null && isSameOpenCall(leg, call));
  if (open !== undefined) return { kind: 'same-call', call: open.id };
  const again = latestFirst.find((call) => ringsAgain(leg, call));
  return again === undefined ? { kind: 'new-call' } : { kind: 're-ring', call: again.id };
}

/** Calls that ended in any other way do not ring again. */
function ringsAgain(leg: LegEvidence, call: CallEvidence): boolean {
  if (call.ended === null) return false;
  const { how, atEpochMs } = call.ended;
  const isSoon = leg.atEpochMs - atEpochMs <= RE_RING_MS;
  switch (how) {
    case 'stopped-ringing':
    case 'do-not-disturb':
    case 'sent-back':
      return isSoon && (isProven(leg, call) || isSameIdentity(leg, call));
    // "Somebody answered" was a queue's time-out after all. Without proof it is the next call of that number.
    case 'answered-elsewhere':
      return isSoon && isProven(leg, call);
    case 'sent-on':
      return isProven(leg, call);
    case 'caller-hung-up':
    case 'answered':
    case 'declined':
    case 'line-lost':
    case 'slept':
    case 'quit':
    case 'failed':
    case 'caller-left':
      return false;
  }
}

function isSameOpenCall(leg: LegEvidence, call: CallEvidence): boolean {
  const startsTogether = Math.abs(leg.atEpochMs - call.startedEpochMs) <= SAME_START_MS;
  return isProven(leg, call) || (startsTogether && isSameIdentity(leg, call));
}

function isProven(leg: LegEvidence, call: CallEvidence): boolean {
  const isSameRingsideCall = leg.ringsideCall !== null && leg.ringsideCall === call.ringsideCall;
  return isSameRingsideCall || (!isDisproven(leg, call) && call.sipCallIds.includes(leg.sipCallId));
}

function isSameIdentity(leg: LegEvidence, call: CallEvidence): boolean {
  return (
    !isDisproven(leg, call) &&
    leg.callerKey !== null &&
    leg.callerKey === call.callerKey &&
    leg.dialled !== null &&
    leg.dialled === call.dialled
  );
}

function isDisproven(leg: LegEvidence, call: CallEvidence): boolean {
  return leg.ringsideCall !== null && call.ringsideCall !== null && leg.ringsideCall !== call.ringsideCall;
}

/** The same caller gives the same key, however the number was spelled; a withheld number is nobody's. */
function callerKey(number: CallerNumber): string | null {
  switch (number.kind) {
    case 'withheld':
      return null;
    case 'internal':
      return `internal:${number.extension}`;
    case 'outside':
      return `outside:${number.e164 ?? number.asked[0] ?? number.shown}`;
    case 'not-a-number':
      return `name:${number.raw.toLowerCase()}`;
    default:
      return assertNever(number);
  }
}

function blankToNull(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text.trim();
}
