/** Calls that the companion answers and passes on (REFER), with three companions: no phone but the colleague's rings, and the caller is with somebody
 *  in the end, whatever happens there. Asterisk alone: on Kamailio a REFER goes to the caller's own device. */
import { describe, expect, test } from 'vitest';
import { button, click, expectTexts } from '../../e2e/cards.ts';
import { ringIn, typeAndSend } from '../send-on.ts';
import * as three from '../three-desks.ts';
import { sharedServer, useOffice } from '../use-office.ts';

const note = 'please call back about invoice 4711';
const atAnna = 'Anna Petrova · ext. 102';
const answerThenAnna = /^Answer, then transfer Anna Petrova · ext\. 102/;

describe('on asterisk', () => {
  const office = useOffice(sharedServer('asterisk'), three.threeDesks({ ringingTransfer: 'take', pickupPrefix: '**' }));

  test('the own phone stops at once, the note is at her as her phone rings, and she answers', async () => {
    const { companion, phone } = office();
    const { call, card } = await ringIn(office(), '101', 'Tara Taken');
    await expectTexts(card, ['Each button answers the call, then transfers it.', 'Free']);
    await three.typeNote(card, note);
    await click(button(card, answerThenAnna));
    await expectTexts(card, [`Passing to ${atAnna}`, 'Rings there.']);
    expect((await call.whenFinal()).status).toBe(200);
    const hers = await three.cardAt(office(), '102', 'Tara Taken');
    await expectTexts(hers, [/ringing 0:/, 'Sent on by Desk One:', note]);
    await three.whenRingsAtAnna(office(), 'Tara Taken');
    expect([phone('101').state, phone('102').state]).toEqual(['idle', 'ringing']);
    await three.screenshots(office(), 'taken-1-rings-at-her');
    phone('102').answer();
    await expectTexts(card, [`Answered by ${atAnna}`]);
    expect(await call.whenHears()).toBe('102');
    await three.screenshots(office(), 'taken-2-answered');
    phone('102').hangUp();
    await call.whenOver();
    await three.expectHistory(companion('101'), 'Tara Taken', { how: 'sent-on', sentTo: '102', outcome: 'answered' });
    await three.expectNeverShown(office(), '103', 'Tara Taken');
  });

  test('nobody has the number: another target is chosen, and answers', async () => {
    const { companion, phone } = office();
    const { call, card } = await ringIn(office(), '101', 'Ursula Unknown');
    await typeAndSend(card, '150');
    await expectTexts(card, ['Could not be passed on: no such number. 150', /Back to your phone in \d\s+s/]);
    expect([(await call.whenFinal()).status, call.state]).toEqual([200, 'in-call']);
    await three.screenshots(office(), 'taken-3-choose');
    await click(button(card, /^Transfer Anna Petrova · ext\. 102/));
    await expectTexts(card, ['Rings there.']);
    await three.whenRingsAtAnna(office(), 'Ursula Unknown');
    phone('102').answer();
    await expectTexts(card, [`Answered by ${atAnna}`]);
    expect(await call.whenHears()).toBe('102');
    const said = { how: 'sent-on', sentTo: '102', outcome: 'answered' };
    await three.expectHistory(companion(), 'Ursula Unknown', said);
  });

  test('a colleague without a companion is busy: the caller rings at the own desk again, and another colleague answers', async () => {
    const { companion, phone } = office();
    const { call, card } = await ringIn(office(), '101', 'Bruno Busy');
    phone('104').behaviour = 'busy';
    const before = phone('101').rings.length;
    await typeAndSend(card, '104');
    await phone('101').whenRings(before + 1);
    await expectTexts(card, [/ringing 0:/, 'Came back from 104']);
    await three.screenshots(office(), 'taken-4-back');
    await three.sendToClara(card);
    const theirs = await three.cardAt(office(), '103', 'Bruno Busy');
    await expectTexts(theirs, [/ringing 0:/, 'Sent on by Desk One']);
    await expectTexts(card, ['Rings there.']);
    phone('103').answer();
    await expectTexts(card, ['Answered by Clara Weiss · ext. 103']);
    expect(await call.whenHears()).toBe('103');
    const said = { how: 'sent-on', sentTo: '103', outcome: 'answered' };
    await three.expectHistory(companion('101'), 'Bruno Busy', said);
  });

  test('without a choice he is at the own phone again after eight seconds, on the same card', async () => {
    const { companion, phone } = office();
    const { call, card } = await ringIn(office(), '101', 'Wanda Waits');
    await typeAndSend(card, '150');
    await expectTexts(card, [/Back to your phone in \d\s+s/]);
    const before = phone('101').rings.length;
    await phone('101').whenRings(before + 1);
    await three.screenshots(office(), 'taken-5-sent-back');
    expect(call.heard).toEqual([]);
    phone('101').answer();
    expect(await call.whenHears()).toBe('101');
    await expectTexts(card, [/on your phone 0:/]);
    phone('101').hangUp();
    await call.whenOver();
    await expect.poll(() => three.historyOf(companion(), 'Wanda Waits')).toMatchObject({ how: 'answered' });
  });

  test('the caller hangs up while he waits for a choice: the card says so', async () => {
    const { companion } = office();
    const { call, card } = await ringIn(office(), '101', 'Gerda Gone');
    await typeAndSend(card, '150');
    await expectTexts(card, [/Back to your phone in \d\s+s/]);
    call.hangUp();
    await expectTexts(card, ['The caller hung up. Nobody had the call by then.']);
    await expect.poll(() => three.historyOf(companion(), 'Gerda Gone')).toMatchObject({ how: 'caller-left' });
  });

  test('while it rings at her it is got back, and sent to another', async () => {
    const { companion, phone } = office();
    const { call, card } = await ringIn(office(), '101', 'Petra Picked');
    await click(button(card, answerThenAnna));
    await phone('102').whenState('ringing');
    await click(button(card, 'Get it back the caller waits here then'));
    await expectTexts(card, ['The caller is here.', /Back to your phone in \d\s+s/]);
    await phone('102').whenState('idle');
    await three.sendToClara(card);
    await expectTexts(card, ['Rings there.']);
    phone('103').answer();
    await expectTexts(card, ['Answered by Clara Weiss · ext. 103']);
    expect([await call.whenHears(), call.heard]).toEqual(['103', ['103']]);
    const said = { how: 'sent-on', sentTo: '103', outcome: 'answered' };
    await three.expectHistory(companion(), 'Petra Picked', said);
  });
});
