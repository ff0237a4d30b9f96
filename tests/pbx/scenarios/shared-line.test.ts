/** Phone and companion on one Address of Record with room for two (FreePBX's layout): both ring, and the phone is known to be there. */
import { beforeAll, describe, expect, test } from 'vitest';
import { button, cardWith, click, expectTexts } from '../../e2e/cards.ts';
import { recordedEnd } from '../../e2e/recorded.ts';
import { sharedServer, useOffice } from '../use-office.ts';

describe.each([
  { name: 'asterisk', hungUp: 'Missed. The caller hung up.' },
  { name: 'kamailio', hungUp: 'Taken off this phone. Answered or ended: not told.' },
] as const)('on $name', ({ name, hungUp }) => {
  const office = useOffice(sharedServer(name), { phones: ['201', '102'], companions: ['201'] });
  beforeAll(() => office().companion().whenLampTold());

  test('the status window says that the desk phone is registered beside it', async () => {
    const page = await office().companion().openStatus();
    await expectTexts(page.locator('main'), [/Reachable, checked/, /Desk phone\s*registered beside Ringside/]);
    await page.close();
  });

  test('both ring; the own phone answers: the card stays until that phone hangs up, and the caller hears it', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    const call = await callIn('201', newClient('Sia Shared'));
    const card = cardWith(page, 'Sia Shared');
    await expectTexts(card, ['Anna Petrova', /ringing 0:0/]);
    await phone('201').whenState('ringing');
    phone('201').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '201']);
    await expectTexts(card, [/on your phone 0:0\d/]);
    phone('201').hangUp();
    expect((await call.whenOver()).by).toBe('other-side');
    await expectTexts(card, ['Call over.']);
    await expect.poll(() => recordedEnd(companion(), 'Sia Shared')).toBe('answered');
  });

  test('the caller hangs up: the card says what was told of it, and the phone is silent', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    const call = await callIn('201', newClient('Hal Hangs-up'));
    await expectTexts(cardWith(page, 'Hal Hangs-up'), ['Anna Petrova']);
    await phone('201').whenState('ringing');
    call.hangUp();
    expect((await call.whenFinal()).status).toBe(487);
    await expectTexts(cardWith(page, 'Hal Hangs-up'), [hungUp]);
    await phone('201').whenState('idle');
  });

  test('sent to a colleague she rings too, and the caller has whoever answers', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    const call = await callIn('201', newClient('Tina Transferred'));
    const card = cardWith(page, 'Tina Transferred');
    await phone('201').whenState('ringing');
    await click(button(card, /^Transfer Anna Petrova/));
    await phone('102').whenState('ringing');
    await expectTexts(card, ['Rings at Anna Petrova']);
    expect([call.answer, phone('201').state]).toEqual([null, 'ringing']);
    phone('102').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '102']);
    await phone('201').whenState('idle');
  });

  test('the phone is in another call: the card rings all the same, and the caller hears it ring', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    await callIn('201', newClient('Paul Previous'));
    await expectTexts(cardWith(page, 'Paul Previous'), ['Anna Petrova']);
    phone('201').answer();
    await expectTexts(cardWith(page, 'Paul Previous'), [/on your phone/]);
    const call = await callIn('201', newClient('Nina Next'));
    await expectTexts(cardWith(page, 'Nina Next'), [/ringing 0:0/, 'Anna Petrova']);
    expect([await call.whenRinging(), call.answer]).toEqual([180, null]);
    await expectTexts(cardWith(page, 'Paul Previous'), [/on your phone/]);
  });
});
