/** The outbox over a disk and a portal: what goes out, when, and what is never sent twice. */
import { expect, test } from 'vitest';
import { failure, idOf, note, OutboxDesk } from './outbox-desk.ts';

const started = async (): Promise<OutboxDesk> => {
  const desk = new OutboxDesk();
  await desk.outbox.start();
  return desk;
};
const doubtful = { kind: 'failed', error: failure('timed-out'), isDoubtful: true } as const;
const refusal = { kind: 'failed', error: failure('field-refused'), isDoubtful: false } as const;
const away = { kind: 'failed', error: failure('unreachable'), isDoubtful: false } as const;

test('what is put is on disk as in flight before the request goes out, and off the disk when it has arrived', async () => {
  const desk = await started();
  desk.outbox.put(note('a'), null);
  await desk.clock.advance(0);
  expect({ log: desk.log.slice(-3), states: desk.states(), kept: desk.disk.rows.size }).toEqual({
    log: ['save a in-flight', 'send a', 'remove a'],
    states: ['a sent'],
    kept: 0,
  });
});

test('a held one goes out when its time has come, or when it is released, and can be taken back until then', async () => {
  const desk = await started();
  const untilEpochMs = desk.clock.nowEpochMs() + 10_000;
  desk.outbox.put(note('late', { lane: '1' }), untilEpochMs);
  desk.outbox.put(note('released', { lane: '2' }), untilEpochMs);
  desk.outbox.put(note('back', { lane: '3' }), untilEpochMs);
  await desk.clock.advance(9999);
  const before = desk.asked();
  desk.outbox.release(idOf('released'));
  const isTakenBack = desk.outbox.takeBack(idOf('back'));
  await desk.clock.advance(0);
  const released = desk.asked();
  await desk.clock.advance(1);
  expect({ before, isTakenBack, released, after: desk.asked(), kept: desk.disk.rows.size }).toEqual({
    before: [],
    isTakenBack: true,
    released: ['send released'],
    after: ['send released', 'send late'],
    kept: 0,
  });
  expect(desk.outbox.takeBack(idOf('late'))).toBe(false);
});

test('one that is put again before it went out is replaced, and one that went out is left', async () => {
  const desk = await started();
  const untilEpochMs = desk.clock.nowEpochMs() + 10_000;
  desk.outbox.put(note('a', { about: 'first' }), untilEpochMs);
  desk.outbox.put(note('a', { about: 'second' }), null);
  await desk.clock.advance(0);
  desk.outbox.put(note('a', { about: 'third' }), null);
  await desk.clock.advance(0);
  expect({ about: desk.outbox.rows().map(({ item }) => item.about), asked: desk.asked() }).toEqual({
    about: ['second'],
    asked: ['send a'],
  });
});

test('items of one lane go in order; a refused one holds the others up until it is discarded', async () => {
  const desk = await started();
  desk.sends = ({ id }) => (id === idOf('a') ? refusal : { kind: 'sent', createdId: null });
  for (const name of ['a', 'b', 'c']) desk.outbox.put(note(name), null);
  desk.outbox.put(note('other', { lane: 'LEAD:9' }), null);
  await desk.clock.advance(0);
  const behind = desk.outbox.rows().map(({ isBehindAnother }) => isBehindAnother);
  const discarded = await desk.outbox.discard(idOf('a'));
  await desk.clock.advance(0);
  expect({ behind, discarded, asked: desk.asked(), kept: desk.disk.rows.size }).toEqual({
    behind: [false, true, true, false],
    discarded: { ok: true, value: undefined },
    asked: ['send a', 'send other', 'send b', 'send c'],
    kept: 0,
  });
});

test('a note on a lead waits for the lead, and gets the id that the portal gave it', async () => {
  const desk = await started();
  const targets: unknown[] = [];
  desk.sends = ({ work }) => {
    targets.push(work.kind === 'comment' ? work.target : work.kind);
    return { kind: 'sent', createdId: '702' };
  };
  const target = { kind: 'lead', item: idOf('lead') } as const;
  const lead = { kind: 'lead', title: 'New', name: null, number: null, responsibleId: null } as const;
  desk.outbox.put(note('lead', { lane: 'lead:1', work: lead }), null);
  desk.outbox.put(note('on it', { lane: 'other', work: { kind: 'comment', target, text: 'x' } }), null);
  desk.outbox.put(
    note('orphan', { work: { kind: 'comment', target: { kind: 'lead', item: idOf('gone') }, text: 'x' } }),
    null,
  );
  await desk.clock.advance(0);
  expect({ targets, states: desk.states() }).toEqual({
    targets: ['lead', { kind: 'entity', entity: { type: 'LEAD', id: '702' } }],
    states: ['lead sent', 'on it sent', 'orphan refused'],
  });
});

test('after a doubtful failure the mark is looked for, and the item is sent again only when the portal had time enough', async () => {
  const desk = await started();
  desk.sends = () => doubtful;
  desk.outbox.put(note('a'), null);
  await desk.clock.advance(0);
  desk.sends = () => ({ kind: 'sent', createdId: null });
  await desk.clock.advance(64_999);
  const early = desk.asked();
  await desk.clock.advance(1);
  expect({ early, late: desk.asked(), states: desk.states() }).toEqual({
    early: ['send a', 'look a'],
    late: ['send a', 'look a', 'look a', 'send a'],
    states: ['a sent'],
  });
});

