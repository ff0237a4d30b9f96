import { expect, test } from 'vitest';
import { fallingAsleep } from '../../../../main/sip/take/falling-asleep.ts';
import { TakeRig } from './take-rig.ts';

const sleeper = (rig: TakeRig): ReturnType<typeof fallingAsleep> & { readonly did: readonly string[] } => {
  const did: string[] = [];
  return { ...fallingAsleep(rig.calls, 2000, (kind) => did.push(kind)), did };
};
/** What waits for the line has heard of it. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

test('a line that holds nobody sleeps at once', () => {
  const { suspend, did } = sleeper(new TakeRig());
  suspend();
  expect(did).toEqual(['suspend']);
});

test('a caller who is held is sent back first; the line sleeps when he rings there, or is not told of for 2 s', async () => {
  const rings = await TakeRig.held();
  const first = sleeper(rings);
  first.suspend();
  rings.answers(202, 2);
  await settled();
  const before = [...first.did];
  rings.notifies(180);
  await settled();
  const silent = await TakeRig.held();
  const second = sleeper(silent);
  second.suspend();
  silent.clock.advance(2000);
  await settled();
  expect([rings.asked.length, before, first.did, second.did]).toEqual([1, [], ['suspend'], ['suspend']]);
});

test('a computer that wakes up before is not put to sleep by what was left to do', async () => {
  const rig = await TakeRig.held();
  const { suspend, resume, did } = sleeper(rig);
  suspend();
  resume();
  rig.clock.advance(2000);
  await settled();
  expect(did).toEqual(['resume']);
});
