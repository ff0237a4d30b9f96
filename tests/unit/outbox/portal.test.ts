/** For which portal an item is. */
import { expect, test } from 'vitest';
import { failure, note, OutboxDesk } from './outbox-desk.ts';

test('an item is for the portal that is set up when it is put, on the disk too, whichever is set up when it goes', async () => {
  const desk = new OutboxDesk();
  await desk.outbox.start();
  desk.portal = 'portal.example.com';
  const untilEpochMs = desk.clock.nowEpochMs() + 1000;
  desk.outbox.put(note('a'), untilEpochMs);
  await desk.clock.advance(0);
  const kept = [...desk.disk.rows.values()].map(({ item }) => item.portal);
  desk.portal = 'other.example.com';
  const sent: unknown[] = [];
  desk.sends = ({ portal }) => {
    sent.push(portal);
    return { kind: 'sent', createdId: null };
  };
  await desk.clock.advance(1000);
  expect([kept, sent]).toEqual([['portal.example.com'], ['portal.example.com']]);
});

test.each(['scope-missing', 'operation-time-limit'] as const)(
  'a method that the portal does not let be called (%s) holds up nothing that goes by another, and is tried again',
  async (code) => {
    const desk = new OutboxDesk();
    await desk.outbox.start();
    const refused = { kind: 'failed', error: failure(code), isDoubtful: false } as const;
    desk.sends = ({ lane }) => (lane.startsWith('CONTACT') ? refused : { kind: 'sent', createdId: '7' });
    for (const name of ['a', 'b', 'c']) desk.outbox.put(note(name, { lane: `CONTACT:${name}` }), null);
    desk.outbox.put(note('record', { lane: 'call:1' }), null);
    await desk.clock.advance(600_000);
    const first = desk.states();
    desk.sends = () => ({ kind: 'sent', createdId: null });
    await desk.clock.advance(3_600_000);
    expect([first, desk.states()]).toEqual([
      ['a waiting', 'b waiting', 'c waiting', 'record sent'],
      ['a sent', 'b sent', 'c sent', 'record sent'],
    ]);
  },
);
