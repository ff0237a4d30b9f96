import { describe, expect, test } from 'vitest';
import { haveIt, hide } from '../../../main/call/answer.ts';
import { onEvent, type CallEvent, type OpenCall, type Step } from '../../../main/call/machine.ts';
import type { OwnLine } from '../../../main/model/line.ts';
import {
  added,
  after,
  answered,
  ended,
  inShort,
  lamp,
  pickedUp,
  ringing,
  sending,
  sent,
  stopped,
} from './machine-steps.ts';

/** What the agent's own word makes of a call that stopped ringing a second after it came in. */
const taken = (ownLine: OwnLine, call: OpenCall = ended): OpenCall => {
  const step = haveIt(call, ownLine, 2500);
  return (step.ok ? step.value : { call }).call;
};
const endTold = (call: OpenCall): boolean | null => (call.state.kind === 'answered' ? call.state.isEndTold : null);
const through = (call: OpenCall, ...events: readonly CallEvent[]): string => inShort(after(call, ...events));

describe('a call that the own phone picked up', () => {
  test('is answered since the lamp went on, and recorded at once', () => {
    const { call, effects } = after(ended, pickedUp);
    expect([call.state, effects]).toEqual([
      { kind: 'answered', by: 'own-phone', toldBy: 'lamp', isEndTold: true, sinceEpochMs: 1005 },
      [{ kind: 'record' }],
    ]);
  });
  test('keeps its card past the time at which the card of a stopped call goes', () => {
    expect(through(answered, { kind: 'timer', generation: ended.generation })).toBe('answered');
  });
  test('ends when the own line is idle, and its card goes after 3 s', () => {
    const over = onEvent(answered, lamp('idle'), 60_000);
    expect([over.call.state, over.effects.at(-1)]).toMatchObject([
      { kind: 'ended', how: 'answered', atEpochMs: 60_000 },
      { delayMs: 3000 },
    ]);
  });
  test('goes on while another call rings at the own phone', () => {
    expect(through(answered, lamp('ringing'), lamp('in-call'))).toBe('answered');
  });
  test('says that its end is not told while the lamp is gone, and ends when the lamp is back and idle', () => {
    const gone = after(answered, lamp('not-told')).call;
    const back = after(gone, lamp('in-call')).call;
    expect([endTold(gone), endTold(back)]).toEqual([false, true]);
    expect(through(gone, lamp('idle'))).toBe('ended:answered record start-timer');
  });
  test('goes on through a lost link and through a sleep of this computer', () => {
    expect(through(answered, { kind: 'legs-lost', why: 'link' }, { kind: 'legs-lost', why: 'slept' })).toBe('answered');
  });
  test('stays hidden where the agent had hidden it while it rang', () => {
    expect(after(hide(ringing).call, stopped, pickedUp).call).toMatchObject({ isShown: true, isHiddenByAgent: true });
  });
  test('was another one after all: it stopped when it stopped', () => {
    expect(after(answered, { kind: 'not-picked-up' }).call.state).toMatchObject({
      how: 'stopped-ringing',
      atEpochMs: 1000,
    });
  });
  test('rings again as a ring of its own, with nothing left of the answer', () => {
    const again = after(answered, added).call;
    expect(again).toMatchObject({ state: { kind: 'ringing' }, stop: null, rangEpochMs: 1000 });
  });
});

test.each([ringing, sending, sent, ended])('the lamp alone changes nothing of a call that is $state.kind', (call) => {
  const lamps: readonly OwnLine[] = ['in-call', 'ringing', 'idle', 'not-told'];
  expect(lamps.map((state) => after(call, lamp(state)))).toEqual(lamps.map(() => ({ call, effects: [] })));
});

describe('a call that somebody else answered', () => {
  test('keeps the time at which its card goes', () => {
    const { call } = after(ended, { kind: 'answered-elsewhere' });
    expect(call).toEqual({ ...ended, state: { ...ended.state, how: 'answered-elsewhere' } });
  });
  test('is the own phone’s all the same when its lamp says so within the second', () => {
    expect(through(ended, { kind: 'answered-elsewhere' }, pickedUp)).toBe('answered record');
  });
  test.each(['line-lost', 'slept', 'caller-hung-up', 'do-not-disturb', 'declined'] as const)(
    'is not one that ended as %s, and the own phone has none of these either',
    (how) => {
      const other: OpenCall = {
        ...ended,
        state: { kind: 'ended', how, destination: null, outcome: null, atEpochMs: 1000 },
      };
      expect(through(other, { kind: 'answered-elsewhere' }, pickedUp)).toBe(`ended:${how}`);
    },
  );
});

describe('"I have it"', () => {
  test('makes an in-call card of a call that stopped ringing, since it stopped', () => {
    expect(taken('in-call').state).toEqual({
      kind: 'answered',
      by: 'own-phone',
      toldBy: 'agent',
      isEndTold: true,
      sinceEpochMs: 1000,
    });
  });
  test('is taken from a call that was sent on too: the own phone rings on after a 302', () => {
    expect(taken('not-told', sent).state).toMatchObject({ toldBy: 'agent', sinceEpochMs: 2500 });
  });
  test('promises no end where the lamp is not told, or says that the own phone is in no call', () => {
    const lamps: readonly OwnLine[] = ['in-call', 'ringing', 'idle', 'not-told'];
    expect(lamps.map((state) => endTold(taken(state)))).toEqual([true, false, false, false]);
  });
  test('is believed against an idle lamp, also when another call rings and stops there', () => {
    expect(through(taken('idle'), lamp('ringing'), lamp('idle'))).toBe('answered');
  });
  test('has its end told once the lamp shows the call', () => {
    const shown = after(taken('not-told'), lamp('in-call')).call;
    expect(endTold(shown)).toBe(true);
    expect(through(shown, lamp('idle'))).toBe('ended:answered record start-timer');
  });
  test('is over when the lamp that was gone comes back idle', () => {
    expect(through(taken('in-call'), lamp('not-told'), lamp('idle'))).toBe('ended:answered record start-timer');
  });
  const cardless: OpenCall = { ...ended, isShown: false };
  const missed = after(ringing, { ...stopped, reason: 'caller-hung-up' } as CallEvent).call;
  test.each([
    ['ringing', ringing],
    ['being sent', sending],
    ['answered already', answered],
    ['one whose caller hung up', missed],
    ['one whose card is gone', cardless],
    ['one whose card was hidden', hide(ended).call],
  ])('is refused of a call that is %s', (_, call) => {
    expect(haveIt(call, 'in-call', 2500)).toEqual({ ok: false, error: 'not-stopped' });
  });
});

describe('hiding an in-call card', () => {
  test('leaves the call to the lamp, which tells its end', () => {
    const hidden: Step = hide(answered);
    expect(inShort(hidden)).toBe('answered');
    expect(through(hidden.call, lamp('idle'))).toBe('ended:answered record start-timer');
  });
  test('is its end where nobody will tell it, at the only time that is known: the answer', () => {
    expect(hide(taken('not-told')).call).toMatchObject({
      isHiddenByAgent: true,
      state: { kind: 'ended', how: 'answered', atEpochMs: 1000 },
    });
  });
});
