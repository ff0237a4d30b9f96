import { describe, expect, test } from 'vitest';
import type { CallId } from '../../../main/model/call.ts';
import { FakeDesk, johnDoe } from './desk-fakes.ts';

const call1 = 'call-1' as CallId;
const johnsKey = 'outside:+19062195047';
const sentOn = { from: '"Boris Ivanov" <sip:+19062195047@pbx.example.com>;tag=1', referredBy: '"Boris" <sip:104@x>' };

/** A call that a colleague sent here, with what is typed of it, sent on to Anna. */
async function sentToAnna(storeNames: boolean): Promise<FakeDesk> {
  const desk = new FakeDesk({ history: { storeNames }, companionPattern: '{ext}c' });
  desk.rings(sentOn);
  desk.crm.answer([johnDoe]);
  desk.switchboard.note(call1, 'prefers e-mail');
  desk.switchboard.clients.crmNote(call1, 'wants the invoice again');
  desk.clock.pass(3000);
  desk.switchboard.send(call1, 'extension:102', null);
  await desk.line.server('acknowledged');
  return desk;
}

describe('the record of a call', () => {
  test('tells client, responsible employee, route, each step with its time, and what was written', async () => {
    const desk = await sentToAnna(true);
    expect(desk.records.get(call1)).toMatchObject({
      name: 'John Doe',
      client: { type: 'CONTACT', id: '651' },
      assignee: 'Anna Petrova',
      route: { called: '600', calledName: 'Sales', from: 'Boris' },
      steps: [
        { atEpochMs: 1_000_000, what: 'rang', to: null },
        { atEpochMs: 1_003_000, what: 'sent', to: '102' },
      ],
      note: 'prefers e-mail\nwants the invoice again',
    });
  });
  test('keeps numbers and no name where names are not to be stored', async () => {
    const desk = await sentToAnna(false);
    const record = desk.records.get(call1);
    expect(record).toMatchObject({
      name: null,
      client: { type: 'CONTACT', id: '651' },
      assignee: null,
      route: { called: '600', calledName: null, from: '600' },
      note: null,
    });
    expect(JSON.stringify(record)).not.toMatch(/Anna|Boris|John|Sales|invoice|e-mail/);
  });
  test('of a call that still rings when the app quits ends there', () => {
    const desk = new FakeDesk();
    desk.rings();
    desk.clock.pass(3000);
    desk.stop();
    expect(desk.records.get(call1)?.steps).toEqual([
      { atEpochMs: 1_000_000, what: 'rang', to: null },
      { atEpochMs: 1_003_000, what: 'ended', to: null },
    ]);
  });
});

describe('a caller who is forgotten while his card is open', () => {
  test('is written down no more, nor sent to the CRM, and the card stays', () => {
    const desk = new FakeDesk({ callRecords: true });
    const leg = desk.rings();
    desk.crm.answer([johnDoe]);
    desk.picks.pick(johnsKey, johnDoe);
    desk.switchboard.clients.crmNote(call1, 'wants the invoice again');
    desk.switchboard.clients.forget(johnsKey);
    const cards = desk.cards();
    desk.stops(leg, 'caller-hung-up');
    desk.clock.pass(60_000);
    desk.stop();
    expect([cards, [...desk.records], desk.outbox.list(), [...desk.picks.byCaller]]).toEqual([
      ['call-1 ringing'],
      [],
      [],
      [],
    ]);
  });
  test('is a stranger when he calls again, and another caller’s call goes on as it was', () => {
    const desk = new FakeDesk();
    const leg = desk.rings();
    const other = desk.rings({ from: '<sip:+4930901820@x>' });
    desk.switchboard.clients.forget(johnsKey);
    desk.stops(leg, 'caller-hung-up');
    desk.stops(other, 'caller-hung-up');
    desk.clock.pass(5000);
    desk.rings({ ringsideCall: 'again' });
    expect([desk.switchboard.shown()[0]?.earlier ?? null, [...desk.records.keys()]]).toEqual([null, ['call-2']]);
  });
});
