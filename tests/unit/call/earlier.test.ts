import { describe, expect, test } from 'vitest';
import { earlierOf, type Ring } from '../../../main/call/earlier.ts';
import type { CallId } from '../../../main/model/call.ts';
import type { CallRecord, Earlier } from '../../../main/model/record.ts';
import { nothingElse } from './a-record.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const midnight = 1_795_302_000_000;
const noon = midnight + 12 * hourMs;
const ring: Ring = { call: 'now' as CallId, ringsideCall: '17.9', atEpochMs: noon, startOfDayEpochMs: midnight };

const anna = { name: 'Anna Petrova', shown: '102' };
/** A former call that rang ten seconds and ended so long before noon. */
const before = (id: string, agoMs: number, more: Partial<CallRecord> = {}): CallRecord => ({
  id: id as CallId,
  callerKey: 'outside:+19062195047',
  ringsideCall: null,
  number: '+1 906 219 5047',
  name: null,
  startedEpochMs: noon - agoMs - 10_000,
  endedEpochMs: noon - agoMs,
  how: 'caller-hung-up',
  sentTo: null,
  ...nothingElse,
  ...more,
});
const sentToAnna = { how: 'sent-on', sentTo: { ...anna, outcome: 'answered' } } as const;
const earlier = (...records: readonly CallRecord[]): Earlier | null => earlierOf(ring, records);

describe('a caller who calls again', () => {
  test('is told with the seconds since the last call ended and the number of calls before this one today', () => {
    expect(earlier(before('a', 3 * hourMs), before('c', minuteMs + 900), before('b', 2 * hourMs))).toEqual({
      lastSecondsAgo: 60,
      timesToday: 3,
      sentTo: null,
    });
  });
  test('before midnight did not call today', () => {
    const lateYesterday = before('a', 12 * hourMs + 1);
    const overMidnight = before('b', 12 * hourMs - 5_000);
    expect(earlier(lateYesterday, overMidnight)).toMatchObject({ lastSecondsAgo: 43_195, timesToday: 0 });
  });
  test('where a day has 25 hours, called today also more than 24 hours ago', () => {
    const long = { ...ring, atEpochMs: midnight + 24.9 * hourMs };
    const early = before('a', 0, { startedEpochMs: midnight, endedEpochMs: midnight + 5_000 });
    expect(earlierOf(long, [early])?.timesToday).toBe(1);
  });
  test('called once with a call that rang here several times', () => {
    const oneCall = { ringsideCall: '17.1' };
    expect(earlier(before('a', 9 * minuteMs, oneCall), before('b', 8 * minuteMs, oneCall))?.timesToday).toBe(1);
  });
  test('is not told of this very call, which a queue let ring here before', () => {
    expect(earlier(before('a', 30_000, { how: 'stopped-ringing', ringsideCall: '17.9' }))).toBeNull();
  });
  test('for the first time has nothing to tell', () => {
    expect([earlier(), earlierOf({ ...ring, ringsideCall: null }, [])]).toEqual([null, null]);
  });
  test('is not told of this very call, nor of one that ended after it came in', () => {
    expect(earlier(before('now', minuteMs), before('other', -minuteMs))).toBeNull();
  });
});

describe('a call that was sent on before', () => {
  test('is told with where it went and when', () => {
    expect(earlier(before('a', 2 * minuteMs, sentToAnna))?.sentTo).toEqual({ ...anna, secondsAgo: 120, isBack: false });
  });
  test('is told no more once a later call ended in another way', () => {
    expect(earlier(before('a', hourMs, sentToAnna), before('b', minuteMs, { how: 'answered' }))?.sentTo).toBeNull();
  });
  test('is not told where it was only being sent when the caller hung up', () => {
    expect(
      earlier(before('a', minuteMs, { how: 'caller-hung-up', sentTo: { ...anna, outcome: 'answered' } }))?.sentTo,
    ).toBeNull();
  });
});

describe('a call that comes back', () => {
  test('is known by its X-Ringside-Call, and is no other call of today', () => {
    expect(earlier(before('a', 40_000, { ...sentToAnna, ringsideCall: '17.9' }))).toEqual({
      lastSecondsAgo: 40,
      timesToday: 0,
      sentTo: { ...anna, secondsAgo: 40, isBack: true },
    });
  });
  test('is known by its own card', () => {
    expect(earlier(before('now', 40_000, sentToAnna))?.sentTo?.isBack).toBe(true);
  });
  test('is not known where the dialplan sends no X-Ringside-Call', () => {
    const unmarked = { ...ring, ringsideCall: null };
    expect(earlierOf(unmarked, [before('a', 40_000, sentToAnna)])?.sentTo?.isBack).toBe(false);
  });
});
