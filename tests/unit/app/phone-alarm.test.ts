import { expect, test } from 'vitest';
import { PhoneAlarm } from '../../../main/app/phone-alarm.ts';
import type { PhoneBinding } from '../../../main/model/line.ts';
import { FakeClock } from '../switchboard/fake-clock.ts';

/** How often the alarm was told after each of these, with the seconds that passed after it. */
function toldAfter(...events: readonly (readonly [PhoneBinding | 'reset', number])[]): readonly number[] {
  const clock = new FakeClock();
  let told = 0;
  const alarm = new PhoneAlarm(clock, () => (told += 1));
  return events.map(([event, seconds]) => {
    if (event === 'reset') alarm.reset();
    else alarm.onPhone(event);
    clock.pass(seconds * 1000);
    return told;
  });
}

test('a phone that is gone for ten seconds is told once, however often it is not found', () => {
  expect(toldAfter(['absent', 9.9], ['absent', 0.1], ['absent', 60])).toEqual([0, 1, 1]);
});

test('a phone that registers again within ten seconds is no alarm', () => {
  expect(toldAfter(['present', 60], ['absent', 9], ['present', 60])).toEqual([0, 0, 0]);
});

test('a phone that was there and goes a second time is told a second time', () => {
  expect(toldAfter(['absent', 10], ['present', 1], ['absent', 10])).toEqual([1, 1, 2]);
});

test('an outage of the line is no return of the phone, and ends no alarm that is yet to come', () => {
  expect(toldAfter(['absent', 10], ['not-told', 60], ['absent', 10])).toEqual([1, 1, 1]);
  expect(toldAfter(['absent', 9], ['not-told', 60], ['absent', 10])).toEqual([0, 0, 1]);
});

test('another line is told of for itself', () => {
  expect(toldAfter(['absent', 10], ['reset', 60], ['absent', 10])).toEqual([1, 1, 2]);
});

test('where the server tells nothing of the phone there is nothing to tell', () => {
  expect(toldAfter(['not-told', 600])).toEqual([0]);
});
