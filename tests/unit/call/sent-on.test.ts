import { describe, expect, test } from 'vitest';
import { hide } from '../../../main/call/answer.ts';
import { RE_RING_MS } from '../../../main/call/legs.ts';
import { onEvent, type CallEvent, type OpenCall, type Step } from '../../../main/call/machine.ts';
import type { Outcome } from '../../../main/model/call.ts';
import { acknowledged, added, after, destination, inShort, ringing, send, timerOf } from './machine-steps.ts';

const SENT_AT = 2000;
const sent = after(ringing, send, acknowledged);
const outcome = (told: Outcome): CallEvent => ({ kind: 'outcome', outcome: told });
const delays = ({ effects }: Step): number[] =>
  effects.flatMap((effect) => (effect.kind === 'start-timer' ? [effect.delayMs] : []));
const gone = onEvent(sent.call, timerOf(sent.call), 10_000).call;
/** What is told, and what becomes of it, second by second from the sending on. */
const told = (call: OpenCall, ...outcomes: readonly Outcome[]): (Outcome | null)[] => {
  let now = call;
  return outcomes.map((one, second) => {
    now = onEvent(now, outcome(one), SENT_AT + second * 1000).call;
    return now.state.kind === 'sent' ? now.state.outcome : null;
  });
};

describe('what became of it', () => {
  test('is recorded each time it changes, and never goes back from what is final', () => {
    expect(told(sent.call, 'ringing', 'not-told', 'ringing', 'answered', 'ringing', 'not-told', 'went-on')).toEqual([
      ...['ringing', 'not-told', 'ringing', 'answered'],
      ...['answered', 'answered', 'answered'],
    ]);
    expect(inShort(onEvent(sent.call, outcome('ringing'), 3000))).toBe('sent record start-timer');
    expect(inShort(onEvent(sent.call, outcome('not-told'), 3000))).toBe('sent');
  });
  test('stands with its time; what is no longer told has none', () => {
    const rings = onEvent(sent.call, outcome('ringing'), 3000).call;
    expect([rings, onEvent(rings, outcome('not-told'), 4000).call].map(({ state }) => state)).toMatchObject([
      { outcome: 'ringing', sinceEpochMs: SENT_AT, outcomeEpochMs: 3000 },
      { outcome: 'not-told', sinceEpochMs: SENT_AT, outcomeEpochMs: null },
    ]);
  });
  test('is notified once where the card is gone or hidden, and only when it is final', () => {
    const hidden = hide(sent.call).call;
    const steps = [gone, hidden].flatMap((call) => [
      onEvent(call, outcome('ringing'), 20_000),
      onEvent(call, outcome('answered'), 20_000),
      onEvent(onEvent(call, outcome('answered'), 20_000).call, outcome('went-on'), 21_000),
    ]);
    expect(steps.map(inShort)).toEqual([
      ...['sent record', 'sent record notify', 'sent'],
      ...['sent record start-timer', 'sent record notify start-timer', 'sent'],
    ]);
  });
  test('goes with the call into its end, and is still taken in there', () => {
    const end = onEvent(gone, timerOf(gone), 122_000);
    const late = onEvent(end.call, outcome('went-on'), 123_000);
    expect([inShort(end), inShort(late)]).toEqual(['ended:sent-on record start-timer', 'ended:sent-on record notify']);
    expect([end.call.state, late.call.state]).toEqual(
      ['not-told', 'went-on'].map((last) => ({
        kind: 'ended',
        how: 'sent-on',
        destination,
        outcome: last,
        atEpochMs: SENT_AT,
      })),
    );
  });
});

describe('the card of a call that was sent on', () => {
  test('stays 8 s after the sending, and the call is followed without it until two minutes are over', () => {
    const next = onEvent(sent.call, timerOf(sent.call), 10_000);
    expect([delays(sent), delays(next), next.call.isShown]).toEqual([[8000], [112_000], false]);
    expect(delays(onEvent(next.call, timerOf(next.call), 122_000))).toEqual([RE_RING_MS]);
  });
  test('stays while it is told to ring there, at most a minute, and 8 s after the last word', () => {
    const rings = onEvent(sent.call, outcome('ringing'), 3000);
    expect([delays(rings), delays(onEvent(rings.call, outcome('answered'), 9000))]).toEqual([[60_000], [8000]]);
  });
  test('never outstays the time for which the call is followed', () => {
    const rings = onEvent(sent.call, outcome('ringing'), 3000).call;
    const again = onEvent(onEvent(rings, outcome('not-told'), 60_000).call, outcome('ringing'), 67_000);
    expect([delays(again), inShort(onEvent(again.call, timerOf(again.call), 122_000))]).toEqual([
      [55_000],
      'ended:sent-on record start-timer',
    ]);
  });
  test('comes back when the call rings here again', () => {
    expect(after(gone, added).call).toMatchObject({ isShown: true, legs: ['b'], state: { kind: 'ringing' } });
  });
});
