/** A client of Anna's (102) calls at 101, with companions at both and at 103, which has nothing to do with it: whether she is free, what is sent on
 *  with the call, and what becomes of it, on all three screens. */
import { describe, expect, test } from 'vitest';
import { button, click, expectTexts } from '../../e2e/cards.ts';
import { ringIn, sendToAnna } from '../send-on.ts';
import * as three from '../three-desks.ts';
import { servers, sharedServer, useOffice } from '../use-office.ts';

const note = 'please call back about invoice 4711';
const atAnna = 'Anna Petrova · ext. 102';
const answered = { how: 'sent-on', sentTo: '102', outcome: 'answered' };
const wentOn = { ...answered, outcome: 'went-on' };

/** On Kamailio the companion answers no call, so that it can only warn. */
const onlyLegButton = { asterisk: /^Answer, then transfer Anna Petrova/, kamailio: /^Transfer Anna Petrova/ };

describe.each(servers)('on %s', (name) => {
  const office = useOffice(sharedServer(name), three.threeDesks());

  test('she is free: the note is on her card as her phone rings, and the sender’s card follows the call till she answers', async () => {
    const { companion, phone } = office();
    const { call, card } = await ringIn(office(), '101', 'Nora Note');
    await expectTexts(three.rowOf(card, 'Anna Petrova'), ['At work', 'Free']);
    await three.typeNote(card, note);
    await three.screenshots(office(), `three-${name}-1-ringing`);
    await sendToAnna(card);
    const hers = await three.cardAt(office(), '102', 'Nora Note');
    await expectTexts(hers, [/ringing 0:/, 'Sent on by Desk One:', note]);
    await expectTexts(card, [`Rings at ${atAnna}`, 'Your phone still rings.', 'Note arrived']);
    expect([phone('102').state, call.answer]).toEqual(['ringing', null]);
    await three.screenshots(office(), `three-${name}-2-rings-at-her`);
    phone('102').answer();
    await expectTexts(card, [`Answered by ${atAnna}`]);
    await expectTexts(hers, [/on your phone 0:/]);
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '102']);
    await three.screenshots(office(), `three-${name}-3-answered`);
    await phone('101').whenState('idle');
    phone('102').hangUp();
    await call.whenOver();
    await three.expectHistory(companion('101'), 'Nora Note', answered);
    await three.expectHistory(companion('102'), 'Nora Note', { how: 'answered', sentTo: null, outcome: null });
    await three.expectNeverShown(office(), '103', 'Nora Note');
    expect(await three.notificationsWith(companion('101'), 'Nora Note')).toEqual([]);
  });

  test('she answers once the sender’s card is gone: one notification tells it', async () => {
    const { companion, phone } = office();
    const { call, card } = await ringIn(office(), '101', 'Nils Notified');
    await sendToAnna(card);
    await expectTexts(card, [`Rings at ${atAnna}`]);
    await click(button(card, 'Hide'));
    await card.waitFor({ state: 'detached' });
    phone('102').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '102']);
    const told = (): ReturnType<typeof three.notificationsWith> =>
      three.notificationsWith(companion(), 'Nils Notified');
    const once = [['Anna Petrova answered', expect.stringMatching(/^Nils Notified · \+1 202 555 \d{4}$/)]];
    await expect.poll(told).toEqual(once);
    phone('102').hangUp();
    await call.whenOver();
    await three.expectHistory(companion('102'), 'Nils Notified', { how: 'answered', sentTo: null, outcome: null });
    await three.expectHistory(companion('101'), 'Nils Notified', answered);
    expect(await told()).toEqual(once);
  });

  test('she is in a call: the card says so and recommends her mobile, and her extension again as soon as she hangs up', async () => {
    const { phone } = office();
    const hangUp = await three.engageAnna(office());
    const { call, card } = await ringIn(office(), '101', 'Bella Busy');
    await expectTexts(three.rowOf(card, 'Anna Petrova'), ['In a call']);
    await three.expectRecommended(card, /^Transfer to mobile Anna Petrova · \+1/, /Recommended.* busy/);
    await three.screenshots(office(), `three-${name}-4-she-talks`);
    hangUp();
    await expectTexts(three.rowOf(card, 'Anna Petrova'), ['Free']);
    await three.expectRecommended(card, /^Transfer Anna Petrova · ext\. 102/, 'responsible and at work');
    await sendToAnna(card);
    await expectTexts(card, [`Rings at ${atAnna}`]);
    phone('102').answer();
    await expectTexts(card, [`Answered by ${atAnna}`]);
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '102']);
  });

  test('her phone forwards to a mailbox as nobody answers: it went on, and nobody says that she answered', async () => {
    const { companion, phone, server } = office();
    const { call, card } = await ringIn(office(), '101', 'Mara Mailbox');
    await sendToAnna(card);
    await expectTexts(card, [`Rings at ${atAnna}`]);
    await phone('102').whenState('ringing');
    phone('102').redirect(`sip:160@${server.domain}`);
    await expectTexts(card, [`Rang, then stopped: ${atAnna}`, 'Voicemail, or the caller hung up: not told.']);
    await three.screenshots(office(), `three-${name}-5-went-on`);
    expect((await call.whenFinal()).status).toBe(200);
    await phone('101').whenState('idle');
    await three.expectHistory(companion(), 'Mara Mailbox', wentOn);
    call.hangUp();
    await call.whenOver();
    await three.expectHistory(companion(), 'Mara Mailbox', wentOn);
  });

  test('the companion rings alone: the card warns that the caller may be lost', async () => {
    const { companion, phone } = office();
    await companion().whenLampTold();
    const { call, card } = await ringIn(office(), '710', 'Olga Only');
    await expectTexts(card, ['Only Ringside rings for this call.', 'the caller is lost']);
    await button(card, onlyLegButton[name]).waitFor();
    await three.screenshots(office(), `three-${name}-6-only-leg`);
    await click(button(card, /^Transfer/).first());
    await phone('102').whenState('ringing');
    phone('102').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '102']);
  });
});
