/** What became of a call that was sent to an extension, from that extension's lamp alone: pure.
 *
 *   waiting ──▶ ringing ──▶ answered        it rang with this caller, and was answered while it did
 *      │           ├──────▶ went-on         it rang with this caller, and stopped without that
 *      └───────────┴──────▶ lost            nothing can be told any more
 *
 *  Rather not told than wrong. A lamp names the calling party while it rings, and Asterisk's no longer: it has one dialog for a whole
 *  line, where Kamailio's has one for each call. So a ringing counts that began after the click and names this caller; and where the
 *  lamp names nobody once it is answered, nobody else may have rung in the same dialog. A line that rang or talked at the click has
 *  dialogs that prove nothing of this call.
 *
 *  Asterisk does not tell that a second call rings at her (measured, 22): she may have taken that one. Where the own phone rings on
 *  with this caller, as it does after a 302, it stops as she takes him, within milliseconds and in either order. So while it rings,
 *  nobody has him. */
import type { CallerNumber } from '../model/caller.ts';
import type { Outcome } from '../model/call.ts';
import type { Lamp, LampCall, LineState } from '../model/presence.ts';
import { SAME_ANSWER_MS } from './own-line.ts';
import { digitsOf, isNoName, readNumber, sameNumber } from './numbers.ts';

/** A target rings within 150 to 250 ms of the click (measured); later than this it is another call of the same caller. Milliseconds. */
const RINGS_WITHIN_MS = 10_000;

/** Fewer digits than a subscriber number has may be equal by chance. */
const MIN_TAIL_DIGITS = 7;

/** One call on its way to one extension. */
export interface Following {
  readonly caller: CallerNumber;
  /** ISO 3166 code that the lamp's numbers are read under. */
  readonly country: string;
  readonly clickedEpochMs: number;
  /** Dialogs that are not this call's: those that were there before it, and those that named another. Null until the lamp tells. */
  readonly others: ReadonlySet<string> | null;
  readonly phase:
    | { readonly kind: 'waiting' }
    | { readonly kind: 'ringing'; readonly id: string }
    /** She is in a call that her lamp does not name, and the own phone rings on. */
    | { readonly kind: 'in-some-call'; readonly id: string; readonly sinceEpochMs: number }
    /** The lamp lists another call alone: Kamailio's may leave out those that it thinks less of (measured, 5.6). */
    | { readonly kind: 'hidden'; readonly id: string }
    | { readonly kind: 'answered' }
    | { readonly kind: 'went-on' }
    | { readonly kind: 'lost' };
}

/** Begins with the click, before the line is told.
 *  @param lamp as it is told then */
export function followCall(caller: CallerNumber, country: string, lamp: Lamp, clickedEpochMs: number): Following {
  const others = idsOf(lamp);
  // One who withholds his number is told from others only by a line on which nobody else is.
  const isTellable = caller.kind !== 'withheld' || others?.size === 0;
  return { caller, country, clickedEpochMs, others, phase: isTellable ? { kind: 'waiting' } : { kind: 'lost' } };
}

/** Takes in what the target's lamp says now.
 *  @param own what the lamp of this desk's own phone says */
export function afterLamp(following: Following, lamp: Lamp, own: LineState, atEpochMs: number): Following {
  const { phase, others } = following;
  if (phase.kind === 'ringing' || phase.kind === 'in-some-call' || phase.kind === 'hidden')
    return { ...following, phase: afterRinging(following, phase, lamp, own, atEpochMs) };
  if (phase.kind !== 'waiting') return following;
  // What rings in the first word of a lamp that had told nothing may have rung there before.
  if (others === null || !areCallsTold(lamp)) return { ...following, others: idsOf(lamp) };
  const fresh = lamp.calls.filter(({ id }) => !others.has(id));
  const mine = fresh.filter((call) => carries(call, following.caller, following.country));
  const [first] = mine;
  if (first === undefined) return { ...following, others: idsOf(lamp) };
  return { ...following, phase: firstTold(first, mine.length, atEpochMs - following.clickedEpochMs) };
}

/** Takes in what the lamp of this desk's own phone says now. */
export function afterOwnLine(following: Following, own: LineState, atEpochMs: number): Following {
  const { phase } = following;
  if (phase.kind !== 'in-some-call' || own === 'ringing') return following;
  const isSameAnswer = own !== 'not-told' && atEpochMs - phase.sinceEpochMs <= SAME_ANSWER_MS;
  return { ...following, phase: { kind: isSameAnswer ? 'answered' : 'lost' } };
}

