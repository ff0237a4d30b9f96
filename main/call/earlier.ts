/** What the history tells of a caller who calls again: pure. */
import type { CallId } from '../model/call.ts';
import type { CallRecord, Earlier } from '../model/record.ts';

/** The ring of which it is asked. */
export interface Ring {
  readonly call: CallId;
  /** `X-Ringside-Call`; null where the dialplan does not send it. */
  readonly ringsideCall: string | null;
  readonly atEpochMs: number;
  /** Local midnight before it. */
  readonly startOfDayEpochMs: number;
}

/** @param records of the same caller or the same `X-Ringside-Call`, in any order; of this very call only that it had been sent on counts
 *  @returns null where nothing is known that could be told */
export function earlierOf(ring: Ring, records: readonly CallRecord[]): Earlier | null {
  const before = records
    .filter(
      (record) => record.endedEpochMs <= ring.atEpochMs && (record.how === 'sent-on' || !isSameCall(ring, record)),
    )
    .toSorted((a, b) => b.endedEpochMs - a.endedEpochMs);
  const [last] = before;
  if (last === undefined) return null;
  const others = before.filter(
    (record) => !isSameCall(ring, record) && record.startedEpochMs >= ring.startOfDayEpochMs,
  );
  const secondsAgo = Math.floor((ring.atEpochMs - last.endedEpochMs) / 1000);
  const isSentOn = last.how === 'sent-on' && last.sentTo !== null;
  return {
    lastSecondsAgo: secondsAgo,
    // A call that rang here several times is one call.
    timesToday: new Set(others.map(({ id, ringsideCall }) => ringsideCall ?? id)).size,
    sentTo: isSentOn
      ? { name: last.sentTo.name, shown: last.sentTo.shown, secondsAgo, isBack: isSameCall(ring, last) }
      : null,
  };
}

const isSameCall = ({ call, ringsideCall }: Ring, record: CallRecord): boolean =>
  record.id === call || (ringsideCall !== null && record.ringsideCall === ringsideCall);
