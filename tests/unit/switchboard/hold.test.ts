import { expect, test } from 'vitest';
import type { CallId } from '../../../main/model/call.ts';
import { FakeDesk, johnDoe } from './desk-fakes.ts';
import { asteriskDesk, rings } from './own-phone-desk.ts';

const call = 'call-1' as CallId;

/** A desk whose only call has just been taken off it. */
function stopped(): FakeDesk {
  const desk = new FakeDesk();
  desk.stops(desk.rings());
  return desk;
}

test('a card that asks "I have it" does not go while the pointer is on it, and goes soon after', () => {
  const desk = stopped();
  desk.switchboard.hold(call, 'hand');
  desk.clock.pass(20_000);
  expect(desk.cards()).toEqual(['call-1 ended']);
  desk.switchboard.hold(call, null);
  desk.clock.pass(500);
  expect(desk.cards()).toEqual([]);
});

test('a click on a card that was held in time gets the call', () => {
  const desk = stopped();
  desk.switchboard.hold(call, 'hand');
  desk.clock.pass(20_000);
  expect([desk.switchboard.haveIt(call), desk.cards()]).toEqual([{ ok: true, value: null }, ['call-1 answered']]);
});

test('a pointer that rests there holds no card for ever', () => {
  const desk = stopped();
  desk.switchboard.hold(call, 'hand');
  desk.clock.pass(63_000);
  expect(desk.cards()).toEqual([]);
});

test('a card that asks nothing goes from under the pointer as it would without it', () => {
  const desk = new FakeDesk();
  desk.stops(desk.rings(), 'caller-hung-up');
  desk.switchboard.hold(call, 'hand');
  desk.clock.pass(3_000);
  expect(desk.cards()).toEqual([]);
});

test('the card of a talk with a client stays under the hand for as long, and goes soon after', () => {
  const desk = asteriskDesk();
  const leg = rings(desk);
  desk.crm.answer([johnDoe]);
  desk.stops(leg);
  desk.lamp('in-call');
  desk.clock.pass(60_000);
  desk.lamp('idle');
  desk.switchboard.hold(call, 'hand');
  desk.clock.pass(50_000);
  const held = desk.cards();
  desk.switchboard.hold(call, null);
  desk.clock.pass(500);
  expect([held, desk.cards()]).toEqual([['call-1 ended'], []]);
});

test('a card does not go from under a note that is being written, nor stay for ever', () => {
  const desk = new FakeDesk();
  const leg = desk.rings();
  desk.crm.answer([johnDoe]);
  desk.stops(leg, 'caller-hung-up');
  desk.switchboard.hold(call, 'writing');
  desk.clock.pass(590_000);
  const held = desk.cards();
  desk.clock.pass(20_000);
  expect([held, desk.cards()]).toEqual([['call-1 ended'], []]);
});

test('a held card that the agent hides is gone at once, and its call is forgotten in time', () => {
  const desk = stopped();
  desk.switchboard.hold(call, 'hand');
  desk.switchboard.hide(call);
  expect(desk.cards()).toEqual([]);
  desk.clock.pass(13_000);
  expect(desk.switchboard.hold(call, null)).toEqual({ ok: false, error: 'unknown-call' });
});
