/** The history's line of a call, made from what is known when it is written. */
import type { CallRecord } from '../model/record.ts';
import type { CallState, Destination, Outcome } from '../model/call.ts';
import { shownNumber } from '../model/caller.ts';
import { assertNever } from '../model/result.ts';
import { matchesOf } from './desk.ts';
import type { Entry } from './open-calls.ts';

/** @param storeNames false keeps numbers only
 *  @returns null while the call rings: nothing has become of it yet */
export function recordOf(entry: Entry, storeNames: boolean): CallRecord | null {
  const { call, evidence } = entry;
  const end = endOf(call.state);
  if (end === null) return null;
  const { destination, outcome } =
    end.destination === null && call.backFrom !== null ? { destination: call.backFrom, outcome: 'back' as const } : end;
  return {
    id: call.id,
    callerKey: evidence.callerKey,
    ringsideCall: evidence.ringsideCall,
    number: shownNumber(call.caller.number),
    name: storeNames ? nameOf(entry) : null,
    startedEpochMs: call.startedEpochMs,
    endedEpochMs: end.atEpochMs,
    how: end.how,
    sentTo: destination && {
      name: storeNames ? destination.name : null,
      shown: destination.shown,
      outcome: outcome ?? 'not-told',
    },
  };
}

/** The CRM's name of a caller, else his own word, else null. */
export const nameOf = ({ look, call }: Pick<Entry, 'look' | 'call'>): string | null =>
  matchesOf(look)?.matches[0]?.name ?? call.caller.displayName;

/** The record of a call that is still open when the app quits: nothing more will be told of it. */
export function recordAtQuit(entry: Entry, storeNames: boolean, nowEpochMs: number): CallRecord {
  const ended: CallState = { kind: 'ended', how: 'quit', destination: null, outcome: null, atEpochMs: nowEpochMs };
  const call = endOf(entry.call.state) === null ? { ...entry.call, state: ended } : entry.call;
  const record = recordOf({ ...entry, call }, storeNames);
  if (record === null) throw new Error('An ended call has a record.');
  return record;
}

interface End {
  readonly how: CallRecord['how'];
  readonly destination: Destination | null;
  readonly outcome: Outcome | null;
  readonly atEpochMs: number;
}

function endOf(state: CallState): End | null {
  switch (state.kind) {
    case 'ringing':
    case 'sending':
      return null;
    case 'taken': {
      const { step, sinceEpochMs } = state;
      // From there he may come back to this desk before anything else is told.
      if (step.kind !== 'passing' || !step.isRinging) return null;
      return { how: 'sent-on', destination: step.destination, outcome: 'ringing', atEpochMs: sinceEpochMs };
    }
    case 'sent': {
      const { destination, outcome, sinceEpochMs } = state;
      return { how: 'sent-on', destination, outcome, atEpochMs: sinceEpochMs };
    }
    case 'answered':
      return { how: 'answered', destination: null, outcome: null, atEpochMs: state.sinceEpochMs };
    case 'ended':
      return state;
    default:
      return assertNever(state);
  }
}
