/** The history's line of a call, made from what is known when it is written. */
import type { CallRecord } from '../model/record.ts';
import type { CallState, Destination } from '../model/call.ts';
import type { CallerNumber } from '../model/caller.ts';
import { assertNever } from '../model/result.ts';
import { matchesOf } from './desk.ts';
import type { Entry } from './open-calls.ts';

/** @param storeNames false keeps numbers only
 *  @returns null while the call rings: it has no end yet */
export function recordOf(entry: Entry, storeNames: boolean, nowEpochMs: number): CallRecord | null {
  const { call } = entry;
  const end = endOf(call.state, nowEpochMs);
  if (end === null) return null;
  const name = matchesOf(entry.look)?.matches[0]?.name ?? call.caller.displayName;
  return {
    id: call.id,
    number: shownNumber(call.caller.number),
    name: storeNames ? name : null,
    startedEpochMs: call.startedEpochMs,
    endedEpochMs: end.atEpochMs,
    how: end.how,
    sentTo: end.destination === null ? null : destinationText(end.destination, storeNames),
  };
}

/** The record of a call that is still open when the app quits: nothing more will be told of it. */
export function recordAtQuit(entry: Entry, storeNames: boolean, nowEpochMs: number): CallRecord {
  const ended: CallState = { kind: 'ended', how: 'quit', destination: null, atEpochMs: nowEpochMs };
  const call = endOf(entry.call.state, nowEpochMs) === null ? { ...entry.call, state: ended } : entry.call;
  const record = recordOf({ ...entry, call }, storeNames, nowEpochMs);
  if (record === null) throw new Error('An ended call has a record.');
  return record;
}

function endOf(
  state: CallState,
  nowEpochMs: number,
): Pick<CallState & { kind: 'ended' }, 'how' | 'destination' | 'atEpochMs'> | null {
  switch (state.kind) {
    case 'ringing':
    case 'sending':
    case 'answered':
      return null;
    case 'sent':
      return { how: 'sent-on', destination: state.destination, atEpochMs: nowEpochMs };
    case 'ended':
      return state;
    default:
      return assertNever(state);
  }
}

function shownNumber(number: CallerNumber): string | null {
  switch (number.kind) {
    case 'withheld':
      return null;
    case 'internal':
      return number.extension;
    case 'outside':
      return number.shown;
    case 'not-a-number':
      return number.raw;
    default:
      return assertNever(number);
  }
}

const destinationText = ({ name, shown }: Destination, storeNames: boolean): string =>
  name === null || !storeNames ? shown : `${name} · ${shown}`;
