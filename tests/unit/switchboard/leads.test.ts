import { describe, expect, test } from 'vitest';
import type { CallId } from '../../../main/model/call.ts';
import { FakeDesk, johnDoe } from './desk-fakes.ts';

const call1 = 'call-1' as CallId;
const form = { name: ' John Doe ', title: 'Asked for a pump', responsibleId: '99' };

/** A desk at which an unknown caller rings. */
function unknownCaller(): { desk: FakeDesk; leg: ReturnType<FakeDesk['rings']> } {
  const desk = new FakeDesk();
  const leg = desk.rings();
  desk.crm.answer([]);
  return { desk, leg };
}
const lead = (desk: FakeDesk): unknown => desk.switchboard.shown()[0]?.lead;

describe('a lead of an unknown caller', () => {
  test('goes to the outbox with what the agent wrote, and can be taken back for ten seconds', () => {
    const { desk } = unknownCaller();
    desk.switchboard.clients.createLead(call1, form);
    expect([...desk.outbox.items.values()]).toEqual([
      {
        id: 'item-1',
        lane: 'lead:item-1',
        work: {
          kind: 'lead',
          title: 'Asked for a pump',
          name: 'John Doe',
          number: '+19062195047',
          responsibleId: '99',
        },
        callId: 'call-1',
        callerKey: 'outside:+19062195047',
        about: 'John Doe',
        createdEpochMs: 1_000_000,
      },
    ]);
    expect(lead(desk)).toEqual({
      title: 'Asked for a pump',
      state: { kind: 'held', untilEpochMs: 1_010_000 },
      createdId: null,
    });
  });
  test('is made once of a caller who has two calls here', () => {
    const { desk } = unknownCaller();
    desk.clock.pass(2000);
    desk.rings({ ringsideCall: 'another' });
    desk.crm.answer([]);
    const [first, second] = desk.switchboard.shown();
    const made = [call1, 'call-2' as CallId].map((id) => desk.switchboard.clients.createLead(id, form));
    expect([first?.call.id, second?.call.id, made, desk.outbox.list()]).toEqual([
      call1,
      'call-2',
      [
        { ok: true, value: null },
        { ok: false, error: 'already-created' },
      ],
      ['lead:item-1 held'],
    ]);
    expect(desk.switchboard.shown().map(({ crm }) => crm?.canCreateLead)).toEqual([false, false]);
  });
  test('is released when the call ends after three seconds', () => {
    const { desk, leg } = unknownCaller();
    desk.switchboard.clients.createLead(call1, form);
    desk.clock.pass(3000);
    const before = desk.outbox.list();
    desk.stops(leg, 'caller-hung-up');
    expect([before, desk.outbox.list()]).toEqual([['lead:item-1 held'], ['lead:item-1 waiting']]);
    expect(desk.switchboard.clients.undoLead(call1).ok).toBe(true);
  });
  test('is released when the call was sent on', async () => {
    const { desk } = unknownCaller();
    desk.switchboard.clients.createLead(call1, form);
    desk.switchboard.sendToNumber(call1, '102', null);
    await desk.line.server('acknowledged');
    expect(desk.outbox.list()).toEqual(['lead:item-1 waiting']);
  });
  test('is released when the app quits', () => {
    const { desk } = unknownCaller();
    desk.switchboard.clients.createLead(call1, form);
    desk.stop();
    expect(desk.outbox.list()).toEqual(['lead:item-1 waiting']);
  });
  test('taken back after nine seconds is gone, and another can be made', () => {
    const { desk } = unknownCaller();
    desk.switchboard.clients.createLead(call1, form);
    desk.clock.pass(9000);
    const undone = desk.switchboard.clients.undoLead(call1);
    expect([undone.ok, desk.outbox.list(), lead(desk)]).toEqual([true, [], null]);
    expect(desk.switchboard.shown()[0]?.crm?.canCreateLead).toBe(true);
  });
  test('that is on its way is not taken back', () => {
    const { desk } = unknownCaller();
    desk.switchboard.clients.createLead(call1, form);
    desk.outbox.tell('item-1', { kind: 'in-flight', tries: 1, sinceEpochMs: 1_000_000 });
    expect(desk.switchboard.clients.undoLead(call1)).toEqual({ ok: false, error: 'too-late' });
  });
  test('that is there can be opened, and stands in the record as the client', () => {
    const { desk, leg } = unknownCaller();
    desk.switchboard.clients.createLead(call1, form);
    desk.stops(leg, 'caller-hung-up');
    desk.outbox.tell('item-1', { kind: 'sent', atEpochMs: 1_000_001, createdId: '77' });
    expect(lead(desk)).toMatchObject({ createdId: '77' });
    expect(desk.switchboard.clients.mayOpen(call1, { type: 'LEAD', id: '77' }).ok).toBe(true);
    expect(desk.records.get(call1)).toMatchObject({ client: { type: 'LEAD', id: '77' }, name: 'John Doe' });
  });
  test('stays so when the outbox has forgotten it, and is gone when it was thrown away', () => {
    const { desk } = unknownCaller();
    desk.switchboard.clients.createLead(call1, form);
    desk.outbox.tell('item-1', { kind: 'sent', atEpochMs: 1_000_001, createdId: '77' });
    desk.outbox.tell('item-1', null);
    const kept = lead(desk);
    const thrown = unknownCaller().desk;
    thrown.switchboard.clients.createLead(call1, form);
    thrown.outbox.tell('item-1', null);
    expect([kept, lead(thrown)]).toMatchObject([{ createdId: '77' }, null]);
  });
  test('is made once', () => {
    const { desk } = unknownCaller();
    desk.switchboard.clients.createLead(call1, form);
    expect(desk.switchboard.clients.createLead(call1, form)).toEqual({ ok: false, error: 'already-created' });
    expect(desk.outbox.list()).toHaveLength(1);
  });
});

describe('no lead is made', () => {
  test('of a client', () => {
    const desk = new FakeDesk();
    desk.rings();
    desk.crm.answer([johnDoe]);
    expect(desk.switchboard.clients.createLead(call1, form)).toEqual({ ok: false, error: 'already-created' });
  });
  test.each([
    ['before the CRM has answered', {}, () => undefined],
    [
      'while the CRM does not answer',
      {},
      (desk: FakeDesk) => {
        desk.crm.fail(true);
      },
    ],
    ['of a colleague', { from: '"Boris" <sip:104@pbx.example.com>;tag=1' }, () => undefined],
  ])('%s', (_, headers, happens) => {
    const desk = new FakeDesk();
    desk.rings(headers);
    happens(desk);
    expect([desk.switchboard.shown()[0]?.crm?.canCreateLead, desk.switchboard.clients.createLead(call1, form)]).toEqual(
      [false, { ok: false, error: 'no-crm' }],
    );
  });
  test('where no CRM is set up', () => {
    const desk = new FakeDesk({}, false);
    desk.rings();
    expect([desk.switchboard.shown()[0]?.crm, desk.switchboard.clients.createLead(call1, form)]).toEqual([
      null,
      { ok: false, error: 'no-crm' },
    ]);
  });
});
