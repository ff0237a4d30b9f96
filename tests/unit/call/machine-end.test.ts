import { describe, expect, test } from 'vitest';
import { hide } from '../../../main/call/answer.ts';
import { RE_RING_MS } from '../../../main/call/legs.ts';
import type { CallState, EndReason } from '../../../main/model/call.ts';
import { added, after, inShort, leg, ringing, stopped } from './machine-steps.ts';

describe('the end', () => {
  test('a merged card ends with its last leg only', () => {
    const one = after(ringing, added, stopped);
    expect(inShort(one)).toBe('ringing');
    expect(inShort(after(one.call, { kind: 'leg-stopped', leg: leg('b'), reason: 'not-told' }))).toBe(
      'ended:stopped-ringing record start-timer',
    );
  });
  test('only a hang-up that was told is called one', () => {
    const how = (reason: 'completed-elsewhere' | 'not-told' | 'caller-hung-up'): EndReason | null => {
      const { state } = after(ringing, { kind: 'leg-stopped', leg: leg('a'), reason }).call;
      return state.kind === 'ended' ? state.how : null;
    };
    expect([how('completed-elsewhere'), how('not-told'), how('caller-hung-up')]).toEqual([
      'stopped-ringing',
      'stopped-ringing',
      'caller-hung-up',
    ]);
  });
  test('the card of a call that stopped ringing goes after 3 s, and the call is kept for a re-ring after that', () => {
    const stop = after(ringing, stopped);
    expect(stop.effects.at(-1)).toMatchObject({ delayMs: 3000 });
    const gone = after(stop.call, { kind: 'timer', generation: stop.call.generation });
    expect(gone).toMatchObject({ call: { isShown: false }, effects: [{ delayMs: RE_RING_MS }] });
    expect(inShort(after(gone.call, { kind: 'timer', generation: gone.call.generation }))).toBe(
      'ended:stopped-ringing forget',
    );
  });
  test('a re-ring brings the card back, and the timer of the former end does nothing to it', () => {
    const stop = after(ringing, stopped).call;
    const again = after(stop, added);
    expect(again.call).toMatchObject({ isShown: true, legs: ['b'], state: { kind: 'ringing', notice: null } });
    expect(inShort(after(again.call, { kind: 'timer', generation: stop.generation }))).toBe('ringing');
  });
  test('a card that was hidden after the end comes back with a re-ring; one that was hidden while it rang stays hidden', () => {
    const dismissed = hide(after(ringing, stopped).call).call;
    expect(after(dismissed, added).call.isHiddenByAgent).toBe(false);
    expect(after(hide(ringing).call, added).call.isHiddenByAgent).toBe(true);
  });
  test('a call that rings on under do not disturb never shows a card and every leg gets 480', () => {
    const step = after(ringing, { kind: 'do-not-disturb' });
    expect(step.call).toMatchObject({ isShown: false, state: { how: 'do-not-disturb' } });
    expect(step.effects[0]).toEqual({ kind: 'reject', leg: 'a', status: 480 });
  });
  test('sleep and a lost link are told apart', () => {
    const how = (why: 'link' | 'slept'): CallState => after(ringing, { kind: 'legs-lost', why }).call.state;
    expect([how('link'), how('slept')]).toMatchObject([{ how: 'line-lost' }, { how: 'slept' }]);
  });
});
