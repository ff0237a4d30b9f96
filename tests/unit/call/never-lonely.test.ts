import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  onCommand,
  onEvent,
  type CallCommand,
  type CallEvent,
  type OpenCall,
  type Step,
} from '../../../main/call/machine.ts';
import { ok } from '../../../main/model/result.ts';
import {
  acknowledged,
  added,
  answering,
  choosing,
  failed,
  fetch,
  hungUp,
  inShort,
  lamp,
  leg,
  passing,
  progress,
  returning,
  ringing,
  send,
  sent,
  stopped,
  take,
  taken,
  timerOf,
  destination,
} from './machine-steps.ts';

const toBoris: CallCommand = {
  kind: 'send',
  way: 'redirect',
  destination: { ...destination, targetId: 'extension:104', dial: '104' },
};
const refused = (name = 'a'): CallEvent => ({ kind: 'not-taken', leg: leg(name), why: 'refused' });
const isCommand = (step: CallEvent | CallCommand): step is CallCommand => ['send', 'fetch'].includes(step.kind);
const armedBy = ({ effects }: Step): number | null =>
  effects.flatMap((effect) => (effect.kind === 'start-timer' ? [effect.generation] : [])).at(-1) ?? null;

/** @returns each state in which a caller is here whom nobody is about to get */
function lonely(start: OpenCall, sequence: readonly (CallEvent | CallCommand | 'timer')[]): string[] {
  let call = start;
  let armed = start.generation;
  return sequence.flatMap((chosen, index) => {
    const step = chosen === 'timer' ? timerOf(call) : chosen;
    const refusal: Step = { call, effects: [] };
    const clicked = isCommand(step) ? onCommand(call, step, index * 1000) : ok(onEvent(call, step, index * 1000));
    const done = clicked.ok ? clicked.value : refusal;
    call = done.call;
    armed = armedBy(done) ?? armed;
    const isOnHisWay = call.isPassedOn || call.taking !== null || call.legs.length > 0;
    const isCaredFor = isOnHisWay || (call.state.kind === 'taken' && armed === call.generation);
    return call.takenLeg === null || isCaredFor ? [] : [`${inShort(done)} after ${step.kind}`];
  });
}

test('a caller who is here is always on his way to somebody, or a timer sends him there', () => {
  const steps: readonly (CallEvent | CallCommand)[] = [
    ...[added, stopped, acknowledged, hungUp, take, send, toBoris, fetch, lamp('idle'), refused(), refused('f')],
    ...[taken('a'), taken('b'), taken('f'), progress('ringing'), progress('started'), progress('started', 'f')],
    ...[failed(486), failed(503, 'f'), { kind: 'legs-lost', why: 'link' } as const],
    { kind: 'outcome', outcome: 'ringing' },
    { kind: 'not-taken', leg: leg('a'), why: 'not-confirmed' },
  ];
  const starts = [ringing, answering, passing, choosing, returning, sent];
  fc.assert(
    fc.property(
      fc.constantFrom(...starts),
      fc.array(fc.constantFrom(...steps, 'timer' as const), { maxLength: 40 }),
      (start, sequence) => {
        expect(lonely(start, sequence)).toEqual([]);
      },
    ),
    { numRuns: 1000 },
  );
});
