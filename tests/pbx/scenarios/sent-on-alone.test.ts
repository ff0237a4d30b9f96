/** The companion is the only leg, and sends its call on (302): nothing rings on behind it, so what becomes of the target is what the caller
 *  gets. He is told at once, in the target's own words where it has any, and never gets a 302 to act on himself. */
import { describe, expect, test } from 'vitest';
import { button, click, expectTexts } from '../../e2e/cards.ts';
import type { DeskConfig } from '../../e2e/desk.ts';
import { expectRecorded, ringIn, sendToAnna, typeAndSend } from '../send-on.ts';
import { sharedServer, useOffice } from '../use-office.ts';

/** A desk whose own line's lamp is not told: it cannot know that nothing else rings, and its card recommends no other way. */
const withoutLamp = (usual: DeskConfig): DeskConfig => ({ ...usual, sip: { ...usual.sip, extension: '199' } });

describe.each([
  { name: 'asterisk', refused: 480 },
  { name: 'kamailio', refused: 603 },
] as const)('on $name', ({ name, refused }) => {
  const office = useOffice(sharedServer(name), {
    phones: ['102'],
    companions: [
      { desk: '101', config: withoutLamp },
      { desk: '105', config: withoutLamp },
    ],
  });

  test('the target answers: the caller has her', async () => {
    const { companion, phone } = office();
    const { call, card } = await ringIn(office(), '710', 'Tara Target');
    await sendToAnna(card);
    await phone('102').whenState('ringing');
    phone('102').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '102']);
    await expectRecorded(companion(), 'Tara Target', ['sent-on', '102']);
  });

  test('the target is in a call: the caller gets 486', async () => {
    const { phone, callIn } = office();
    const { call, card } = await ringIn(office(), '710', 'Bella Engaged');
    await callIn('102', '+4930901000');
    await expectTexts(card, ['Rings']);
    phone('102').answer();
    await expectTexts(card, ['In a call']);
    await click(button(card, /^Extension 102/));
    await expectTexts(card, ['Sent to Anna Petrova · ext. 102']);
    expect(await call.whenFinal()).toMatchObject({ status: 486, contact: null });
    expect(await card.innerText()).not.toMatch(/busy/i);
  });

  test('the target declines for good', async () => {
    const { phone } = office();
    const { call, card } = await ringIn(office(), '710', 'Dora Declined');
    await sendToAnna(card);
    await phone('102').whenState('ringing');
    phone('102').decline(603, 'Decline');
    expect(await call.whenFinal()).toMatchObject({ status: refused, contact: null });
  });

  test('nobody has the number: the caller is told so, and is sent nowhere', async () => {
    const { companion } = office();
    const { call, card } = await ringIn(office(), '710', 'Nora Nowhere');
    await typeAndSend(card, '150');
    await expectTexts(card, ['Sent to 150']);
    expect(await call.whenFinal()).toMatchObject({ status: 480, contact: null });
    await expectRecorded(companion(), 'Nora Nowhere', ['sent-on', '150']);
  });

  test('the target does not answer in the ring time: her phone is silent then, and the caller is told', async () => {
    const { phone } = office();
    const { call, card } = await ringIn(office(), '714', 'Silas Silent');
    await sendToAnna(card);
    await phone('102').whenState('ringing');
    expect(await call.whenFinal()).toMatchObject({ status: 480, contact: null });
    await phone('102').whenState('idle');
  });

  test('the caller hangs up while the target rings: her phone is silent, and he gets 487', async () => {
    const { phone } = office();
    const { call, card } = await ringIn(office(), '710', 'Hanna Hangs-up');
    await sendToAnna(card);
    await phone('102').whenState('ringing');
    call.hangUp();
    expect(await call.whenFinal()).toMatchObject({ status: 487 });
    await phone('102').whenState('idle');
    expect(phone('102').rings.at(-1)?.state).toBe('cancelled');
  });

  test('a mailbox answers: the caller is there', async () => {
    const { call, card } = await ringIn(office(), '710', 'Mara Mailbox');
    await typeAndSend(card, '160');
    await expectTexts(card, ['Sent to 160']);
    expect(await call.whenFinal()).toMatchObject({ status: 200 });
    expect(call.state).toBe('in-call');
  });

  test('an outside number goes over the trunk, and the caller has whoever answers there', async () => {
    const { trunk2 } = office();
    const { call, card } = await ringIn(office(), '710', 'Olga Outside');
    await typeAndSend(card, '+49 30 123456');
    await expectTexts(card, ['Sent to +49 30 123456']);
    await trunk2.whenState('ringing');
    trunk2.answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, 'trunk2']);
  });

  test('an outside number that no dial pattern lets through costs nothing: no trunk rings, and the caller is told', async () => {
    const { trunk2 } = office();
    const before = trunk2.rings.length;
    const { call, card } = await ringIn(office(), '710', 'Frida Forbidden');
    await typeAndSend(card, '+1 900 555 0100');
    await expectTexts(card, ['Sent to +1 900']);
    expect(await call.whenFinal()).toMatchObject({ status: 480, contact: null });
    expect(trunk2.rings.length).toBe(before);
  });

  test('a desk that may not send calls outside sends none: no trunk rings, and the caller is told', async () => {
    const { trunk2 } = office();
    const before = trunk2.rings.length;
    const { call, card } = await ringIn(office(), '105', 'Clara Class', '105');
    await typeAndSend(card, '+49 30 123456');
    await expectTexts(card, ['Sent to +49 30 123456']);
    expect(await call.whenFinal()).toMatchObject({ status: 480, contact: null });
    expect(trunk2.rings.length).toBe(before);
  });

  test('sent to the group that its own desk is in: the colleague rings, and the caller has her', async () => {
    const { phone } = office();
    const { call, card } = await ringIn(office(), '710', 'Gerd Group');
    await button(card, /Front office/).waitFor();
    await typeAndSend(card, '700');
    await phone('102').whenState('ringing');
    await expectTexts(card, [/ringing 0:/]);
    phone('102').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '102']);
  });
});
