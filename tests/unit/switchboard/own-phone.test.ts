import { describe, expect, test } from 'vitest';
import { FakeDesk, johnDoe } from './desk-fakes.ts';
import { asteriskDesk, howRecorded, rings } from './own-phone-desk.ts';
import type { CallId } from '../../../main/model/call.ts';

const call1 = 'call-1' as CallId;

describe('the own phone answers', () => {
  test('and the card becomes the in-call card, the CANCEL first', () => {
    const desk = asteriskDesk();
    desk.stops(rings(desk));
    desk.clock.pass(5);
    desk.lamp('in-call');
    desk.clock.pass(60_000);
    expect([desk.ends(), howRecorded(desk)]).toEqual([['call-1 answered'], ['answered']]);
  });
  test('and the card becomes the in-call card, the lamp first', () => {
    const desk = asteriskDesk();
    const leg = rings(desk);
    desk.lamp('in-call');
    desk.clock.pass(5);
    desk.stops(leg);
    desk.clock.pass(60_000);
    expect([desk.ends(), howRecorded(desk)]).toEqual([['call-1 answered'], ['answered']]);
  });
  test('and one record tells the answer at once, and the end once the own line is idle', () => {
    const desk = asteriskDesk();
    desk.stops(rings(desk));
    desk.lamp('in-call');
    const atAnswer = desk.records.get(call1);
    desk.clock.pass(240_000);
    desk.lamp('idle');
    expect([atAnswer, desk.records.get(call1)]).toMatchObject([
      { how: 'answered', endedEpochMs: 1_063_000 },
      { how: 'answered', endedEpochMs: 1_303_000 },
    ]);
    expect(desk.ends()).toEqual(['call-1 answered']);
    desk.clock.pass(3000);
    expect(desk.cards()).toEqual([]);
  });
  test('and the client is still there to be opened', async () => {
    const desk = asteriskDesk();
    desk.stops(rings(desk));
    desk.lamp('in-call');
    desk.clock.pass(600_000);
    const asked = desk.lookup('call-1');
    desk.crm.answer([johnDoe]);
    expect((await asked)?.look.kind).toBe('answered');
  });
  test('a call that was hidden while it rang: recorded as answered, and no card comes', () => {
    const desk = asteriskDesk();
    const leg = rings(desk);
    desk.switchboard.hide(call1);
    desk.stops(leg);
    desk.lamp('in-call');
    expect([desk.cards(), howRecorded(desk)]).toEqual([[], ['answered']]);
  });
  test('a call that had stopped ringing and rings again', () => {
    const desk = asteriskDesk();
    desk.stops(rings(desk), 'not-told');
    desk.lamp('idle');
    desk.clock.pass(1000);
    desk.stops(rings(desk));
    desk.lamp('in-call');
    expect(desk.ends()).toEqual(['call-1 answered']);
  });
  test('and the link is lost and comes back during the call: the card stays, and goes with the call', () => {
    const desk = asteriskDesk();
    desk.stops(rings(desk));
    desk.lamp('in-call');
    desk.line.tell({ kind: 'legs-lost', why: 'slept', atEpochMs: desk.clock.now });
    desk.lamp('not-told');
    const without = desk.switchboard.shown().map(({ call }) => call.state);
    desk.clock.pass(5000);
    desk.lamp('in-call');
    const again = desk.switchboard.shown().map(({ call }) => call.state);
    desk.lamp('idle');
    expect([without, again, desk.ends()]).toMatchObject([
      [{ isEndTold: false }],
      [{ isEndTold: true }],
      ['call-1 answered'],
    ]);
  });
  test('and quits the app during the call: the record says answered', () => {
    const desk = asteriskDesk();
    desk.stops(rings(desk));
    desk.lamp('in-call');
    desk.stop();
    expect(howRecorded(desk)).toEqual(['answered']);
  });
});

