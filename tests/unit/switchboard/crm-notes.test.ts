import { describe, expect, test } from 'vitest';
import type { CallId } from '../../../main/model/call.ts';
import type { OutboxId } from '../../../main/model/outbox.ts';
import { laterNote } from '../../../main/switchboard/crm-notes.ts';
import { crmWords, FakeDesk, johnDoe } from './desk-fakes.ts';
import { asteriskDesk, rings } from './own-phone-desk.ts';

const call1 = 'call-1' as CallId;
const number = '+1 906 219 5047';
const daisy = { type: 'COMPANY', id: '643', name: 'Daisy LLC', responsible: null };

/** A desk at which a client rings. */
function client(): { desk: FakeDesk; leg: ReturnType<FakeDesk['rings']>; write: (text: string) => unknown } {
  const desk = new FakeDesk();
  const leg = desk.rings();
  desk.crm.answer([johnDoe, daisy]);
  return { desk, leg, write: (text) => desk.switchboard.clients.crmNote(call1, text) };
}

describe('a note for the CRM', () => {
  test('is held for the first match’s timeline while the call goes on', () => {
    const { desk, write } = client();
    write('wants the invoice again');
    expect([...desk.outbox.items.values()]).toEqual([
      {
        id: 'item-1',
        lane: 'CONTACT:651',
        work: {
          kind: 'comment',
          target: { kind: 'entity', entity: { type: 'CONTACT', id: '651' } },
          text: `wants the invoice again\n${number} 1000000 `,
        },
        callId: 'call-1',
        callerKey: 'outside:+19062195047',
        about: 'John Doe',
        createdEpochMs: 1_000_000,
      },
    ]);
    expect(desk.switchboard.shown()[0]?.crmNote).toEqual({
      text: 'wants the invoice again',
      state: { kind: 'held', untilEpochMs: 1_000_000 + 7_200_000 },
    });
  });
  test('is replaced by what is written next, and goes with what became of the call', () => {
    const { desk, leg, write } = client();
    write('wants');
    write('wants the invoice again');
    desk.stops(leg, 'caller-hung-up');
    expect([desk.outbox.list(), desk.outbox.texts()]).toEqual([
      ['CONTACT:651 waiting'],
      [`wants the invoice again\n${number} 1000000 caller-hung-up`],
    ]);
  });
  test('of a call that was sent on waits for what the lamp there tells', async () => {
    const { desk, write } = client();
    write('wants the invoice again');
    desk.line.lamp('102', 'idle');
    desk.switchboard.send(call1, 'extension:102', null);
    await desk.line.server('acknowledged');
    const before = desk.outbox.list();
    desk.line.lamp('102', 'ringing', [
      { id: 'd1', phase: 'ringing', remoteUser: '19062195047', direction: 'incoming' },
    ]);
    desk.clock.pass(0);
    desk.line.lamp('102', 'in-call', [{ id: 'd1', phase: 'in-call', remoteUser: null, direction: null }]);
    desk.clock.pass(0);
    expect([before, desk.outbox.list(), desk.outbox.texts()]).toEqual([
      ['CONTACT:651 held'],
      ['CONTACT:651 waiting'],
      [`wants the invoice again\n${number} 1000000 sent-on 102 answered`],
    ]);
  });
  test('of a call that stopped ringing waits for the own phone’s lamp, and then for the end of the talk', () => {
    const desk = asteriskDesk();
    const leg = rings(desk);
    desk.crm.answer([johnDoe]);
    desk.switchboard.clients.crmNote(call1, 'wants the invoice again');
    desk.stops(leg);
    const stopped = desk.outbox.list();
    desk.lamp('in-call');
    desk.clock.pass(60_000);
    const talking = desk.outbox.list();
    desk.lamp('idle');
    expect([stopped, talking, desk.outbox.list(), desk.outbox.texts()]).toEqual([
      ['CONTACT:651 held'],
      ['CONTACT:651 held'],
      ['CONTACT:651 waiting'],
      [`wants the invoice again\n${number} 1060000 answered`],
    ]);
  });
  test('does not go from under the hand that writes it', () => {
    const { desk, leg, write } = client();
    desk.switchboard.hold(call1, 'writing');
    write('wants');
    desk.stops(leg, 'caller-hung-up');
    write('wants the invoice again');
    const held = desk.outbox.list();
    desk.switchboard.hold(call1, null);
    expect([held, desk.outbox.list(), desk.outbox.texts()]).toEqual([
      ['CONTACT:651 held'],
      ['CONTACT:651 waiting'],
      [`wants the invoice again\n${number} 1000000 caller-hung-up`],
    ]);
  });
  test('that is written after the call goes at once, and one more after it went out is one of its own', () => {
    const { desk, leg, write } = client();
    desk.stops(leg, 'caller-hung-up');
    write('wants the invoice again');
    desk.outbox.tell('item-1', { kind: 'sent', atEpochMs: 1_000_001, createdId: null });
    write('called back');
    expect(desk.outbox.texts()).toEqual([
      `wants the invoice again\n${number} 1000000 caller-hung-up`,
      `called back\n${number} 1000000 caller-hung-up`,
    ]);
    expect(desk.outbox.list()).toEqual(['CONTACT:651 sent', 'CONTACT:651 waiting']);
  });
  test('emptied is taken back', () => {
    const { desk, write } = client();
    write('wants the invoice again');
    expect([write('  '), desk.outbox.list(), desk.switchboard.shown()[0]?.crmNote]).toEqual([
      { ok: true, value: null },
      [],
      null,
    ]);
  });
  test('that is on its way is not changed', () => {
    const { desk, write } = client();
    write('wants the invoice again');
    desk.outbox.tell('item-1', { kind: 'in-flight', tries: 1, sinceEpochMs: 1_000_000 });
    expect([write('something else'), write('')]).toEqual([
      { ok: false, error: 'too-late' },
      { ok: false, error: 'too-late' },
    ]);
  });
  test('goes to the client whom the agent means when the call is over', () => {
    const { desk, leg, write } = client();
    write('wants the invoice again');
    desk.switchboard.clients.pick(call1, { type: 'COMPANY', id: '643' });
    desk.stops(leg, 'caller-hung-up');
    expect([...desk.outbox.items.values()]).toMatchObject([
      { lane: 'COMPANY:643', about: 'Daisy LLC', work: { target: { entity: { type: 'COMPANY', id: '643' } } } },
    ]);
  });
  test('that was thrown away in the list is not put there again by the end of the call', () => {
    const { desk, leg, write } = client();
    write('wants the invoice again');
    desk.outbox.items.delete('item-1' as OutboxId);
    desk.outbox.tell('item-1', null);
    desk.stops(leg, 'caller-hung-up');
    expect(desk.outbox.list()).toEqual([]);
  });
  test('stands in the record, also when it is written after the end; where names are not to be stored it does not', () => {
    const { desk, leg, write } = client();
    desk.stops(leg, 'caller-hung-up');
    write('wants the invoice again');
    const nameless = new FakeDesk({ history: { storeNames: false } });
    const other = nameless.rings();
    nameless.crm.answer([johnDoe]);
    nameless.switchboard.clients.crmNote(call1, 'wants the invoice again');
    nameless.stops(other, 'caller-hung-up');
    expect([desk.records.get(call1)?.note, nameless.records.get(call1)?.note]).toEqual([
      'wants the invoice again',
      null,
    ]);
  });
});

