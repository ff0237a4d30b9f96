import { describe, expect, test } from 'vitest';
import { FakeDesk, johnDoe } from './desk-fakes.ts';
import type { CallId } from '../../../main/model/call.ts';

const call1 = 'call-1' as CallId;

describe('a call rings', () => {
  test('the CRM is asked and the card told before the 180 goes out, and none of them waits for another', () => {
    const desk = new FakeDesk();
    const order: string[] = [];
    desk.switchboard.onChange(() => order.push(`card, ${desk.line.sent.length} sent, ${desk.crm.asked.length} asked`));
    desk.rings();
    expect([order[0], desk.line.sent, desk.crm.asked]).toEqual([
      'card, 0 sent, 1 asked',
      ['leg-1 180'],
      ['+1 906 219 5047'],
    ]);
  });
  test('everybody who asks gets the look-up that began with the INVITE', async () => {
    const desk = new FakeDesk();
    desk.rings();
    const both = Promise.all([desk.lookup('call-1'), desk.lookup('call-1')]);
    desk.crm.answer([johnDoe]);
    const [first, second] = await both;
    expect(desk.crm.asked).toHaveLength(1);
    expect(first).toEqual(second);
    expect(first?.plan.recommended).toMatchObject({ id: 'extension:102', name: 'Anna Petrova' });
  });
  test('each better answer of the CRM raises the revision, so that the window asks again', () => {
    const desk = new FakeDesk();
    desk.rings();
    desk.crm.fail(true);
    desk.crm.answer([johnDoe]);
    expect(desk.switchboard.shown().map(({ lookupRevision }) => lookupRevision)).toEqual([2]);
  });
  test('an answer that is there is not taken back by a later failure', async () => {
    const desk = new FakeDesk();
    desk.rings();
    desk.crm.answer([johnDoe]);
    desk.crm.fail(true);
    expect((await desk.lookup('call-1'))?.look.kind).toBe('answered');
  });
  test('the queue that was called is named from the settings', () => {
    const desk = new FakeDesk();
    desk.rings();
    expect(desk.switchboard.shown()[0]?.called).toEqual({ number: '600', name: 'Sales' });
  });
  test.each([
    ['withheld', '<sip:anonymous@anonymous.invalid>;tag=1'],
    ['internal-caller', '"Boris" <sip:104@pbx.example.com>;tag=1'],
    ['not-a-number', '<sip:reception@pbx.example.com>;tag=1'],
  ])('a caller who is %s is not looked up, and the card says so at once', async (reason, from) => {
    const desk = new FakeDesk();
    desk.rings({ from });
    expect((await desk.lookup('call-1'))?.plan.reason).toBe(reason);
    expect(desk.crm.asked).toEqual([]);
  });
  test('without a CRM the queues are still there', async () => {
    const desk = new FakeDesk({}, false);
    desk.rings({ diversion: [] });
    const answer = await desk.lookup('call-1');
    expect([answer?.plan.reason, answer?.plan.queues.map(({ id }) => id)]).toEqual(['look-up-off', ['queue:600']]);
  });
});

describe('legs and cards', () => {
  test('two legs with the same Call-ID are one card, and it ends with the last of them', () => {
    const desk = new FakeDesk();
    const first = desk.rings({ callId: 'same' });
    const second = desk.rings({ callId: 'same' });
    desk.stops(first);
    expect(desk.cards()).toEqual(['call-1 ringing']);
    desk.stops(second);
    expect(desk.cards()).toEqual(['call-1 ended']);
  });
  test('two anonymous callers at once are two cards', () => {
    const desk = new FakeDesk();
    desk.rings({ from: '<sip:anonymous@anonymous.invalid>;tag=1' });
    desk.rings({ from: '<sip:anonymous@anonymous.invalid>;tag=2' });
    expect(desk.cards()).toEqual(['call-1 ringing', 'call-2 ringing']);
  });
  test('two calls from one trunk number at once are two cards by their X-Ringside-Call, and each re-ring finds its own', () => {
    const desk = new FakeDesk();
    const first = desk.rings({ ringsideCall: '17.1' });
    const second = desk.rings({ ringsideCall: '17.2' });
    desk.stops(first, 'not-told');
    desk.stops(second, 'not-told');
    desk.clock.pass(5000);
    desk.rings({ ringsideCall: '17.2' });
    expect(desk.ends()).toEqual(['call-2 ringing']);
    desk.rings({ ringsideCall: '17.1' });
    expect(desk.ends()).toEqual(['call-1 ringing', 'call-2 ringing']);
  });
  test('a colleague who gets a group call a second time, sent on to her, has one card until the last leg stops', () => {
    const desk = new FakeDesk();
    const group = desk.rings({ ringsideCall: '17.1', diversion: ['<sip:700@pbx.example.com>'] });
    desk.clock.pass(4000);
    const sentToHer = desk.rings({ ringsideCall: '17.1', diversion: ['<sip:101@pbx.example.com>'] });
    desk.stops(group);
    expect(desk.cards()).toEqual(['call-1 ringing']);
    desk.stops(sentToHer);
    expect([desk.ends(), desk.records.size]).toEqual([['call-1 stopped-ringing'], 1]);
  });
  test('a queue whose time-out was taken for an answer rings on in the same card, and is one record', () => {
    const desk = new FakeDesk({ pbx: 'asterisk' });
    desk.lamp('idle');
    desk.stops(desk.rings({ ringsideCall: '17.1' }));
    desk.clock.pass(5000);
    const before = [...desk.records.values()].map(({ how }) => how);
    desk.stops(desk.rings({ ringsideCall: '17.1' }), 'caller-hung-up');
    expect([before, [...desk.records.values()].map(({ how }) => how)]).toEqual([
      ['answered-elsewhere'],
      ['caller-hung-up'],
    ]);
  });
  test('a call that comes back after the own phone had it is a new card and a new record', () => {
    const desk = new FakeDesk();
    desk.stops(desk.rings({ ringsideCall: '17.1' }));
    desk.switchboard.haveIt(call1);
    desk.clock.pass(60_000);
    desk.stops(desk.rings({ ringsideCall: '17.1' }), 'caller-hung-up');
    expect([...desk.records.values()].map(({ how }) => how)).toEqual(['answered', 'caller-hung-up']);
  });
  test('a re-ring within ten seconds goes on with the card and is one record', () => {
    const desk = new FakeDesk();
    desk.stops(desk.rings());
    desk.clock.pass(6000);
    expect(desk.cards()).toEqual([]);
    const again = desk.rings();
    expect(desk.cards()).toEqual(['call-1 ringing']);
    desk.stops(again, 'caller-hung-up');
    expect([...desk.records.values()]).toMatchObject([{ id: 'call-1', how: 'caller-hung-up' }]);
  });
  test('a call that is long over is forgotten, and its look-up released', async () => {
    const desk = new FakeDesk();
    desk.stops(desk.rings());
    desk.clock.pass(20_000);
    expect([desk.crm.released, await desk.lookup('call-1')]).toEqual([1, null]);
  });
  test('a window that still waits when the call is forgotten is told, not left hanging', async () => {
    const desk = new FakeDesk();
    const leg = desk.rings();
    const waiting = desk.lookup('call-1');
    desk.stops(leg);
    desk.clock.pass(20_000);
    expect(await waiting).toBeNull();
  });
  test('when the link is lost every card says so at once', () => {
    const desk = new FakeDesk();
    desk.rings({ callId: 'a' });
    desk.rings({ callId: 'b', from: '<sip:+4930901820@x>' });
    desk.line.tell({ kind: 'legs-lost', why: 'link', atEpochMs: desk.clock.now });
    expect(desk.switchboard.shown().map(({ call }) => call.state)).toMatchObject([
      { how: 'line-lost' },
      { how: 'line-lost' },
    ]);
  });
});

