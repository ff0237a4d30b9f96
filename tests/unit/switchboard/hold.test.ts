import { expect, test } from 'vitest';
import type { CallId } from '../../../main/model/call.ts';
import { FakeDesk } from './desk-fakes.ts';

const call = 'call-1' as CallId;

/** A desk whose only call has just been taken off it. */
function stopped(): FakeDesk {
  const desk = new FakeDesk();
  desk.stops(desk.rings());
  return desk;
}

test('a card that asks "I have it" does not go while the pointer is on it, and goes soon after', () => {
  const desk = stopped();
  desk.switchboard.hold(call, true);
  desk.clock.pass(20_000);
  expect(desk.cards()).toEqual(['call-1 ended']);
  desk.switchboard.hold(call, false);
  desk.clock.pass(500);
  expect(desk.cards()).toEqual([]);
});

test('a click on a card that was held in time gets the call', () => {
  const desk = stopped();
  desk.switchboard.hold(call, true);
  desk.clock.pass(20_000);
  expect([desk.switchboard.haveIt(call), desk.cards()]).toEqual([{ ok: true, value: null }, ['call-1 answered']]);
});

test('a pointer that rests there holds no card for ever', () => {
  const desk = stopped();
  desk.switchboard.hold(call, true);
  desk.clock.pass(63_000);
  expect(desk.cards()).toEqual([]);
});

test('a card that asks nothing goes from under the pointer as it would without it', () => {
  const desk = new FakeDesk();
  desk.stops(desk.rings(), 'caller-hung-up');
  desk.switchboard.hold(call, true);
  desk.clock.pass(3_000);
  expect(desk.cards()).toEqual([]);
});

test('a held card that the agent hides is gone at once, and its call is forgotten in time', () => {
  const desk = stopped();
  desk.switchboard.hold(call, true);
  desk.switchboard.hide(call);
  expect(desk.cards()).toEqual([]);
  desk.clock.pass(13_000);
  expect(desk.switchboard.hold(call, false)).toEqual({ ok: false, error: 'unknown-call' });
});
