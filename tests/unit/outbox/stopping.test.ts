/** What an app that is quitting leaves on the disk for the next start. */
import { expect, test } from 'vitest';
import { idOf, note, OutboxDesk } from './outbox-desk.ts';

test('what could not be written yet is tried once more when the app quits', async () => {
  const desk = new OutboxDesk();
  await desk.outbox.start();
  desk.disk.isBroken = true;
  desk.outbox.put(note('a'), desk.clock.nowEpochMs() + 10_000);
  await desk.clock.advance(0);
  desk.disk.isBroken = false;
  await desk.outbox.stop();
  expect([...desk.disk.rows.values()].map(({ item, state }) => `${item.id} ${state.kind}`)).toEqual(['a held']);
});

test('what was put before the rows could be read is written when the app quits, after them', async () => {
  const desk = new OutboxDesk();
  desk.disk.rows.set(idOf('old'), { item: note('old'), state: { kind: 'held', untilEpochMs: 0 } });
  desk.disk.isBroken = true;
  await desk.outbox.start();
  desk.outbox.put(note('new'), null);
  desk.disk.isBroken = false;
  await desk.outbox.stop();
  expect([...desk.disk.rows.values()].map(({ item, state }) => `${item.id} ${state.kind}`)).toEqual([
    'old held',
    'new waiting',
  ]);
});

test('a disk that stays broken holds up no quitting', async () => {
  const desk = new OutboxDesk();
  await desk.outbox.start();
  desk.disk.isBroken = true;
  desk.outbox.put(note('a'), null);
  await desk.clock.advance(0);
  await desk.outbox.stop();
  const asked = desk.log.length;
  await desk.clock.advance(3_600_000);
  expect(desk.log.length - asked).toBe(0);
});
