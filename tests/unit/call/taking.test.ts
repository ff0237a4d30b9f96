import { describe, expect, test } from 'vitest';
import { hide } from '../../../main/call/answer.ts';
import { onCommand, onEvent, type CallCommand, type CallEvent } from '../../../main/call/machine.ts';
import type { PassFailure } from '../../../main/model/call.ts';
import {
  added,
  after,
  answering,
  choosing,
  destination,
  failed,
  fetch,
  hungUp,
  inShort,
  leg,
  passing,
  progress,
  returning,
  ringing,
  sent,
  stopped,
  take,
  taken,
  timerOf,
} from './machine-steps.ts';

const boris = { ...destination, targetId: 'extension:104', dial: '104' };
const toBoris: CallCommand = { kind: 'send', way: 'redirect', destination: boris };
const refused = (name = 'a'): CallEvent => ({ kind: 'not-taken', leg: leg(name), why: 'refused' });

describe('a caller who is taken', () => {
  test('is answered on one leg; the others are turned away only when he is here, and then he is passed on', () => {
    const two = after(ringing, added, take);
    expect([two.effects, after(two.call, taken('a')).effects]).toEqual([
      [{ kind: 'take', leg: 'a' }],
      [
        { kind: 'reject', leg: 'b', status: 486 },
        { kind: 'pass', leg: 'a', to: { dial: '102' } },
      ],
    ]);
  });
  test('is told to ring at the target, and counts as sent when the server has taken him, with the way he went', () => {
    const rings = after(passing, progress('trying'), progress('ringing'));
    expect(rings.call.state).toMatchObject({ step: { kind: 'passing', isRinging: true } });
    expect(after(rings.call, progress('started')).call).toMatchObject({
      takenLeg: null,
      tried: ['102'],
      state: { kind: 'sent', way: 'take', destination, outcome: 'not-told' },
    });
  });
  test('waits 8 s for another choice when he could not be passed on, also on a card that was hidden', () => {
    const step = after(hide(passing).call, failed(486));
    expect(step).toMatchObject({
      call: {
        isHiddenByAgent: false,
        tried: ['102'],
        state: { step: { kind: 'choosing', failed: { destination, why: 'busy' }, untilEpochMs: 9000 } },
      },
      effects: [{ kind: 'start-timer', delayMs: 8000 }],
    });
    expect(after(step.call, toBoris).effects).toEqual([{ kind: 'pass', leg: 'a', to: { dial: '104' } }]);
  });
  const words: readonly (readonly [number, PassFailure])[] = [
    [404, 'no-such-number'],
    [484, 'no-such-number'],
    [486, 'busy'],
    [600, 'busy'],
    [408, 'no-answer'],
    [480, 'no-answer'],
    [603, 'refused'],
    [503, 'refused'],
  ];
  test.each(words)('%i is told as "%s"', (status, why) => {
    expect(after(passing, failed(status)).call.state).toMatchObject({ step: { failed: { why } } });
  });
  test('whose leg the server ends while it rings there is with the server: that he hung up was not told', () => {
    const over = after(passing, progress('ringing'), hungUp);
    expect([over.call.state, over.call.takenLeg]).toMatchObject([
      { kind: 'sent', way: 'take', destination, outcome: 'not-told' },
      null,
    ]);
    expect(inShort(after(passing, hungUp))).toBe('ended:caller-left record start-timer');
  });
  test('who has perhaps hung up while it rang there goes back at once: nobody is asked to choose for one who is gone', () => {
    const gave = after(passing, progress('ringing'), failed(503));
    expect([inShort(gave), gave.effects, gave.call.tried]).toEqual([
      'taken:returning pass',
      [{ kind: 'pass', leg: 'a', to: 'own-extension' }],
      ['102'],
    ]);
    expect(inShort(after(gave.call, hungUp))).toBe('ended:caller-left record start-timer');
    expect(inShort(after(passing, progress('ringing'), failed(486)))).toBe('taken:choosing start-timer');
  });
  test('goes back to the own extension when nobody is chosen, and counts as sent back when the server has taken him', () => {
    const back = after(choosing, timerOf(choosing));
    expect(back.effects).toEqual([{ kind: 'pass', leg: 'a', to: 'own-extension' }]);
    expect(after(back.call, progress('started')).call.state).toMatchObject({
      kind: 'ended',
      how: 'sent-back',
      destination: null,
    });
  });
  test('is sent back again every 2 s until it is done', () => {
    const once = after(returning, failed(503));
    expect(once.effects).toMatchObject([{ kind: 'start-timer', delayMs: 2000 }]);
    const again = after(once.call, timerOf(once.call));
    expect([again.call.state, again.effects]).toMatchObject([
      { step: { kind: 'returning', attempt: 2 } },
      [{ kind: 'pass', to: 'own-extension' }],
    ]);
  });
  test('may be sent to another while the own extension does not take him', () => {
    expect(after(returning, failed(480), toBoris).effects).toEqual([{ kind: 'pass', leg: 'a', to: { dial: '104' } }]);
  });
  test('who is not answered there and rings here again is a ringing call, whatever is told of the REFER after that', () => {
    const back = after(passing, progress('ringing'), added);
    expect([back.effects, inShort(back)]).toEqual([[{ kind: 'ring', leg: 'b' }], 'ringing ring']);
    const later = [progress('ringing'), progress('started'), failed(503), hungUp].map((event) =>
      after(back.call, event),
    );
    expect(later.map(inShort)).toEqual(Array(4).fill('ringing'));
    const over = after(back.call, { ...stopped, leg: leg('b') } as CallEvent).call;
    expect([progress('started'), hungUp].map((event) => inShort(after(over, event)))).toEqual(
      Array(2).fill('ended:stopped-ringing'),
    );
  });
  test('who rings here again brings a word of where he was, and is not sent there once more', () => {
    const back = [
      after(passing, added),
      after(passing, failed(503), added),
      after(passing, failed(503), toBoris, added),
    ];
    expect(back.map(({ call }) => [call.state, call.tried])).toEqual([
      [{ kind: 'ringing', notice: { kind: 'came-back', destination } }, ['102']],
      [{ kind: 'ringing', notice: { kind: 'came-back', destination } }, ['102']],
      [{ kind: 'ringing', notice: { kind: 'came-back', destination: boris } }, ['102', '104']],
    ]);
  });
  test('who rang here again, and was in the end not passed on at all, waits for a choice', () => {
    const back = after(passing, added).call;
    const stop = { ...stopped, leg: leg('b') } as CallEvent;
    expect([after(back, stop, failed(480)), after(back, failed(480), stop)].map(inShort)).toEqual(
      Array(2).fill('taken:choosing start-timer'),
    );
  });
  test('who is sent back and rings here again is a ringing call, whichever is told first', () => {
    const ringsFirst = after(returning, added, progress('started'));
    const byeFirst = after(returning, added, hungUp);
    const ringsLast = after(returning, progress('started'), added);
    expect([ringsFirst, byeFirst, ringsLast].map(({ call }) => [call.state, call.legs, call.takenLeg])).toEqual(
      Array(3).fill([{ kind: 'ringing', notice: null }, ['b'], null]),
    );
  });
  test('was sent after all where that is told late', () => {
    expect(after(choosing, progress('started')).call.state).toMatchObject({ kind: 'sent', way: 'take', destination });
  });
});

