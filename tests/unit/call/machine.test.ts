import { describe, expect, test } from 'vitest';
import { hide } from '../../../main/call/answer.ts';
import {
  onCommand,
  onEvent,
  SENT_STAYS_MS,
  type CallCommand,
  type CallEvent,
  type OpenCall,
} from '../../../main/call/machine.ts';
import type { CallState } from '../../../main/model/call.ts';
import {
  acknowledged,
  added,
  after,
  answered,
  destination,
  ended,
  inShort,
  lamp,
  leg,
  pickedUp,
  ringing,
  send,
  sending,
  sent,
  stopped,
} from './machine-steps.ts';

const states: Record<CallState['kind'], OpenCall> = { ringing, sending, sent, answered, ended };
const events = {
  'leg-added': added,
  'leg-stopped': stopped,
  'legs-lost': { kind: 'legs-lost', why: 'link' },
  acknowledged,
  'not-confirmed': { kind: 'not-confirmed', leg: leg('a') },
  'not-sent': { kind: 'not-sent', leg: leg('a') },
  'own-line': lamp('idle'),
  'picked-up': pickedUp,
  'not-picked-up': { kind: 'not-picked-up' },
  'answered-elsewhere': { kind: 'answered-elsewhere' },
} as const satisfies Record<Exclude<CallEvent['kind'], 'timer'>, CallEvent>;

describe('every state takes every event', () => {
  const table: Record<CallState['kind'], Record<keyof typeof events | 'its timer' | 'an old timer', string>> = {
    ringing: {
      'leg-added': 'ringing ring',
      'leg-stopped': 'ended:stopped-ringing record start-timer',
      'legs-lost': 'ended:line-lost record start-timer',
      acknowledged: 'ringing',
      'not-confirmed': 'ringing',
      'not-sent': 'ringing',
      'own-line': 'ringing',
      'picked-up': 'ringing',
      'not-picked-up': 'ringing',
      'answered-elsewhere': 'ringing',
      'its timer': 'ringing',
      'an old timer': 'ringing',
    },
    sending: {
      'leg-added': 'sending ring',
      'leg-stopped': 'ended:stopped-ringing record start-timer',
      'legs-lost': 'ended:line-lost record start-timer',
      acknowledged: 'sent record start-timer',
      'not-confirmed': 'ringing',
      'not-sent': 'ringing',
      'own-line': 'sending',
      'picked-up': 'sending',
      'not-picked-up': 'sending',
      'answered-elsewhere': 'sending',
      'its timer': 'sending',
      'an old timer': 'sending',
    },
    sent: {
      'leg-added': 'ringing ring',
      'leg-stopped': 'sent',
      'legs-lost': 'sent',
      acknowledged: 'sent',
      'not-confirmed': 'sent',
      'not-sent': 'sent',
      'own-line': 'sent',
      'picked-up': 'sent',
      'not-picked-up': 'sent',
      'answered-elsewhere': 'sent',
      'its timer': 'ended:sent-on record start-timer',
      'an old timer': 'sent',
    },
    answered: {
      'leg-added': 'ringing ring',
      'leg-stopped': 'answered',
      'legs-lost': 'answered',
      acknowledged: 'answered',
      'not-confirmed': 'answered',
      'not-sent': 'answered',
      'own-line': 'ended:answered record start-timer',
      'picked-up': 'answered',
      'not-picked-up': 'ended:stopped-ringing record start-timer',
      'answered-elsewhere': 'answered',
      'its timer': 'answered',
      'an old timer': 'answered',
    },
    ended: {
      'leg-added': 'ringing ring',
      'leg-stopped': 'ended:stopped-ringing',
      'legs-lost': 'ended:stopped-ringing',
      acknowledged: 'ended:stopped-ringing',
      'not-confirmed': 'ended:stopped-ringing',
      'not-sent': 'ended:stopped-ringing',
      'own-line': 'ended:stopped-ringing',
      'picked-up': 'answered record',
      'not-picked-up': 'ended:stopped-ringing',
      'answered-elsewhere': 'ended:answered-elsewhere record',
      'its timer': 'ended:stopped-ringing start-timer',
      'an old timer': 'ended:stopped-ringing',
    },
  };
  const rows = Object.entries(states).flatMap(([state, call]) => [
    ...Object.values(events).map((event) => ({ state, name: event.kind, call, event })),
    { state, name: 'its timer', call, event: { kind: 'timer' as const, generation: call.generation } },
    { state, name: 'an old timer', call, event: { kind: 'timer' as const, generation: call.generation - 1 } },
  ]);
  test.each(rows)('$state × $name', ({ state, name, call, event }) => {
    const expected = new Map(Object.entries(table[state as CallState['kind']]));
    expect(inShort(onEvent(call, event, 9000))).toBe(expected.get(name));
  });
});

describe('a command', () => {
  const commands: readonly CallCommand[] = [send, { kind: 'decline', destination }, { kind: 'do-not-disturb' }];
  const late = [sending, sent, answered, ended].flatMap((call) => commands.map((command) => ({ call, command })));
  test.each(late)('$command.kind is refused once the call is $call.state.kind', ({ call, command }) => {
    expect(onCommand(call, command, 0)).toEqual({ ok: false, error: 'not-ringing' });
  });
  test.each(Object.values(states))(
    'hide takes the card away while the call is $state.kind, and sends nothing',
    (call) => {
      expect(hide(call)).toEqual({ call: { ...call, isHiddenByAgent: true }, effects: [] });
    },
  );
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
  test('a call that was sent on keeps its card for a while, then ends as sent on, with where it went', () => {
    const { call, effects } = after(ringing, send, acknowledged);
    expect(effects.at(-1)).toEqual({ kind: 'start-timer', generation: call.generation, delayMs: SENT_STAYS_MS });
    expect(onEvent(call, { kind: 'timer', generation: call.generation }, 10_000).call.state).toEqual({
      kind: 'ended',
      how: 'sent-on',
      destination,
      atEpochMs: 2000,
    });
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
    expect(onCommand(perhaps, { kind: 'send', destination: boris }, 0)).toEqual({ ok: false, error: 'already-given' });
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
    expect(crossed.call.state).toEqual({ kind: 'ended', how: 'caller-hung-up', destination, atEpochMs: 2000 });
  });
  test('when only the leg of the click stops, the card says that the click did nothing and goes on ringing', () => {
    const { call } = after(ringing, added, send, stopped);
    expect(call).toMatchObject({ legs: ['b'], state: { kind: 'ringing', notice: { kind: 'refused' } } });
  });
  test('what was tried is remembered, so that it is not offered again after a re-ring', () => {
    expect(after(ringing, send, acknowledged, added).call).toMatchObject({ tried: ['102'], legs: ['b'] });
  });
  test('decline ends the call as declined, with no card left', () => {
    const declined = after(ringing, { kind: 'decline', destination }, acknowledged).call;
    expect(declined).toMatchObject({ isShown: false, state: { kind: 'ended', how: 'declined', destination } });
  });
});
