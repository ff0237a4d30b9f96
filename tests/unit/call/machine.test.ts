import { describe, expect, test } from 'vitest';
import { hide } from '../../../main/call/answer.ts';
import { onCommand, onEvent, type CallCommand } from '../../../main/call/machine.ts';
import {
  acknowledged,
  added,
  after,
  answered,
  answering,
  choosing,
  destination,
  ended,
  fetch,
  leg,
  passing,
  returning,
  ringing,
  send,
  sending,
  sent,
  stopped,
  take,
  taken,
} from './machine-steps.ts';

const states = [ringing, sending, sent, answering, passing, choosing, returning, answered, ended];

describe('a command', () => {
  const aims: readonly CallCommand[] = [send, take];
  const ends: readonly CallCommand[] = [{ kind: 'decline', destination }, { kind: 'do-not-disturb' }];
  const late = [
    ...states
      .filter((call) => call !== ringing && call !== choosing)
      .flatMap((call) => aims.map((command) => ({ call, command }))),
    ...states.filter((call) => call !== ringing).flatMap((call) => ends.map((command) => ({ call, command }))),
    ...states.filter((call) => call !== sent).map((call) => ({ call, command: fetch })),
  ];
  test.each(late)('$command.kind is refused where it means nothing: $call.state', ({ call, command }) => {
    expect(onCommand(call, command, 0)).toEqual({ ok: false, error: 'not-ringing' });
  });
  test.each(states)('hide takes the card away while the call is $state.kind, and sends nothing', (call) => {
    expect(hide(call)).toEqual({ call: { ...call, isHiddenByAgent: true }, effects: [] });
  });
});

describe('sending a call on', () => {
  test('one leg gets the 302, and once the server took it the others get 486', () => {
    const two = after(ringing, added, send);
    expect(two.effects).toEqual([{ kind: 'redirect', leg: 'a', dial: '102' }]);
    expect(onEvent(two.call, acknowledged, 5).effects.slice(0, 2)).toEqual([
      { kind: 'reject', leg: 'b', status: 486 },
      { kind: 'record' },
    ]);
  });
  test('without an ACK the buttons come back with a word about it, and a late ACK still counts', () => {
    const back = after(ringing, send, { kind: 'not-confirmed', leg: leg('a') }).call;
    expect(back.state).toEqual({ kind: 'ringing', notice: { kind: 'not-confirmed', destination } });
    expect(after(back, acknowledged).call.state).toMatchObject({ kind: 'sent', destination });
  });
  test('a late ACK counts even after the same click was tried once more', () => {
    const perhaps = after(ringing, send, { kind: 'not-confirmed', leg: leg('a') }).call;
    const again = after(perhaps, send, { kind: 'not-confirmed', leg: leg('a') }).call;
    expect(after(again, acknowledged).call.state).toMatchObject({ kind: 'sent', destination });
  });
  test('a leg that may have gone to one colleague is not aimed at another, and the card goes on saying so', () => {
    const perhaps = after(ringing, send, { kind: 'not-confirmed', leg: leg('a') }).call;
    const boris = { ...destination, targetId: 'extension:104', dial: '104' };
    expect(onCommand(perhaps, { kind: 'send', way: 'redirect', destination: boris }, 0)).toEqual({
      ok: false,
      error: 'already-given',
    });
    expect(onCommand(perhaps, send, 0)).toMatchObject({ ok: true });
  });
  test('after a click that was not confirmed the next one takes another leg, where there is one', () => {
    const back = after(ringing, added, send, { kind: 'not-confirmed', leg: leg('a') }).call;
    expect(after(back, send).effects).toEqual([{ kind: 'redirect', leg: 'b', dial: '102' }]);
  });
  test('a failed click brings back a card that was hidden in good faith', () => {
    const hidden = hide(sending).call;
    expect(after(hidden, { kind: 'not-sent', leg: leg('a') }).call).toMatchObject({
      isHiddenByAgent: false,
      state: { notice: { kind: 'refused' } },
    });
  });
  test('a hang-up that crosses the click ends the call as hung up, with where it was being sent', () => {
    const crossed = after(ringing, send, { kind: 'leg-stopped', leg: leg('a'), reason: 'caller-hung-up' });
    expect(crossed.call.state).toEqual({
      kind: 'ended',
      how: 'caller-hung-up',
      destination,
      outcome: null,
      atEpochMs: 2000,
    });
  });
  test('when only the leg of the click stops, the card says that the click did nothing and goes on ringing', () => {
    const { call } = after(ringing, added, send, stopped);
    expect(call).toMatchObject({ legs: ['b'], state: { kind: 'ringing', notice: { kind: 'refused' } } });
  });
  test('a leg that carried an answer, and was not confirmed, carries no other one', () => {
    const redirected = after(ringing, send, { kind: 'not-confirmed', leg: leg('a') }).call;
    const answered = after(answering, { kind: 'not-taken', leg: leg('a'), why: 'not-confirmed' }).call;
    const refused = [redirected, answered].map((call) => onCommand(call, take, 0));
    expect([...refused, onCommand(answered, send, 0)]).toEqual(Array(3).fill({ ok: false, error: 'already-given' }));
  });
  test('a 302 that is taken while another leg is being answered sends the call on; the answer may still come true', () => {
    const both = after(ringing, added, send, { kind: 'not-confirmed', leg: leg('a') }, take, acknowledged).call;
    expect([both.state.kind, after(both, taken('b')).call.state.kind]).toEqual(['sent', 'taken']);
  });
  test('what was tried is remembered, so that it is not offered again after a re-ring', () => {
    expect(after(ringing, send, acknowledged, added).call).toMatchObject({ tried: ['102'], legs: ['b'] });
  });
  test('decline ends the call as declined, with no card left', () => {
    const declined = after(ringing, { kind: 'decline', destination }, acknowledged).call;
    expect(declined).toMatchObject({ isShown: false, state: { kind: 'ended', how: 'declined', destination } });
  });
});