describe('an answer that does not come to be', () => {
  test('brings the buttons back with a word about it, also on a hidden card', () => {
    const states = (['refused', 'not-confirmed'] as const).map(
      (why) => after(hide(answering).call, { kind: 'not-taken', leg: leg('a'), why }).call,
    );
    expect(states).toMatchObject([
      { isHiddenByAgent: false, state: { kind: 'ringing', notice: { kind: 'refused', destination } }, legs: ['a'] },
      { state: { kind: 'ringing', notice: { kind: 'not-confirmed', destination } }, legs: ['a'] },
    ]);
  });
  test('may still be confirmed late: then he is here, and goes where he was to go, even from a call that was over', () => {
    const perhaps = after(answering, { kind: 'not-taken', leg: leg('a'), why: 'not-confirmed' }).call;
    const over = after(perhaps, stopped).call;
    const gone = onEvent(perhaps, { kind: 'legs-lost', why: 'link' }, 5000).call;
    expect([perhaps, gone].map((call) => after(call, taken('a')).effects.at(-1))).toEqual(
      Array(2).fill({ kind: 'pass', leg: 'a', to: { dial: '102' } }),
    );
    expect(over.state).toMatchObject({ kind: 'ended', how: 'stopped-ringing' });
  });
  test('a hang-up that crosses it ends the call; where another leg rings on, the click did nothing', () => {
    expect(after(ringing, added, take, stopped).call).toMatchObject({
      legs: ['b'],
      state: { kind: 'ringing', notice: { kind: 'refused' } },
    });
    expect(after(answering, stopped).call.state).toMatchObject({ how: 'stopped-ringing', destination });
  });
});

