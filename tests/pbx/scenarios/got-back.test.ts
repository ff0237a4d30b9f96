/** Calls that were sent on by a 302 and are got back by a pick-up of the own phone, and calls that ring at the companion alone, where a 302 could
 *  lose the caller. Three companions. Asterisk alone: on Kamailio the companion answers no call. */
import { beforeAll, describe, expect, test } from 'vitest';
import { button, click, expectTexts } from '../../e2e/cards.ts';
import { ringIn, sendToAnna, typeAndSend } from '../send-on.ts';
import * as three from '../three-desks.ts';
import { sharedServer, useOffice } from '../use-office.ts';

const atAnna = 'Anna Petrova · ext. 102';

describe('on asterisk', () => {
  const office = useOffice(sharedServer('asterisk'), three.threeDesks({ pickupPrefix: '**' }));
  beforeAll(() => office().companion().whenLampTold());

  test('a call that rings at her and at the own phone is got back, and sent to another', async () => {
    const { companion, phone } = office();
    const { call, card } = await ringIn(office(), '101', 'Fred Fetched');
    await sendToAnna(card);
    await expectTexts(card, [`Rings at ${atAnna}`, 'Your phone still rings.']);
    await three.screenshots(office(), 'got-back-1-rings-at-her');
    await click(button(card, 'Get it back answers the caller'));
    await expectTexts(card, ['The caller is here.', 'The caller hears silence.', /Back to your phone in \d\s+s/]);
    expect((await call.whenFinal()).status).toBe(200);
    await Promise.all([phone('101').whenState('idle'), phone('102').whenState('idle')]);
    await three.screenshots(office(), 'got-back-2-here');
    await three.sendToClara(card);
    const theirs = await three.cardAt(office(), '103', 'Fred Fetched');
    await expectTexts(theirs, [/ringing 0:/, 'Sent on by Desk One']);
    await expectTexts(card, ['Rings there.']);
    await three.screenshots(office(), 'got-back-3-rings-at-another');
    phone('103').answer();
    await expectTexts(card, ['Answered by Clara Weiss · ext. 103']);
    expect([await call.whenHears(), call.heard]).toEqual(['103', ['103']]);
    const said = { how: 'sent-on', sentTo: '103', outcome: 'answered' };
    await three.expectHistory(companion('101'), 'Fred Fetched', said);
  });

  test('she answers before it is got back: the card says that it is hers, and the button is gone', async () => {
    const { phone } = office();
    const { call, card } = await ringIn(office(), '101', 'Lara Late');
    await sendToAnna(card);
    const getBack = button(card, 'Get it back answers the caller');
    await getBack.waitFor();
    await expectTexts(card, [`Rings at ${atAnna}`]);
    phone('102').answer();
    await expectTexts(card, [`Answered by ${atAnna}`]);
    await getBack.waitFor({ state: 'detached' });
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '102']);
  });

  test('the companion rings alone: the card warns, recommends to answer first, and then she answers', async () => {
    const { companion, phone } = office();
    const { call, card } = await ringIn(office(), '710', 'Olga Only');
    await expectTexts(card, ['Only Ringside rings for this call.', 'the caller is lost']);
    await button(card, 'Transfer without answering').waitFor();
    await three.screenshots(office(), 'got-back-4-only-leg');
    await click(button(card, /^Answer, then transfer Anna Petrova · ext\. 102/));
    await expectTexts(card, ['Rings there.']);
    await three.whenRingsAtAnna(office(), 'Olga Only');
    expect([(await call.whenFinal()).status, phone('101').state]).toEqual([200, 'idle']);
    phone('102').answer();
    await expectTexts(card, [`Answered by ${atAnna}`]);
    expect(await call.whenHears()).toBe('102');
    const said = { how: 'sent-on', sentTo: '102', outcome: 'answered' };
    await three.expectHistory(companion(), 'Olga Only', said);
  });

  test('the companion rings alone, and the colleague is busy: the caller who was answered first rings at the own phone', async () => {
    const { phone } = office();
    const { call, card } = await ringIn(office(), '710', 'Oscar Only');
    await expectTexts(card, ['Only Ringside rings for this call.']);
    phone('104').behaviour = 'busy';
    const before = phone('101').rings.length;
    await typeAndSend(card, '104');
    await phone('101').whenRings(before + 1);
    await expectTexts(card, [/ringing 0:/, 'Came back from 104']);
    phone('101').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
  });
});
