/** When a snapshot is drawn: at once, or with what the CRM knew before, and never later than 30 ms. */
import { expect, test } from 'vitest';
import type { CallView, Snapshot } from '../../../../main/bridge/contract/call-views.ts';
import { FirstFrame } from '../../../../renderer/caller/first-frame.ts';

const snapshot = (sequence: number, calls: readonly (readonly [id: string, lookupRevision: number])[]): Snapshot =>
  ({ sequence, calls: calls.map(([id, lookupRevision]) => ({ id, lookupRevision })) }) as unknown as Snapshot;

interface Page {
  readonly frame: FirstFrame;
  readonly drawn: number[];
  readonly asked: string[][];
  /** Main has answered the question that was asked as the `nth`. */
  readonly answer: (nth: number) => Promise<void>;
  readonly timers: { readonly delayMs: number; readonly run: () => void; isOn: boolean }[];
}

function page(): Page {
  const drawn: number[] = [];
  const asked: string[][] = [];
  const answers: (() => void)[] = [];
  const timers: Page['timers'] = [];
  const frame = new FirstFrame({
    after: (delayMs, run) => {
      const timer = { delayMs, run, isOn: true };
      timers.push(timer);
      return () => {
        timer.isOn = false;
      };
    },
    lookAhead: (calls: readonly CallView[]) => {
      asked.push(calls.map(({ id }) => id));
      return new Promise((resolve) => answers.push(resolve));
    },
    draw: ({ sequence }) => drawn.push(sequence),
  });
  const answer = async (nth: number): Promise<void> => {
    answers[nth]?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { frame, drawn, asked, answer, timers };
}

test('a call that the CRM has not been heard of is drawn before anything else happens', () => {
  const { frame, drawn, asked } = page();
  frame.take(snapshot(1, [['a', 0]]));
  expect([drawn, asked]).toEqual([[1], []]);
});

test('a call that the CRM knows already is drawn once main has said what it knows', async () => {
  const { frame, drawn, asked, answer, timers } = page();
  frame.take(snapshot(1, [['a', 1]]));
  const before = [...drawn];
  await answer(0);
  expect([before, drawn, asked, timers.map(({ delayMs, isOn }) => [delayMs, isOn])]).toEqual([
    [],
    [1],
    [['a']],
    [[30, false]],
  ]);
});

test('after 30 ms the newest snapshot is drawn without it, counted from the first that waited', async () => {
  const { frame, drawn, answer, timers } = page();
  frame.take(snapshot(1, [['a', 1]]));
  frame.take(snapshot(2, [['a', 2]]));
  timers[0]?.run();
  await answer(0);
  await answer(1);
  expect([timers.length, drawn]).toEqual([1, [2]]);
});

test('the answer to a snapshot that has been overtaken draws nothing', async () => {
  const { frame, drawn, answer } = page();
  frame.take(snapshot(1, [['a', 1]]));
  frame.take(snapshot(2, [['a', 2]]));
  await answer(0);
  const before = [...drawn];
  await answer(1);
  expect([before, drawn]).toEqual([[], [2]]);
});

test('a call that is over before it was drawn is never drawn, and the empty page is at once', async () => {
  const { frame, drawn, answer } = page();
  frame.take(snapshot(1, [['a', 1]]));
  frame.take(snapshot(2, []));
  await answer(0);
  expect(drawn).toEqual([2]);
});

test('news of a call that stands on the screen waits for nothing', async () => {
  const { frame, drawn, asked, answer } = page();
  frame.take(snapshot(1, [['a', 1]]));
  await answer(0);
  frame.take(snapshot(2, [['a', 2]]));
  expect([drawn, asked]).toEqual([[1, 2], [['a']]]);
});

test('a page that comes into sight waits no longer', () => {
  const { frame, drawn } = page();
  frame.take(snapshot(1, [['a', 1]]));
  frame.hurry();
  frame.hurry();
  expect(drawn).toEqual([1]);
});

test('an older snapshot that comes late changes nothing', () => {
  const { frame, drawn } = page();
  frame.take(snapshot(2, [['a', 0]]));
  frame.take(snapshot(1, [['b', 1]]));
  expect(drawn).toEqual([2]);
});