describe('getting a call back', () => {
  const fetching = after(sent, fetch);
  test('dials the pickup code, and the caller then waits 8 s for the next target', () => {
    expect(fetching.effects).toEqual([{ kind: 'fetch', leg: 'f', dial: '**101' }]);
    expect(after(fetching.call, taken('f'))).toMatchObject({
      call: { takenLeg: 'f', tried: ['102'], state: { step: { kind: 'choosing', failed: null, untilEpochMs: 9000 } } },
      effects: [{ kind: 'start-timer', delayMs: 8000 }],
    });
  });
  test('brings a card back that was gone or hidden', () => {
    const gone = after(sent, timerOf(sent)).call;
    expect([gone, hide(sent).call].map((call) => after(call, fetch).call)).toMatchObject(
      Array(2).fill({ isShown: true, isHiddenByAgent: false }),
    );
  });
  test('leaves the call where it was, with a word about it, when nothing was picked up', () => {
    expect(after(fetching.call, refused('f'))).toMatchObject({
      call: { state: { ...sent.state, notice: { kind: 'not-fetched', destination } } },
      effects: [{ kind: 'start-timer', delayMs: 8000 }],
    });
  });
  test('reaches a caller who rings where he was passed to, and nobody whom it does not ring for', () => {
    const rings = after(passing, progress('ringing')).call;
    const got = after(rings, fetch, taken('f')).call;
    expect([got.takenLeg, got.state, inShort(after(got, progress('started')))]).toMatchObject([
      'f',
      { kind: 'taken', step: { kind: 'choosing', failed: null } },
      'taken:choosing',
    ]);
    expect(onCommand(passing, fetch, 0)).toEqual({ ok: false, error: 'not-ringing' });
  });
  test('leaves him where he is when that fails: ringing there, with her, here after all, or with the server', () => {
    const inFlight = after(passing, progress('ringing'), fetch).call;
    const told: readonly (readonly CallEvent[])[] = [[], [progress('started')], [failed(480)], [hungUp]];
    expect(told.map((events) => inShort(after(inFlight, ...events, refused('f'))))).toEqual([
      'taken:passing',
      'sent start-timer',
      'taken:choosing start-timer',
      'sent record start-timer',
    ]);
    expect(told.map((events) => inShort(after(inFlight, ...events, taken('f'))))).toEqual(
      Array(4).fill('taken:choosing start-timer'),
    );
  });
  test.each(['link', 'slept'] as const)('leaves it where it was when the line goes meanwhile: %s', (why) => {
    const lost = after(fetching.call, { kind: 'legs-lost', why });
    expect([lost.call.state, inShort(after(lost.call, refused('f')))]).toMatchObject([
      { kind: 'sent', destination, notice: { kind: 'not-fetched' } },
      'sent',
    ]);
  });
  test('rings on where the call rings here again meanwhile', () => {
    const again = after(fetching.call, added).call;
    expect(after(again, refused('f')).call).toMatchObject({ state: { kind: 'ringing', notice: null }, legs: ['b'] });
    expect(after(again, { ...stopped, leg: leg('b') } as CallEvent, refused('f')).call.state.kind).toBe('sent');
  });
});
