/** What a ringing call's card says of the caller's calls before it: from memory at once, from the history when it has answered. */
import { earlierOf } from '../call/earlier.ts';
import type { CallRecord } from '../model/record.ts';
import type { Entry } from './open-calls.ts';
import type { Records } from './ports.ts';
import type { Desk } from './desk.ts';
import { recordOf } from './record.ts';
import type { Runner } from './runner.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface EarlierParts {
  readonly runner: Runner;
  readonly records: Records;
  readonly startOfDay: (epochMs: number) => number;
  readonly desk: Desk;
}

/** Called with each new ring of a call, before it rings, so that it is known from where the call comes back. */
export function findEarlier(
  entry: Entry,
  atEpochMs: number,
  { runner, records, startOfDay, desk }: EarlierParts,
): void {
  const { callerKey, ringsideCall } = entry.evidence;
  if (callerKey === null && ringsideCall === null) return;
  const ring = { call: entry.call.id, ringsideCall, atEpochMs, startOfDayEpochMs: startOfDay(atEpochMs) };
  const remembered = runner.open.all().flatMap((other) => {
    const isAsked =
      (callerKey !== null && other.evidence.callerKey === callerKey) ||
      (ringsideCall !== null && other.evidence.ringsideCall === ringsideCall);
    return isAsked && !other.isForgotten ? (recordOf(other, desk, true) ?? []) : [];
  });
  entry.ring = ring;
  entry.earlier = earlierOf(ring, remembered);
  const sinceEpochMs = Math.min(ring.startOfDayEpochMs, atEpochMs - DAY_MS);
  void records.earlier({ callerKey, ringsideCall, sinceEpochMs }).then((stored) => {
    // It rang anew meanwhile, and was asked for again.
    if (entry.ring !== ring || entry.isForgotten) return;
    entry.earlier = earlierOf(ring, newestOfEach(remembered, stored));
    runner.changed();
  });
}

/** What is remembered is newer than what was written of the same call. */
function newestOfEach(remembered: readonly CallRecord[], stored: readonly CallRecord[]): readonly CallRecord[] {
  const ids = new Set(remembered.map(({ id }) => id));
  return [...remembered, ...stored.filter(({ id }) => !ids.has(id))];
}
