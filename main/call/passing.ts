/** How a REFER goes, and what that makes of its call: pure.
 *
 *  Measured on Asterisk 22: 100, then 180 while it rings there, then 200 when it is answered. From the 180 on the server has the caller,
 *  and a second REFER is refused. Not answered, he comes back to this desk on a leg of his own, while the REFER goes on. */
import { end, wait } from './ending.ts';
import { sentOn } from './sent-on.ts';
import { choose, giveBack, pass } from './taking.ts';
import type { Destination, LegId, PassFailure, TakenStep } from '../model/call.ts';
import type { PassProgress } from '../model/line.ts';
import type { OpenCall, Step, TakenState } from './machine-state.ts';

/** What is told of a caller who hangs up while it rings there: 503 on Asterisk 22 (measured), where nobody is behind the dialog any more. */
const PERHAPS_GONE: ReadonlySet<number> = new Set([487, 503]);
/** Until the own extension is tried again. */
const RETURN_AGAIN_MS = 2_000;

const same = (call: OpenCall): Step => ({ call, effects: [] });

/** Whether it rings where he is passed to: from there he can only be fetched. */
export const isRingingThere = ({ step }: TakenState): boolean => step.kind === 'passing' && step.isRinging;

/** What NOTIFY says, or the answer to the REFER. */
export function onPassProgress(call: OpenCall, leg: LegId, progress: PassProgress, atEpochMs: number): Step {
  if (call.takenLeg !== leg) return same(call);
  const { state } = call;
  switch (progress.kind) {
    case 'trying':
      return same(call);
    case 'ringing':
      return state.kind === 'taken' && state.step.kind === 'passing' && !state.step.isRinging
        ? same({ ...call, state: { ...state, step: { ...state.step, isRinging: true } } })
        : same(call);
    case 'started':
      return state.kind === 'taken' ? started(call, state.step, atEpochMs) : same(gone(call));
    case 'failed':
      return failed(call, progress.status, atEpochMs);
  }
}

/** @returns null where he is not here, or is on his way already */
export function passOn(call: OpenCall, destination: Destination, atEpochMs: number): Step | null {
  const { state } = call;
  if (state.kind !== 'taken' || call.isPassedOn) return null;
  return state.step.kind === 'choosing' || state.step.kind === 'returning' ? pass(call, destination, atEpochMs) : null;
}

const gone = (call: OpenCall): OpenCall => ({ ...call, takenLeg: null, isPassedOn: false });

function started(call: OpenCall, step: TakenStep, atEpochMs: number): Step {
  switch (step.kind) {
    case 'passing':
      return sentOn(call, step.destination, 'take', atEpochMs);
    case 'choosing':
      // A word that comes late: he was thought to be here still.
      return step.failed === null ? same(call) : sentOn(call, step.failed.destination, 'take', atEpochMs);
    case 'returning':
      return end(call, 'sent-back', atEpochMs);
    case 'answering':
      return answeredBeforeFetched(call, atEpochMs);
  }
}

/** She has him before he could be fetched back; should that still come true, he is here. */
function answeredBeforeFetched(call: OpenCall, atEpochMs: number): Step {
  const { taking } = call;
  if (taking?.from?.kind !== 'taken' || taking.from.step.kind !== 'passing') return same(gone(call));
  const sent = sentOn({ ...call, state: taking.from }, taking.from.step.destination, 'take', atEpochMs).call;
  if (sent.state.kind !== 'sent') return same(gone(call));
  return {
    call: { ...gone(call), tried: sent.tried, taking: { ...taking, from: sent.state } },
    effects: [],
  };
}

/** He is still here, unless he rings here again or is about to be. */
function failed(call: OpenCall, status: number, atEpochMs: number): Step {
  const { state } = call;
  if (!call.isPassedOn) return same(call);
  const free: OpenCall = { ...call, isPassedOn: false };
  if (call.legs.length > 0) return same(free);
  if (state.kind !== 'taken') return choose(free, null, atEpochMs);
  const { step } = state;
  switch (step.kind) {
    case 'answering':
    case 'choosing':
      return same(free);
    case 'returning': {
      const again: TakenStep = { kind: 'returning', attempt: step.attempt + 1 };
      return wait({ ...free, state: { ...state, step: again } }, RETURN_AGAIN_MS);
    }
    case 'passing': {
      const { destination } = step;
      const tried = [...call.tried, destination.dial];
      // The own extension takes him, or the server says that he is gone.
      if (step.isRinging && PERHAPS_GONE.has(status)) return giveBack({ ...free, tried }, 1, atEpochMs);
      return choose({ ...free, tried }, { destination, why: whyOf(status) }, atEpochMs);
    }
  }
}

/** @see RFC 3261 §21.4, §21.6: 404, 410, 484 and 604 know no such number, 486 and 600 are busy, 408 and 480 bring no answer */
function whyOf(status: number): PassFailure {
  if ([404, 410, 484, 604].includes(status)) return 'no-such-number';
  if (status === 486 || status === 600) return 'busy';
  return status === 408 || status === 480 ? 'no-answer' : 'refused';
}
