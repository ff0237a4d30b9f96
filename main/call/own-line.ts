/** What the own line's lamp proves of the calls that ring here: pure.
 *
 *  CANCEL says the same for the own phone and for a colleague. The lamp tells them apart where it was told to be out of a call from
 *  before the ring on: when the phone then goes into a call as a leg stops, it was picked up here. The two come within milliseconds,
 *  in either order. The lamp alone proves nothing: a phone that goes into a call while it rings may have dialled. So of a call that
 *  was sent on, whose leg is gone, it is not told that the own phone picked it up after all. Nor is anything told by a lamp that stays
 *  where it is: Kamailio's says of a phone that talks, and rings for another call, that it rings (measured, 5.6; Asterisk's does so
 *  with `notify_early_inuse_ringing`), and of its first call only when the other one has stopped. */
import type { CallId } from '../model/call.ts';
import type { OwnLine } from '../model/line.ts';
import type { SipSettings } from '../model/settings.ts';
import type { OpenCall } from './machine-state.ts';

/** CANCEL and lamp of one answer come within this time. */
export const SAME_ANSWER_MS = 1_000;

/** The own phone went from "not in a call" into one. */
export interface PickUp {
  readonly atEpochMs: number;
  /** Since when it had not been in a call. */
  readonly freeSinceEpochMs: number;
  /** When it had stopped ringing before, with nothing taken; null where it rang until then, or not at all. */
  readonly rangUntilEpochMs: number | null;
}

/** What the lamp has told so far. */
export interface OwnLineMemory {
  readonly state: OwnLine;
  readonly sinceEpochMs: number;
  /** Since when it is told and not in a call. `ringing` alone does not say so: a phone in a call may ring as well. */
  readonly freeSinceEpochMs: number | null;
  /** The latest one, while the line is in that call. */
  readonly pickUp: PickUp | null;
  /** When a call stopped ringing here that the phone may have taken, and the lamp has gone on saying that it rings; null: none. */
  readonly doubtedEpochMs: number | null;
  /** When it fell from ringing to idle; null while it does anything else. */
  readonly rangUntilEpochMs: number | null;
}

/** Nothing is told yet. */
export const UNTOLD: OwnLineMemory = {
  state: 'not-told',
  sinceEpochMs: 0,
  freeSinceEpochMs: null,
  pickUp: null,
  doubtedEpochMs: null,
  rangUntilEpochMs: null,
};

/** Takes in what the lamp says now. */
export function remember(memory: OwnLineMemory, state: OwnLine, atEpochMs: number): OwnLineMemory {
  if (state === memory.state) return memory;
  const { freeSinceEpochMs, pickUp, doubtedEpochMs, rangUntilEpochMs } = memory;
  const now = { state, sinceEpochMs: atEpochMs, doubtedEpochMs: null, rangUntilEpochMs: null };
  switch (state) {
    case 'not-told':
      return { ...now, freeSinceEpochMs: null, pickUp: null };
    case 'idle':
      return {
        ...now,
        freeSinceEpochMs: freeSinceEpochMs ?? atEpochMs,
        pickUp: null,
        rangUntilEpochMs: memory.state === 'ringing' ? atEpochMs : null,
      };
    case 'ringing':
      return { ...now, freeSinceEpochMs, pickUp };
    case 'in-call':
      if (freeSinceEpochMs === null) return { ...now, freeSinceEpochMs, pickUp };
      if (doubtedEpochMs !== null && atEpochMs - doubtedEpochMs > SAME_ANSWER_MS)
        return { ...now, freeSinceEpochMs: null, pickUp: null };
      return { ...now, freeSinceEpochMs: null, pickUp: { atEpochMs, freeSinceEpochMs, rangUntilEpochMs } };
  }
}

/** Takes in that a call rings here no more which the own phone may take, or may have taken. Servers whose words are known tell every
 *  answer.
 *  @param stop null: it was sent on, and may still ring at the phone */
export function doubt(
  memory: OwnLineMemory,
  stop: OpenCall['stop'],
  pbx: SipSettings['pbx'],
  atEpochMs: number,
): OwnLineMemory {
  const isUntaken = stop?.reason === 'caller-hung-up' || (stop?.reason === 'not-told' && pbx !== 'generic');
  if (memory.state !== 'ringing' || isUntaken) return memory;
  return { ...memory, doubtedEpochMs: memory.doubtedEpochMs ?? atEpochMs };
}

/** Which call was picked up: of those whose ringing stopped within a second of it, the nearest; none with which the phone had stopped
 *  ringing as well.
 *  @returns null where none is proven */
export function pickedUp(pickUp: PickUp, calls: readonly OpenCall[]): CallId | null {
  const { atEpochMs, freeSinceEpochMs, rangUntilEpochMs } = pickUp;
  const [nearest] = calls
    .flatMap(({ id, stop, rangEpochMs }) => {
      if (stop === null || stop.reason === 'caller-hung-up' || rangEpochMs < freeSinceEpochMs) return [];
      if (rangUntilEpochMs !== null && isSameAnswer(stop.atEpochMs, rangUntilEpochMs)) return [];
      return isSameAnswer(stop.atEpochMs, atEpochMs) ? [{ id, gapMs: Math.abs(stop.atEpochMs - atEpochMs) }] : [];
    })
    .toSorted((a, b) => a.gapMs - b.gapMs);
  return nearest?.id ?? null;
}

const isSameAnswer = (aEpochMs: number, bEpochMs: number): boolean => Math.abs(aEpochMs - bEpochMs) <= SAME_ANSWER_MS;

/** Whether somebody else has a call that stopped ringing here: the server said that somebody answered, and the own line is idle. A phone
 *  that rang gives its answer by falling idle within a second; of one that did not ring, a pick-up may still be told for as long. */
export function isAnsweredElsewhere(
  memory: OwnLineMemory,
  { stop, rangEpochMs }: OpenCall,
  nowEpochMs: number,
): boolean {
  const { state, sinceEpochMs, freeSinceEpochMs } = memory;
  if (stop?.reason !== 'somebody-answered' || state !== 'idle') return false;
  if (freeSinceEpochMs === null || freeSinceEpochMs > rangEpochMs) return false;
  if (sinceEpochMs - stop.atEpochMs > SAME_ANSWER_MS) return false;
  return sinceEpochMs >= rangEpochMs || nowEpochMs - stop.atEpochMs >= SAME_ANSWER_MS;
}
