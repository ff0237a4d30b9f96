/** How long "not there" is not believed: from the last moment in which a request may have set out, and by what was asked after that. */
import { expect, test } from 'vitest';
import { outboxLimits } from '../../../main/outbox/ports.ts';
import { failure, idOf, note, OutboxDesk } from './outbox-desk.ts';

const doubtful = { kind: 'failed', error: failure('timed-out'), isDoubtful: true } as const;
const { settleMs } = outboxLimits;

async function started(): Promise<OutboxDesk> {
  const desk = new OutboxDesk();
  await desk.outbox.start();
  return desk;
}

test('a request that waited a minute for its turn has as long to arrive as any other', async () => {
  const desk = await started();
  const answer = Promise.withResolvers<typeof doubtful>();
  desk.sends = () => answer.promise;
  desk.outbox.put(note('a'), null);
  await desk.clock.advance(60_000);
  answer.resolve(doubtful);
  await desk.clock.advance(settleMs - 1);
  const early = desk.asked();
  await desk.clock.advance(1);
  expect({ early, late: desk.asked() }).toEqual({
    early: ['send a', 'look a'],
    late: ['send a', 'look a', 'look a', 'send a'],
  });
});

test('a look that began too early is not believed, however late its answer comes', async () => {
  const desk = await started();
  const slow = Promise.withResolvers<{ kind: 'not-there' }>();
  desk.sends = () => doubtful;
  desk.finds = () => slow.promise;
  desk.outbox.put(note('a'), null);
  await desk.clock.advance(settleMs + 5000);
  slow.resolve({ kind: 'not-there' });
  desk.finds = () => ({ kind: 'there', createdId: '7' });
  await desk.clock.advance(0);
  expect({ asked: desk.asked(), states: desk.states() }).toEqual({
    asked: ['send a', 'look a', 'look a'],
    states: ['a sent'],
  });
});

test('nothing waits for a year because the clock was a year ahead', async () => {
  const desk = new OutboxDesk();
  const yearLater = desk.clock.nowEpochMs() + 365 * 24 * 3_600_000;
  const error = failure('unreachable');
  desk.disk.rows.set(idOf('a'), {
    item: note('a'),
    state: { kind: 'waiting', tries: 3, nextTryEpochMs: yearLater, error },
  });
  desk.disk.rows.set(idOf('b'), {
    item: note('b', { lane: 'x' }),
    state: { kind: 'held', untilEpochMs: yearLater },
  });
  await desk.outbox.start();
  await desk.clock.advance(0);
  expect(desk.states()).toEqual(['a sent', 'b sent']);
});

test('what was held when the app ended goes out at the next start: nobody is left who could release it', async () => {
  const desk = new OutboxDesk();
  const inAnHour = desk.clock.nowEpochMs() + 3_600_000;
  desk.disk.rows.set(idOf('a'), { item: note('a'), state: { kind: 'held', untilEpochMs: inAnHour } });
  await desk.outbox.start();
  await desk.clock.advance(0);
  expect(desk.states()).toEqual(['a sent']);
});

test('what can never be read back is perhaps sent after a while, and holds nobody up; a portal that is away is waited for', async () => {
  const desk = await started();
  desk.sends = ({ id }) => (id === idOf('b') ? { kind: 'sent', createdId: null } : doubtful);
  const code = { a: 'unreadable-reply', away: 'unreachable' } as const;
  desk.finds = ({ id }) => ({ kind: 'failed', error: failure(id === idOf('a') ? code.a : code.away) });
  desk.outbox.put(note('a'), null);
  desk.outbox.put(note('b'), null);
  desk.outbox.put(note('away', { lane: 'x' }), null);
  await desk.clock.advance(24 * 3_600_000);
  expect(desk.states()).toEqual(['a perhaps-sent', 'b sent', 'away in-flight']);
});
