/** A call that nobody at this desk takes: given up by the caller, rung out, hidden, declined, turned away.
 *
 * Kamailio never tells that a caller hung up, so there no call is called missed. Asterisk does not either once the own phone has declined. */
import { describe, expect, test } from 'vitest';
import { button, cardWith, click, expectTexts } from '../../e2e/cards.ts';
import { recordedEnd } from '../../e2e/recorded.ts';
import { desktop } from '../../electron-stand-in/record.ts';
import { servers, sharedServer, useOffice } from '../use-office.ts';

const notTold = { words: 'Taken off this phone. Answered or ended: not told.', recorded: 'stopped-ringing' };

describe.each([
  {
    name: 'asterisk',
    hungUp: { words: 'Missed. The caller hung up.', recorded: 'caller-hung-up' },
    rungOutStatus: 480,
  },
  { name: 'kamailio', hungUp: notTold, rungOutStatus: 408 },
] as const)('on $name', ({ name, hungUp, rungOutStatus }) => {
  const office = useOffice(sharedServer(name));

  test('the caller hangs up: the card says what was told of it and goes, the phone is silent, the caller gets 487', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    const call = await callIn('101', newClient('Hanna Hangs-up'));
    const card = cardWith(page, 'Hanna Hangs-up');
    await expectTexts(card, ['Anna Petrova', /ringing 0:0/]);
    await phone('101').whenState('ringing');
    call.hangUp();
    expect((await call.whenFinal()).status).toBe(487);
    await expectTexts(card, [hungUp.words]);
    expect(await button(card, /Transfer|Send to|Decline/).count()).toBe(0);
    await phone('101').whenState('idle');
    await card.waitFor({ state: 'detached', timeout: 5000 });
    await expect.poll(() => recordedEnd(companion(), 'Hanna Hangs-up')).toBe(hungUp.recorded);
  });

  test('the caller of a group hangs up: every phone is silent, and the card says the same', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    const call = await callIn('700', newClient('Gil Gives-up'));
    await expectTexts(cardWith(page, 'Gil Gives-up'), ['Anna Petrova']);
    await Promise.all([phone('101').whenState('ringing'), phone('102').whenState('ringing')]);
    call.hangUp();
    expect((await call.whenFinal()).status).toBe(487);
    await expectTexts(cardWith(page, 'Gil Gives-up'), [hungUp.words]);
    await Promise.all([phone('101').whenState('idle'), phone('102').whenState('idle')]);
    await expect.poll(() => recordedEnd(companion(), 'Gil Gives-up')).toBe(hungUp.recorded);
  });

  test('nobody answers while it rings: the caller is told so, and the call is neither missed nor answered', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    const call = await callIn('711', newClient('Nora Nobody'));
    const card = cardWith(page, 'Nora Nobody');
    await expectTexts(card, ['Anna Petrova', /ringing 0:0/]);
    expect([await call.whenRinging(), (await call.whenFinal()).status]).toEqual([180, rungOutStatus]);
    await expectTexts(card, [notTold.words]);
    await Promise.all([phone('101').whenState('idle'), phone('102').whenState('idle')]);
    await expect.poll(() => recordedEnd(companion(), 'Nora Nobody')).toBe(notTold.recorded);
  });

  test('the own phone declines: the card rings on, the caller hears it ring until he gives up, and that is not told then', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    const call = await callIn('101', newClient('Dirk Declines'));
    const card = cardWith(page, 'Dirk Declines');
    await expectTexts(card, ['Anna Petrova']);
    phone('101').decline();
    await expectTexts(card, [/ringing 0:0[2-9]/]);
    expect([call.state, call.answer]).toEqual(['ringing', null]);
    call.hangUp();
    await call.whenFinal();
    await expectTexts(card, [notTold.words]);
  });

  test('hidden by Esc: nothing is sent, the phone rings on, the caller hears it ring and is answered there', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    const call = await callIn('101', newClient('Hugo Hidden'));
    const card = cardWith(page, 'Hugo Hidden');
    await click(button(card, 'Hide'));
    await card.waitFor({ state: 'detached' });
    expect([await call.whenRinging(), call.answer, phone('101').state]).toEqual([180, null, 'ringing']);
    phone('101').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
    expect(await page.locator('[data-call]').count()).toBe(0);
    phone('101').hangUp();
    await call.whenOver();
    await expect.poll(() => recordedEnd(companion(), 'Hugo Hidden')).toBe('answered');
  });

  test('declined: the mailbox answers the caller, the card goes at once, the own phone stops', async () => {
    const { companion, phone, newClient, callIn } = office();
    const page = await companion().callerPage();
    const call = await callIn('101', newClient('Dora Declined'));
    const card = cardWith(page, 'Dora Declined');
    await phone('101').whenState('ringing');
    await click(button(card, 'Decline'));
    await card.waitFor({ state: 'detached', timeout: 5000 });
    expect((await call.whenFinal()).status).toBe(200);
    await phone('101').whenState('idle');
    expect([call.state, phone('101').rings.at(-1)?.state]).toEqual(['in-call', 'cancelled']);
    await expect.poll(() => recordedEnd(companion(), 'Dora Declined')).toBe('declined');
  });
});

describe.each(servers)('with do not disturb, on %s', (name) => {
  const office = useOffice(sharedServer(name));

  test('no card comes and the call is written down, while the own phone rings on and answers', async () => {
    const { companion, phone, newClient, callIn } = office();
    await desktop(companion().app).clickTrayMenu('Do not disturb');
    const page = await companion().callerPage();
    const call = await callIn('101', newClient('Doris Disturbs'), 'Doris Disturbs');
    await expect.poll(() => recordedEnd(companion(), 'Doris Disturbs')).toBe('do-not-disturb');
    await phone('101').whenState('ringing');
    expect([await call.whenRinging(), call.answer]).toEqual([180, null]);
    phone('101').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '101']);
    expect(await page.locator('[data-call]').count()).toBe(0);
  });

  test('where nothing else rings, the caller is told 480', async () => {
    const { companion, newClient, callIn } = office();
    const call = await callIn('710', newClient('Olaf Only'), 'Olaf Only');
    expect((await call.whenFinal()).status).toBe(480);
    await expect.poll(() => recordedEnd(companion(), 'Olaf Only')).toBe('do-not-disturb');
  });

  test('switched off, the next call is on the card again', async () => {
    const { companion, newClient, callIn } = office();
    await desktop(companion().app).clickTrayMenu('Do not disturb');
    await callIn('101', newClient('Nils Next'));
    await expectTexts(cardWith(await companion().callerPage(), 'Nils Next'), ['Anna Petrova', /ringing 0:0/]);
  });
});
