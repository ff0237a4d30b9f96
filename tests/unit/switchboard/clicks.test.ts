import { describe, expect, test } from 'vitest';
import { anna, defaultDesk, FakeDesk, johnDoe } from './desk-fakes.ts';
import type { CallId } from '../../../main/model/call.ts';

const call1 = 'call-1' as CallId;
const call2 = 'call-2' as CallId;

describe('one click', () => {
  test('sends the call to the recommended colleague, and "sent" waits for the server', async () => {
    const desk = new FakeDesk();
    desk.rings();
    desk.crm.answer([johnDoe]);
    expect(desk.switchboard.send(call1, 'extension:102', null)).toEqual({ ok: true, value: null });
    expect([desk.cards(), desk.line.sent.at(-1)]).toEqual([['call-1 sending'], 'leg-1 302 102']);
    await desk.line.server('acknowledged');
    expect(desk.cards()).toEqual(['call-1 sent']);
    expect([...desk.records.values()]).toMatchObject([
      { name: 'John Doe', number: '+1 906 219 5047', how: 'sent-on', sentTo: { name: 'Anna Petrova', shown: '102' } },
    ]);
  });
  test('a second click while the first is on its way does nothing', () => {
    const desk = new FakeDesk();
    desk.rings();
    desk.crm.answer([johnDoe]);
    desk.switchboard.send(call1, 'extension:102', null);
    expect(desk.switchboard.send(call1, 'mobile:99', null)).toEqual({ ok: false, error: 'not-ringing' });
    expect(desk.line.sent).toEqual(['leg-1 180', 'leg-1 302 102']);
  });
  test('what the plan does not offer cannot be sent to by a stale or forged click', () => {
    const desk = new FakeDesk();
    desk.rings();
    desk.crm.answer([johnDoe]);
    expect(['queue:600', 'extension:999'].map((id) => desk.switchboard.send(call1, id, null))).toEqual([
      { ok: false, error: 'not-offered' },
      { ok: false, error: 'unknown-target' },
    ]);
  });
  test('a typed number is formatted for dialling; what is none is refused', () => {
    const desk = new FakeDesk();
    desk.rings();
    expect(desk.switchboard.sendToNumber(call1, 'call me', null)).toEqual({ ok: false, error: 'not-dialable' });
    desk.switchboard.sendToNumber(call1, '(415) 555-0142', null);
    expect(desk.line.sent.at(-1)).toBe('leg-1 302 14155550142');
  });
  test('a colleague found by name gets the call, by the same rules as the plan', async () => {
    const desk = new FakeDesk();
    desk.rings();
    desk.crm.colleagues = [anna, { ...anna, id: '1', name: 'Desk One', phones: { ...anna.phones, extension: '101' } }];
    const found = await desk.switchboard.findColleagues(call1, 'an');
    expect(found).toMatchObject({
      ok: true,
      value: [
        { name: 'Anna Petrova', targets: [{ id: 'extension:102', notOffered: null }, {}] },
        { name: 'Desk One', targets: [{ notOffered: 'own-extension' }, {}] },
      ],
    });
    desk.switchboard.send(call1, 'extension:102', null);
    expect(desk.line.sent.at(-1)).toBe('leg-1 302 102');
  });
  test('the same caller on a second card is not sent where the first was just sent', async () => {
    const desk = new FakeDesk();
    desk.rings({ callId: 'a', diversion: [] });
    desk.rings({ callId: 'b', diversion: [] });
    desk.crm.answer([johnDoe]);
    desk.switchboard.send(call1, 'extension:102', null);
    await desk.line.server('acknowledged');
    expect(desk.switchboard.send(call2, 'extension:102', null)).toEqual({ ok: false, error: 'not-offered' });
  });
  test('what a transfer changes in any plan raises the revision, so that no window offers what would be refused; other callers are left alone', async () => {
    const desk = new FakeDesk();
    desk.rings({ callId: 'a', diversion: [] });
    desk.rings({ callId: 'b', diversion: [] });
    desk.crm.answer([johnDoe]);
    desk.rings({ callId: 'c', diversion: [], from: '<sip:+4930901820@pbx.example.com>;tag=1' });
    desk.crm.answer([johnDoe]);
    const before = desk.switchboard.shown().map(({ lookupRevision }) => lookupRevision);
    desk.switchboard.send(call1, 'extension:102', null);
    await desk.line.server('acknowledged');
    desk.rings({ callId: 'a', diversion: [] });
    const risen = desk.switchboard.shown().map(({ lookupRevision }, index) => lookupRevision > (before[index] ?? 0));
    expect([desk.cards(), risen]).toEqual([
      ['call-1 ringing', 'call-2 ringing', 'call-3 ringing'],
      [true, true, false],
    ]);
    expect((await desk.lookup('call-1'))?.plan.people[0]?.targets[0]).toMatchObject({ notOffered: 'already-tried' });
  });
  test('a call that was sent to a group of this desk rings here again, and is not turned away with the leg that was sent', async () => {
    const desk = new FakeDesk();
    desk.rings({ callId: 'a', ringsideCall: 'same', diversion: [] });
    desk.switchboard.sendToNumber(call1, '700', null);
    const told = desk.line.server('acknowledged');
    desk.rings({ callId: 'b', ringsideCall: 'same', diversion: [] });
    await told;
    expect([desk.cards(), desk.line.sent]).toEqual([['call-1 ringing'], ['leg-1 180', 'leg-1 302 700', 'leg-2 180']]);
  });
  test('decline redirects to the number of the settings; without one there is nothing to decline to', () => {
    const desk = new FakeDesk();
    desk.rings();
    desk.switchboard.decline(call1);
    expect(desk.line.sent.at(-1)).toBe('leg-1 302 800');
    const without = new FakeDesk({ routing: { ...defaultDesk.routing, declineTo: null } });
    without.rings();
    expect(without.switchboard.decline(call1)).toEqual({ ok: false, error: 'not-set-up' });
  });
  test('decline is offered only where it would be done', () => {
    const desk = new FakeDesk({ routing: { ...defaultDesk.routing, declineTo: '600' } });
    desk.rings({ callId: 'through 600' });
    desk.rings({ callId: 'direct', diversion: [] });
    expect(desk.switchboard.shown().map(({ canDecline }) => canDecline)).toEqual([false, true]);
  });
  test('a colleague who was found before the same caller was sent to her is not offered again', async () => {
    const desk = new FakeDesk();
    desk.rings({ callId: 'a', diversion: [] });
    desk.rings({ callId: 'b', diversion: [] });
    desk.crm.colleagues = [anna];
    await desk.switchboard.findColleagues(call1, 'an');
    await desk.switchboard.findColleagues(call2, 'an');
    desk.switchboard.send(call1, 'extension:102', null);
    await desk.line.server('acknowledged');
    expect(desk.switchboard.send(call2, 'extension:102', null)).toEqual({ ok: false, error: 'not-offered' });
  });
  test('hide takes the card away and sends nothing', () => {
    const desk = new FakeDesk();
    desk.rings();
    desk.switchboard.hide(call1);
    expect([desk.cards(), desk.line.sent, desk.switchboard.isBusy()]).toEqual([[], ['leg-1 180'], true]);
  });
});