describe('a colleague answers', () => {
  test.each(['asterisk', 'kamailio'] as const)(
    'and an %s set up as the docs tell says so, by CANCEL and lamp together',
    (pbx) => {
      const desk = new FakeDesk({ pbx });
      desk.lamp('idle');
      desk.stops(rings(desk));
      const before = desk.ends();
      desk.lamp('idle');
      expect([before, desk.ends(), howRecorded(desk)]).toEqual([
        ['call-1 stopped-ringing'],
        ['call-1 answered-elsewhere'],
        ['answered-elsewhere'],
      ]);
    },
  );
  test('while the own phone does not ring at all: told after a second without a pick-up', () => {
    const desk = asteriskDesk();
    const leg = desk.rings();
    desk.clock.pass(3000);
    desk.stops(leg);
    desk.clock.pass(999);
    const before = desk.ends();
    desk.clock.pass(1);
    expect([before, desk.ends()]).toEqual([['call-1 stopped-ringing'], ['call-1 answered-elsewhere']]);
  });
  test('and the profile generic claims no more than that it stopped ringing', () => {
    const desk = new FakeDesk();
    desk.lamp('idle');
    desk.stops(rings(desk));
    desk.lamp('idle');
    desk.clock.pass(2000);
    expect(desk.ends()).toEqual(['call-1 stopped-ringing']);
  });
});

describe('nothing is proven', () => {
  test('where the lamp is not told', () => {
    const desk = new FakeDesk({ pbx: 'asterisk' });
    desk.stops(desk.rings());
    desk.clock.pass(2000);
    expect(desk.ends()).toEqual(['call-1 stopped-ringing']);
  });
  test('where the own phone was in a call before, and goes back to it', () => {
    const desk = asteriskDesk();
    desk.lamp('in-call');
    const leg = rings(desk);
    desk.stops(leg);
    desk.lamp('in-call');
    desk.clock.pass(2000);
    expect(desk.ends()).toEqual(['call-1 stopped-ringing']);
  });
  test('of a call that was sent on, whose leg is gone: a phone that goes into a call may have dialled', async () => {
    const desk = asteriskDesk();
    rings(desk);
    desk.crm.answer([johnDoe]);
    desk.switchboard.send(call1, 'extension:102', null);
    await desk.line.server('acknowledged');
    desk.lamp('in-call');
    expect(desk.cards()).toEqual(['call-1 sent']);
  });
});

describe('"I have it"', () => {
  test('makes the in-call card where the lamp could not tell, and Hide ends it', () => {
    const desk = new FakeDesk();
    desk.stops(desk.rings());
    desk.clock.pass(2000);
    expect(desk.switchboard.haveIt(call1)).toEqual({ ok: true, value: null });
    desk.clock.pass(600_000);
    expect([desk.cards(), desk.switchboard.isBusy()]).toEqual([['call-1 answered'], false]);
    desk.switchboard.hide(call1);
    desk.clock.pass(20_000);
    expect([desk.cards(), desk.switchboard.haveIt(call1), [...desk.records.values()]]).toMatchObject([
      [],
      { ok: false, error: 'unknown-call' },
      [{ how: 'answered', endedEpochMs: 1_000_000 }],
    ]);
  });
  test('of a call that was sent on and that the own phone took all the same', async () => {
    const desk = asteriskDesk();
    rings(desk);
    desk.crm.answer([johnDoe]);
    desk.switchboard.send(call1, 'extension:102', null);
    await desk.line.server('acknowledged');
    desk.lamp('in-call');
    desk.switchboard.haveIt(call1);
    desk.clock.pass(60_000);
    desk.lamp('idle');
    expect([desk.ends(), howRecorded(desk)]).toEqual([['call-1 answered'], ['answered']]);
  });
  test('is refused once the card is gone, and while the call rings', () => {
    const desk = new FakeDesk();
    const leg = desk.rings();
    const early = desk.switchboard.haveIt(call1);
    desk.stops(leg);
    desk.clock.pass(3000);
    expect([early, desk.switchboard.haveIt(call1)]).toEqual([
      { ok: false, error: 'not-stopped' },
      { ok: false, error: 'not-stopped' },
    ]);
  });
});
