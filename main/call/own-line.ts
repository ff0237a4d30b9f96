/** What the own line's lamp proves of the calls that ring here: pure.
 *
 *  CANCEL says the same for the own phone and for a colleague. The lamp tells them apart where it was told to be out of a call from
 *  before the ring on: when the phone then goes into a call as a leg stops, it was picked up here. The two come within milliseconds,
 *  in either order. The lamp alone proves nothing: a phone that goes into a call while it rings may have dialled. So of a call that
 *  was sent on, whose leg is gone, it is not told that the own phone picked it up after all. */
import type { CallId } from '../model/call.ts';
import type { OwnLine } from '../model/line.ts';
import type { OpenCall } from './machine-state.ts';

/** CANCEL and lamp of one answer come within this time. */
export const SAME_ANSWER_MS = 1_000;

/** The own phone went from "not in a call" into one. */
export interface PickUp {
  readonly atEpochMs: number;
  /** Since when it had not been in a call. */
  readonly freeSinceEpochMs: number;
}

/** What the lamp has told so far. */
export interface OwnLineMemory {
  readonly state: OwnLine;
  readonly sinceEpochMs: number;
  /** Since when it is told and not in a call. `ringing` alone does not say so: a phone in a call may ring as well. */
  readonly freeSinceEpochMs: number | null;
  /** The latest one, while the line is in that call. */
  readonly pickUp: PickUp | null;
}

/** Nothing is told yet. */
export const UNTOLD: OwnLineMemory = { state: 'not-told', sinceEpochMs: 0, freeSinceEpochMs: null, pickUp: null };

/** Takes in what the lamp says now. */
export function remember(memory: OwnLineMemory, state: OwnLine, atEpochMs: number): OwnLineMemory {
  if (state === memory.state) return memory;
  const { freeSinceEpochMs, pickUp } = memory;
  const now = { state, sinceEpochMs: atEpochMs };
  switch (state) {
    case 'not-told':
      return { ...now, freeSinceEpochMs: null, pickUp: null };
    case 'idle':
      return { ...now, freeSinceEpochMs: freeSinceEpochMs ?? atEpochMs, pickUp: null };
    case 'ringing':
      return { ...now, freeSinceEpochMs, pickUp };
    case 'in-call':
      if (freeSinceEpochMs === null) return { ...now, freeSinceEpochMs, pickUp };
      return { ...now, freeSinceEpochMs: null, pickUp: { atEpochMs, freeSinceEpochMs } };
  }
}

/** Which call was picked up: of those whose ringing stopped within a second of it, the nearest.
 *  @returns null where none is proven */
export function pickedUp({ atEpochMs, freeSinceEpochMs }: PickUp, calls: readonly OpenCall[]): CallId | null {
  const [nearest] = calls
    .flatMap(({ id, stop, rangEpochMs }) =>
      stop === null || stop.reason === 'caller-hung-up' || rangEpochMs < freeSinceEpochMs
        ? []
        : [{ id, gapMs: Math.abs(stop.atEpochMs - atEpochMs) }],
    )
    .filter(({ gapMs }) => gapMs <= SAME_ANSWER_MS)
    .toSorted((a, b) => a.gapMs - b.gapMs);
  return nearest?.id ?? null;
}

/** Whether somebody else has a call that stopped ringing here: the server said that somebody answered, and the own line is idle. A phone
 *  that rang gives its answer by falling idle; of one that did not ring, a pick-up may still be told for a second. */
export function isAnsweredElsewhere(
  memory: OwnLineMemory,
  { stop, rangEpochMs }: OpenCall,
  nowEpochMs: number,
): boolean {
  const { state, sinceEpochMs, freeSinceEpochMs } = memory;
  if (stop?.reason !== 'somebody-answered' || state !== 'idle') return false;
  if (freeSinceEpochMs === null || freeSinceEpochMs > rangEpochMs) return false;
  return sinceEpochMs >= rangEpochMs || nowEpochMs - stop.atEpochMs >= SAME_ANSWER_MS;
}