describe('a note of a caller who is not known', () => {
  test('has nowhere to go', () => {
    const desk = new FakeDesk();
    desk.rings();
    desk.crm.answer([]);
    expect([desk.switchboard.shown()[0]?.crm?.canNote, desk.switchboard.clients.crmNote(call1, 'text')]).toEqual([
      false,
      { ok: false, error: 'no-client' },
    ]);
  });
  test('goes to the lead that was made of him, after it, and is gone with it', () => {
    const desk = new FakeDesk();
    desk.rings();
    desk.crm.answer([]);
    desk.switchboard.clients.createLead(call1, { name: '', title: 'Asked for a pump', responsibleId: null });
    desk.switchboard.clients.crmNote(call1, 'red, if there is one');
    expect([desk.outbox.list(), [...desk.outbox.items.values()][1]?.work]).toMatchObject([
      ['lead:item-1 held', 'lead:item-1 held'],
      { target: { kind: 'lead', item: 'item-1' } },
    ]);
    desk.switchboard.clients.undoLead(call1);
    expect(desk.outbox.list()).toEqual([]);
  });
});

test('a note of a call that has long been over goes to its client at once, and to nobody where none was known', () => {
  const { desk, leg } = client();
  desk.stops(leg, 'caller-hung-up');
  const made = { id: 'item-9' as OutboxId, atEpochMs: 2_000_000, words: crmWords };
  const records = [...desk.records.values()];
  const notes = [...records, ...records.map((record) => ({ ...record, client: null }))].map((record) =>
    laterNote(record, ' called back ', made),
  );
  expect(notes).toEqual([
    {
      id: 'item-9',
      lane: 'CONTACT:651',
      work: {
        kind: 'comment',
        target: { kind: 'entity', entity: { type: 'CONTACT', id: '651' } },
        text: `called back\n${number} 1000000 caller-hung-up`,
      },
      callId: 'call-1',
      callerKey: 'outside:+19062195047',
      about: 'John Doe',
      createdEpochMs: 2_000_000,
    },
    null,
  ]);
});
