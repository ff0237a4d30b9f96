/** Two calls at once: which of them the own phone has, and where that cannot be told. */
import { describe, expect, test } from 'vitest';
import { FakeDesk, johnDoe } from './desk-fakes.ts';
import { asteriskDesk, howRecorded, rings } from './own-phone-desk.ts';
import type { CallId, LegId } from '../../../main/model/call.ts';

const call1 = 'call-1' as CallId;
const anotherRings = (desk: FakeDesk): LegId =>
  desk.rings({ callId: 'other', from: '<sip:+4930901820@pbx.example.com>;tag=1' });

describe('the own phone answers', () => {
  test('one of two calls: the other one rings on', () => {
    const desk = asteriskDesk();
    anotherRings(desk);
    desk.stops(rings(desk));
    desk.lamp('in-call');
    expect(desk.ends()).toEqual(['call-1 ringing', 'call-2 answered']);
  });
  test('the later of two calls that stop within a second, told only after the lamp had gone on', () => {
    const desk = asteriskDesk();
    const other = anotherRings(desk);
    const mine = rings(desk);
    desk.stops(other);
    desk.clock.pass(700);
    desk.lamp('in-call');
    desk.clock.pass(5);
    desk.stops(mine);
    expect([desk.ends(), howRecorded(desk)]).toEqual([
      ['call-1 stopped-ringing', 'call-2 answered'],
      ['stopped-ringing', 'answered'],
    ]);
  });
});

/** What Kamailio's lamp says, also of a phone that talks: its document holds one dialog, and that is the one that rings. */
describe('two calls ring, and the lamp says no more than that the own phone rings', () => {
  /** One of the two stops, and three seconds later the other one rings on alone. */
  function oneOfTwoStops(
    pbx: 'kamailio' | 'generic',
    why: 'completed-elsewhere' | 'caller-hung-up' | 'not-told',
  ): { readonly desk: FakeDesk; readonly other: LegId } {
    const desk = new FakeDesk({ pbx });
    desk.lamp('idle');
    const other = anotherRings(desk);
    desk.stops(rings(desk), why);
    desk.clock.pass(3000);
    return { desk, other };
  }

  test.each(['kamailio', 'generic'] as const)(
    'the phone has the one: that a colleague takes the other is no pick-up of the other (%s)',
    (pbx) => {
      const { desk, other } = oneOfTwoStops(pbx, 'completed-elsewhere');
      desk.stops(other);
      desk.lamp('in-call');
      desk.clock.pass(2000);
      expect(desk.ends()).toEqual(['call-1 stopped-ringing']);
    },
  );
  test('the phone had the one and hung up: that it is idle after the other is nobody else’s answer', () => {
    const { desk, other } = oneOfTwoStops('kamailio', 'completed-elsewhere');
    desk.stops(other, 'not-told');
    desk.lamp('idle');
    expect(howRecorded(desk)).toEqual(['stopped-ringing', 'stopped-ringing']);
  });
  test('the one was sent on, and rings on at the phone, which may have taken it', async () => {
    const desk = asteriskDesk();
    rings(desk);
    const other = anotherRings(desk);
    desk.crm.answer([johnDoe]);
    desk.switchboard.send(call1, 'extension:102', null);
    await desk.line.server('acknowledged');
    desk.clock.pass(3000);
    desk.stops(other);
    desk.lamp('in-call');
    expect(desk.ends()).toEqual(['call-1 sent', 'call-2 stopped-ringing']);
  });
  test.each([
    ['its caller’s hang-up was told', 'generic', 'caller-hung-up', 'answered'],
    ['no answer was told, by a server that tells every answer', 'kamailio', 'not-told', 'answered'],
    ['nothing was told, by a server of which nothing is known', 'generic', 'not-told', 'stopped-ringing'],
  ] as const)('the one stopped, and %s: whether the phone then has the other', (_, pbx, why, end) => {
    const { desk, other } = oneOfTwoStops(pbx, why);
    desk.stops(other);
    desk.lamp('in-call');
    expect(desk.ends()).toEqual([`call-1 ${end}`]);
  });
});