test('what was in flight when the process died is looked for, and not sent again where it is there', async () => {
  const desk = new OutboxDesk();
  desk.disk.rows.set(idOf('a'), { item: note('a'), state: { kind: 'in-flight', tries: 1, sinceEpochMs: 0 } });
  desk.finds = () => ({ kind: 'there', createdId: '5' });
  await desk.outbox.start();
  await desk.clock.advance(0);
  expect({ asked: desk.asked(), states: desk.states(), kept: desk.disk.rows.size }).toEqual({
    asked: ['look a'],
    states: ['a sent'],
    kept: 0,
  });
});

test('what cannot be looked for is shown as perhaps sent, holds nobody up, and is sent again only when a person says so', async () => {
  const desk = await started();
  desk.sends = ({ id }) => (id === idOf('a') ? doubtful : { kind: 'sent', createdId: null });
  desk.finds = () => ({ kind: 'cannot-tell', error: failure('access-denied') });
  desk.outbox.put(note('a'), null);
  desk.outbox.put(note('b'), null);
  await desk.clock.advance(3_600_000);
  const hourLater = { asked: desk.asked(), states: desk.states() };
  desk.sends = () => ({ kind: 'sent', createdId: null });
  const sentNow = desk.outbox.sendNow(idOf('a'));
  await desk.clock.advance(0);
  expect({ hourLater, sentNow, asked: desk.asked().slice(3), states: desk.states() }).toEqual({
    hourLater: { asked: ['send a', 'look a', 'send b'], states: ['a perhaps-sent', 'b sent'] },
    sentNow: { ok: true, value: undefined },
    asked: ['look a', 'send a'],
    states: ['a sent', 'b sent'],
  });
});

test('a portal that does not answer is left alone, and everything goes when it answers again', async () => {
  const desk = await started();
  desk.sends = () => away;
  for (const name of ['a', 'b', 'c', 'd']) desk.outbox.put(note(name, { lane: name }), null);
  await desk.clock.advance(1000);
  const tried = desk.asked().length;
  desk.sends = () => ({ kind: 'sent', createdId: null });
  await desk.clock.advance(10_000);
  expect({ tried, states: desk.states() }).toEqual({ tried: 2, states: ['a sent', 'b sent', 'c sent', 'd sent'] });
});

test('without a portal nothing is asked, and all goes when one is set up', async () => {
  const desk = await started();
  desk.isPortalThere = false;
  desk.outbox.put(note('a'), null);
  await desk.clock.advance(3_600_000);
  const before = desk.asked();
  desk.isPortalThere = true;
  desk.outbox.wake();
  await desk.clock.advance(0);
  expect({ before, after: desk.asked() }).toEqual({ before: [], after: ['send a'] });
});

test('while the disk cannot be written nothing goes out; it is told once, and goes when it can', async () => {
  const desk = await started();
  desk.disk.isBroken = true;
  desk.outbox.put(note('a'), null);
  await desk.clock.advance(60_000);
  const before = { asked: desk.asked(), problem: desk.outbox.problem };
  const discarded = await desk.outbox.discard(idOf('a'));
  desk.disk.isBroken = false;
  await desk.clock.advance(60_000);
  expect({ before, discarded, asked: desk.asked(), problems: desk.problems, problem: desk.outbox.problem }).toEqual({
    before: { asked: [], problem: 'failed' },
    discarded: { ok: false, error: 'under-way' },
    asked: ['send a'],
    problems: ['not-kept', 'kept-again'],
    problem: null,
  });
});

test('rows that cannot be read yet hold everything back, and come before what was put meanwhile', async () => {
  const desk = new OutboxDesk();
  desk.disk.rows.set(idOf('old'), { item: note('old'), state: { kind: 'held', untilEpochMs: 0 } });
  desk.disk.isBroken = true;
  await desk.outbox.start();
  desk.outbox.put(note('new'), null);
  await desk.clock.advance(4000);
  const before = desk.asked();
  desk.disk.isBroken = false;
  await desk.clock.advance(60_000);
  expect({ before, after: desk.asked() }).toEqual({ before: [], after: ['send old', 'send new'] });
});

test('a caller who is forgotten leaves no row, not even one whose request is under way', async () => {
  const desk = await started();
  const answer = Promise.withResolvers<typeof away>();
  desk.sends = () => answer.promise;
  desk.outbox.put(note('his'), null);
  desk.outbox.put(note('hers', { callerKey: 'other', lane: 'x' }), desk.clock.nowEpochMs() + 1000);
  await desk.clock.advance(0);
  const forgotten = desk.outbox.forget('+14155550142');
  answer.resolve(away);
  await desk.clock.advance(0);
  expect({ forgotten, states: desk.states(), kept: [...desk.disk.rows.keys()] }).toEqual({
    forgotten: 1,
    states: ['hers held'],
    kept: ['hers'],
  });
});

test('what is under way can be neither sent nor discarded, and what is not there is not known', async () => {
  const desk = await started();
  desk.sends = () => new Promise(() => undefined);
  desk.outbox.put(note('a'), null);
  await desk.clock.advance(0);
  expect([
    desk.outbox.sendNow(idOf('a')),
    await desk.outbox.discard(idOf('a')),
    desk.outbox.sendNow(idOf('b')),
    await desk.outbox.discard(idOf('b')),
  ]).toEqual(['under-way', 'under-way', 'unknown-item', 'unknown-item'].map((error) => ({ ok: false, error })));
});

test('one that cannot be taken off the disk stays, in its place', async () => {
  const desk = await started();
  desk.isPortalThere = false;
  for (const name of ['a', 'b', 'c']) desk.outbox.put(note(name), null);
  await desk.clock.advance(0);
  desk.disk.isBroken = true;
  const discarded = await desk.outbox.discard(idOf('b'));
  expect({ discarded, states: desk.states() }).toEqual({
    discarded: { ok: false, error: 'not-written' },
    states: ['a waiting', 'b waiting', 'c waiting'],
  });
});
