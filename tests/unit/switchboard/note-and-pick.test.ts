/** A note for the CRM, when it is said anew whose call it is. */
import { describe, expect, test } from 'vitest';
import type { CallId } from '../../../main/model/call.ts';
import { FakeDesk, johnDoe } from './desk-fakes.ts';

const call1 = 'call-1' as CallId;
const daisy = { type: 'COMPANY', id: '643', name: 'Daisy LLC', responsible: null };

describe('a note on a client whom the CRM names no more', () => {
  test('is not lost: it goes where it was written for, and the outbox tells what the portal says to that', () => {
    const desk = new FakeDesk();
    const matches = { matches: [johnDoe], asOfEpochMs: 900_000, selfId: null };
    desk.crm.kept = { kind: 'answered', matches, kept: { failure: null } };
    const leg = desk.rings();
    desk.switchboard.clients.crmNote(call1, 'wants the invoice again');
    desk.crm.answer([]);
    desk.outbox.tell('of another call', null);
    const before = desk.outbox.list();
    desk.stops(leg, 'caller-hung-up');
    desk.clock.pass(60_000);
    expect([before, desk.outbox.list()]).toEqual([['CONTACT:651 held'], ['CONTACT:651 waiting']]);
  });
  test('goes nowhere where the agent says that it is another one’s call', () => {
    const desk = new FakeDesk();
    const leg = desk.rings({ from: '<sip:anonymous@anonymous.invalid>;tag=1' });
    desk.crm.found = { kind: 'found', matches: [johnDoe], hasMore: false };
    return desk.switchboard.clients.findClients(call1, 'John').then(() => {
      desk.switchboard.clients.pick(call1, { type: 'CONTACT', id: '651' });
      desk.switchboard.clients.crmNote(call1, 'wants the invoice again');
      desk.switchboard.clients.pick(call1, null);
      desk.stops(leg, 'caller-hung-up');
      expect(desk.outbox.list()).toEqual([]);
    });
  });
});

test('a note that is held goes over to the client whom the agent picks, at once: the app may die before the call ends', () => {
  const desk = new FakeDesk();
  desk.rings();
  desk.crm.answer([johnDoe, daisy]);
  desk.switchboard.clients.crmNote(call1, 'wants the invoice again');
  desk.switchboard.clients.pick(call1, { type: 'COMPANY', id: '643' });
  const targets = [...desk.outbox.items.values()].map(({ work }) => work.kind === 'comment' && work.target);
  expect([desk.outbox.list(), targets]).toEqual([
    ['COMPANY:643 held'],
    [{ kind: 'entity', entity: { type: 'COMPANY', id: '643' } }],
  ]);
});