describe('do not disturb', () => {
  test('a re-ring of a call that rang before it was switched on gets 480 and no card', () => {
    const desk = new FakeDesk();
    desk.stops(desk.rings());
    desk.switchboard.setDoNotDisturb(true);
    desk.clock.pass(6000);
    desk.rings();
    expect([desk.cards(), desk.line.sent.at(-1)]).toEqual([[], 'leg-2 480']);
  });
  test('a further leg of a call that rings already goes on with it', () => {
    const desk = new FakeDesk();
    desk.rings({ callId: 'same' });
    desk.switchboard.setDoNotDisturb(true);
    desk.rings({ callId: 'same' });
    expect([desk.cards(), desk.line.sent.at(-1)]).toEqual([['call-1 ringing'], 'leg-2 180']);
  });
  test('once it is off again, a re-ring of a call that it turned away is looked up like any other', async () => {
    const desk = new FakeDesk();
    desk.switchboard.setDoNotDisturb(true);
    desk.rings();
    desk.switchboard.setDoNotDisturb(false);
    desk.rings();
    const asked = desk.lookup('call-1');
    desk.crm.answer([johnDoe]);
    expect([desk.cards(), (await asked)?.look.kind]).toEqual([['call-1 ringing'], 'answered']);
  });
  test('two legs of one call are one record', () => {
    const desk = new FakeDesk();
    desk.switchboard.setDoNotDisturb(true);
    desk.rings({ ringsideCall: 'one' });
    desk.rings({ ringsideCall: 'one' });
    expect([desk.line.sent, desk.records.size]).toEqual([['leg-1 480', 'leg-2 480'], 1]);
  });
});

describe('nothing is lost', () => {
  test('under do not disturb there is no card, a 480, and a record', () => {
    const desk = new FakeDesk();
    desk.switchboard.setDoNotDisturb(true);
    desk.rings();
    expect([desk.cards(), desk.line.sent]).toEqual([[], ['leg-1 480']]);
    expect([...desk.records.values()]).toMatchObject([{ how: 'do-not-disturb', number: '+1 906 219 5047' }]);
  });
  test('a call that still rings when the app quits is recorded, and no line is watched any more', () => {
    const desk = new FakeDesk();
    desk.rings();
    desk.stop();
    expect([...desk.records.values()]).toMatchObject([{ id: 'call-1', how: 'quit' }]);
    expect(desk.line.watched()).toEqual([]);
  });
  test('of a caller who is here when the app quits nothing is claimed', async () => {
    const desk = new FakeDesk();
    desk.rings();
    desk.switchboard.sendToNumber(call1, '102', 'take');
    await desk.line.taking({ kind: 'taken' });
    desk.stop();
    expect([...desk.records.values()]).toMatchObject([{ how: 'quit', sentTo: null }]);
  });
  test('a client who is found only after the hang-up still stands in the record', () => {
    const desk = new FakeDesk();
    desk.stops(desk.rings(), 'caller-hung-up');
    desk.crm.answer([johnDoe]);
    expect([...desk.records.values()]).toMatchObject([{ name: 'John Doe', how: 'caller-hung-up' }]);
  });
  test('where names are not to be stored, numbers are all that is kept', async () => {
    const desk = new FakeDesk({ history: { storeNames: false } });
    desk.rings();
    desk.crm.answer([johnDoe]);
    desk.switchboard.send(call1, 'extension:102', null);
    await desk.line.server('acknowledged');
    expect([...desk.records.values()]).toMatchObject([{ name: null, sentTo: { name: null, shown: '102' } }]);
  });
});
