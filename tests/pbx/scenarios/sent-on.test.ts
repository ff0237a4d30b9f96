/** A ringing call is sent on (302) while the own phone rings too: the server adds the target, so that whatever goes wrong there does not
 *  lose the caller. 160, a mailbox, has no voice on Asterisk. */
import { beforeAll, describe, expect, test } from 'vitest';
import { button, click, expectTexts } from '../../e2e/cards.ts';
import { expectRecorded, ringIn, sendToAnna, sentTo, typeAndSend } from '../send-on.ts';
import { sharedServer, useOffice } from '../use-office.ts';

const ringsOn = 'Your phone still rings.';
const ringsAtAnna = 'Rings at Anna Petrova · ext. 102';

describe.each([
  { name: 'asterisk', afterRingTime: 480 },
  { name: 'kamailio', afterRingTime: 408 },
] as const)('on $name', ({ name, afterRingTime }) => {
  const office = useOffice(sharedServer(name), { phones: ['101', '102', '103'] });
  beforeAll(() => office().companion().whenLampTold());

  test('the target answers: her phone rings beside the own one till then, and the caller has her alone', async () => {
    const { companion, phone } = office();
    const { call, card } = await ringIn(office(), '101', 'Tara Target');
    await sendToAnna(card);
    await phone('102').whenState('ringing');
    await expectTexts(card, [ringsAtAnna, ringsOn]);
    expect([phone('101').state, call.answer]).toEqual(['ringing', null]);
    phone('102').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '102']);
    await expectTexts(card, ['Answered by Anna Petrova · ext. 102']);
    await phone('101').whenState('idle');
    expect(phone('101').rings.at(-1)?.state).toBe('cancelled');
    await card.waitFor({ state: 'detached', timeout: 15_000 });
    await expectRecorded(companion(), 'Tara Target', ['sent-on', '102']);
  });

  test('the own phone answers after all: the target is silent, and the card of the call is back by one click', async () => {
    const { companion, phone } = office();
    const { call, card } = await ringIn(office(), '101', 'Otto Own');
    await sendToAnna(card);
    await phone('102').whenState('ringing');
    phone('101').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
    await phone('102').whenState('idle');
    await click(button(card, 'I have it'));
    await expectTexts(card, [/on your phone 0:/]);
    phone('101').hangUp();
    await call.whenOver();
    await expectTexts(card, ['Call over.']);
    await expectRecorded(companion(), 'Otto Own', ['answered', null]);
  });

  test('the target is in a call: the own phone rings on and answers, and the card claims nothing of the target', async () => {
    const { phone, callIn } = office();
    const { call, card } = await ringIn(office(), '101', 'Bella Engaged');
    await callIn('102', '+4930901000');
    await expectTexts(card, ['Rings']);
    phone('102').answer();
    await expectTexts(card, ['In a call', 'Recommended while the first choice is busy']);
    await click(button(card, /^Extension 102/));
    await expectTexts(card, ['Sent to Anna Petrova · ext. 102', ringsOn]);
    await phone('102').whenTurnsAway();
    expect([phone('101').state, call.answer]).toEqual(['ringing', null]);
    expect(await card.innerText()).not.toMatch(/busy/i);
    phone('101').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
  });

  test('the target declines: the own phone rings on and answers', async () => {
    const { phone } = office();
    const { call, card } = await ringIn(office(), '101', 'Dora Declined');
    await sendToAnna(card);
    await phone('102').whenState('ringing');
    phone('102').decline(603, 'Decline');
    await phone('102').whenState('idle');
    expect([phone('101').state, call.answer]).toEqual(['ringing', null]);
    phone('101').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
  });

  test('nobody has the number: the own phone rings on and answers', async () => {
    const { phone } = office();
    const { call, card } = await ringIn(office(), '101', 'Nora Nowhere');
    await typeAndSend(card, '150');
    await expectTexts(card, ['Sent to 150', ringsOn]);
    expect([phone('101').state, call.answer]).toEqual(['ringing', null]);
    phone('101').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
  });

  test('the target does not answer in the ring time of the group: every phone is silent then, and the caller is told', async () => {
    const { companion, phone } = office();
    const { call, card } = await ringIn(office(), '711', 'Silas Silent');
    await typeAndSend(card, '103');
    await phone('103').whenState('ringing');
    expect([phone('101').state, phone('102').state, call.answer]).toEqual(['ringing', 'ringing', null]);
    await expectTexts(card, [sentTo('103'), ringsOn]);
    expect(await call.whenFinal()).toMatchObject({ status: afterRingTime });
    await Promise.all((['101', '102', '103'] as const).map((desk) => phone(desk).whenState('idle')));
    await expectRecorded(companion(), 'Silas Silent', ['sent-on', '103']);
  });

  test('a mailbox answers: the caller is there, and the own phone falls silent', async () => {
    const { companion, phone } = office();
    const { call, card } = await ringIn(office(), '101', 'Mara Mailbox');
    await typeAndSend(card, '160');
    await expectTexts(card, ['Sent to 160']);
    expect([phone('101').state, call.answer]).toEqual(['ringing', null]);
    expect(await call.whenFinal()).toMatchObject({ status: 200 });
    await phone('101').whenState('idle');
    expect(phone('101').rings.at(-1)?.state).toBe('cancelled');
    expect(call.state).toBe('in-call');
    await expectRecorded(companion(), 'Mara Mailbox', ['sent-on', '160']);
  });

  test('while the target talks, the next call that the own phone answers is this desk’s until that phone hangs up', async () => {
    const { phone } = office();
    const first = await ringIn(office(), '101', 'First Fanny');
    await sendToAnna(first.card);
    await phone('102').whenState('ringing');
    phone('102').answer();
    expect(await first.call.whenHears()).toBe('102');
    await phone('101').whenState('idle');
    const { call, card } = await ringIn(office(), '101', 'Second Simon');
    phone('101').answer();
    expect(await call.whenHears()).toBe('101');
    await expectTexts(card, [/on your phone 0:/]);
    phone('101').hangUp();
    await expectTexts(card, ['Call over.']);
    expect([call.state, first.call.state]).toEqual(['over', 'in-call']);
  });

  test('out of a group: the target rings beside the group, and answers; the group itself is not offered', async () => {
    const { phone } = office();
    const { call, card } = await ringIn(office(), '700', 'Gloria Group');
    const frontOffice = button(card, /Front office/);
    expect([await frontOffice.isDisabled(), await frontOffice.innerText()]).toEqual([
      true,
      expect.stringContaining('the call came through it'),
    ]);
    await typeAndSend(card, '103');
    await phone('103').whenState('ringing');
    expect([phone('101').state, phone('102').state, call.answer]).toEqual(['ringing', 'ringing', null]);
    phone('103').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '103']);
    await Promise.all([phone('101').whenState('idle'), phone('102').whenState('idle')]);
    expect(call.heard).toEqual(['103']);
  });

  test('to a group that the own desk is in: the colleague rings, and no phone and no card twice', async () => {
    const { companion, phone } = office();
    const before = phone('101').rings.length;
    const { call, card } = await ringIn(office(), '101', 'Lothar Loop');
    await click(button(card, /Front office/));
    await expectTexts(card, ['Sent to Front office · 700']);
    await phone('102').whenState('ringing');
    phone('102').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '102']);
    await phone('101').whenState('idle');
    expect([phone('101').rings.length - before, phone('101').turnedAway]).toEqual([1, []]);
    const page = await companion().callerPage();
    expect(await page.locator('[data-call]').count()).toBe(1);
  });
});
