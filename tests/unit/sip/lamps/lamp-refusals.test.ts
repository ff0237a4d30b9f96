import { expect, test } from 'vitest';
import { createLampRig, dialogInfo, pidf, type LampRig } from './lamp-rig.ts';

const HOUR_MS = 3_600_000;

/** Three extensions with two lamps each, registered. */
const three = (): LampRig & { readonly told: readonly string[] } => {
  const rig = createLampRig();
  const told: string[] = [];
  for (const extension of ['101', '102', '103']) {
    rig.watch.watchDialogs(extension, (info) => told.push(`${extension} ${info === null ? 'dark' : 'lit'}`));
    rig.watch.watchPresence(extension, (info) => told.push(`${extension} ${info?.basic ?? 'dark'}`));
  }
  rig.watch.registered('wss://one');
  return { ...rig, told };
};

const count = (rig: LampRig, event: string): number => rig.log().filter((each) => each.endsWith(event)).length;

test.each([489, 405, 501])('a server that answers %d to one presence lamp is asked for no other', (status) => {
  const rig = three();
  rig.light('101', 'dialog', dialogInfo(0, 'terminated'));
  rig.clock.advance(50);
  rig.last().answer(status);
  rig.clock.advance(5000);
  rig.watch.watchPresence('104', () => undefined);
  rig.light('103', 'dialog', dialogInfo(0, 'terminated'));
  expect([rig.log(), rig.told]).toEqual([
    ['101 dialog', '101 presence', '102 dialog', '103 dialog'],
    ['101 lit', '103 lit'],
  ]);
});

test('a refusal of one extension says nothing of the others', () => {
  const rig = three();
  rig.clock.advance(50);
  rig.last().answer(404);
  rig.clock.advance(250);
  expect(rig.log()).toEqual(['101 dialog', '101 presence', '102 dialog', '102 presence', '103 dialog', '103 presence']);
});

test('what a server does not have is asked for again at the first registration after an hour, and no timer asks before', () => {
  const rig = three();
  rig.clock.advance(50);
  rig.last().answer(489);
  const presences = [HOUR_MS / 2, HOUR_MS / 2 - 51, 1, 24 * HOUR_MS].map((laterMs) => {
    rig.watch.lost();
    rig.clock.advance(laterMs);
    rig.watch.registered('wss://one');
    rig.clock.advance(0);
    return count(rig, 'presence');
  });
  rig.clock.advance(300);
  expect([presences, count(rig, 'presence')]).toEqual([[1, 1, 1, 1], 4]);
});

test('another server is asked for what this one does not have', () => {
  const rig = three();
  rig.clock.advance(50);
  rig.last().answer(489);
  rig.watch.lost();
  rig.watch.registered('wss://two');
  rig.clock.advance(300);
  rig.light('103', 'presence', pidf('open'));
  expect([count(rig, 'presence'), rig.told]).toEqual([4, ['103 open']]);
});

test('a kind of lamp that is refused later leaves those that are lit as they are, until they are refused too', () => {
  const rig = three();
  rig.clock.advance(250);
  for (const extension of ['101', '102']) rig.light(extension, 'presence', pidf('open'));
  rig.last().answer(489);
  const before = rig.told.length;
  rig.clock.advance(525_000);
  rig.asked
    .findLast(({ headers, dialog }) => headers[0] === 'Event: presence' && dialog.uri.includes('101'))
    ?.answer(501);
  expect([before, rig.told.slice(2)]).toEqual([2, ['101 dark']]);
});

test('lamps that are wanted one by one are asked for one after another all the same', () => {
  const rig = createLampRig();
  rig.watch.registered('wss://one');
  for (const extension of ['101', '102', '103']) rig.watch.watchDialogs(extension, () => undefined);
  const counts = [0, 49, 1, 50].map((ms) => {
    rig.clock.advance(ms);
    return rig.asked.length;
  });
  rig.clock.advance(5000);
  rig.watch.watchDialogs('104', () => undefined);
  expect([counts, rig.asked.length]).toEqual([[1, 1, 2, 3], 4]);
});