/** What can be told of it. */
export function outcomeOf({ phase }: Following): Exclude<Outcome, 'back'> {
  switch (phase.kind) {
    case 'waiting':
    case 'hidden':
    case 'lost':
      return 'not-told';
    case 'ringing':
    case 'in-some-call':
      return 'ringing';
    case 'answered':
    case 'went-on':
      return phase.kind;
  }
}

/** A dialog that is gone is no other's any more: Asterisk's next call has the same id. */
const idsOf = (lamp: Lamp): ReadonlySet<string> | null =>
  areCallsTold(lamp) ? new Set(lamp.calls.map(({ id }) => id)) : null;

/** A line of which presence alone tells has calls that are not listed, or none. */
const areCallsTold = ({ state, calls }: Lamp): boolean =>
  calls.length > 0 || state === 'idle' || state === 'not-in-call';

function firstTold(call: LampCall, countOfMine: number, ageMs: number): Following['phase'] {
  // Two calls of one caller, or of two who withhold their numbers, cannot be told apart.
  if (countOfMine > 1 || ageMs > RINGS_WITHIN_MS) return { kind: 'lost' };
  // Kamailio names the caller of an answered call too, and may tell its ringing and its answer in one.
  return call.phase === 'ringing' ? { kind: 'ringing', id: call.id } : { kind: 'answered' };
}

function afterRinging(
  { caller, country }: Following,
  phase: Following['phase'] & { kind: 'ringing' | 'in-some-call' | 'hidden' },
  lamp: Lamp,
  own: LineState,
  atEpochMs: number,
): Following['phase'] {
  const { id } = phase;
  const [call, ...more] = lamp.calls.filter((each) => each.id === id);
  if (!areCallsTold(lamp) || more.length > 0) return { kind: 'lost' };
  if (call === undefined && lamp.calls.length > 0) return { kind: 'hidden', id };
  // After some call nobody knows which one is over.
  if (call === undefined) return { kind: phase.kind === 'ringing' ? 'went-on' : 'lost' };
  const isNamed = call.phase === 'ringing' || call.remoteUser !== null;
  if (isNamed && !carries(call, caller, country)) return { kind: 'lost' };
  if (call.phase === 'ringing') return { kind: 'ringing', id };
  if (isNamed || (phase.kind !== 'hidden' && own !== 'ringing')) return { kind: 'answered' };
  if (phase.kind === 'hidden') return { kind: 'lost' };
  return phase.kind === 'in-some-call' ? phase : { kind: 'in-some-call', id, sinceEpochMs: atEpochMs };
}

/** Whether a line rings with this caller, as far as its lamp names him. One who withholds his number is nobody in particular. */
export function ringsWith(lamp: Lamp, caller: CallerNumber, country: string): boolean {
  if (caller.kind === 'withheld') return false;
  return lamp.calls.some((call) => call.phase === 'ringing' && carries(call, caller, country));
}

/** Whether a line rings with somebody else, as far as its lamp names him. */
export function ringsForAnother(lamp: Lamp, caller: CallerNumber, country: string): boolean {
  return lamp.calls.some(
    (call) =>
      call.phase === 'ringing' &&
      call.direction !== 'outgoing' &&
      call.remoteUser !== null &&
      !carries(call, caller, country),
  );
}

/** Whether a dialog names this caller. One who withholds his number is meant by a dialog that withholds it; by one that says nothing,
 *  nobody. */
function carries({ remoteUser, direction }: LampCall, caller: CallerNumber, country: string): boolean {
  if (remoteUser === null || direction === 'outgoing') return false;
  if (caller.kind === 'withheld') return isNoName(remoteUser);
  return sameNumber(readNumber(remoteUser, country), caller) || isTail(digitsOf(remoteUser), caller);
}

/** Whether two spellings differ by a prefix only: `9062195047` beside `+19062195047`. */
function isTail(digits: string, caller: CallerNumber): boolean {
  if (caller.kind !== 'outside' || digits.length < MIN_TAIL_DIGITS) return false;
  return caller.asked.some((asked) => {
    const [short, long] = asked.length < digits.length ? [asked, digits] : [digits, asked];
    return short.length >= MIN_TAIL_DIGITS && long.endsWith(short);
  });
}
