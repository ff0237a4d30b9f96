/** "Send to…": a number, or a colleague found by name; and what was tried is not offered again. */
import { afterEach, expect, test } from 'vitest';
import type { RigCall } from '../rig/pbx/index.ts';
import { button, cardWith, click, expectTexts, hideAll } from './cards.ts';
import { agentUser } from './desk.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk();
let call: RigCall | null = null;
afterEach(async () => {
  await hideAll(desk());
  call?.hangUp();
  await call?.whenSettled();
});

const sentTo = (sent: RigCall): string | null | undefined =>
  sent.legs.find(({ user }) => user === agentUser)?.responses.at(-1)?.contact;

test('a number that is typed is sent to as the PBX dials it', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Nina Number'));
  const card = cardWith(page, 'Nina Number');
  await click(button(card, 'Send to…'));
  await page.getByLabel('Name or number').fill('(415) 555-0100');
  await desk().screenshot('send-to-number', page);
  await click(button(card, /^Send to number \(415\) 555-0100/));
  await expectTexts(card, ['Sent to +1 415 555 0100']);
  expect(sentTo(call)).toBe('<sip:14155550100@pbx.example.com>');
});

test('a number that is typed and sent with Enter goes at once: keys need no wait', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Enno Enter'));
  const card = cardWith(page, 'Enno Enter');
  await click(button(card, 'Send to…'));
  await page.keyboard.type('4155550100');
  await page.keyboard.press('Enter');
  await expectTexts(card, ['Sent to +1 415 555 0100']);
});

test('a number that cannot be dialled is refused in words, and the call rings on', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Nils Nonsense'));
  const card = cardWith(page, 'Nils Nonsense');
  await click(button(card, 'Send to…'));
  await page.getByLabel('Name or number').fill('+1 999 1');
  await page.keyboard.press('Enter');
  await expectTexts(card, ['This number cannot be dialled.', /ringing 0:/]);
  await desk().screenshot('send-to-not-dialable', page);
  expect(call.legOf(agentUser)?.state).toBe('ringing');
});

test('a colleague is found by name and gets the call', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Carl Colleague', 1));
  const card = cardWith(page, 'Carl Colleague');
  await click(button(card, 'Send to…'));
  await page.keyboard.type('petrov');
  await expectTexts(card, ['1 person found']);
  await expectTexts(card.getByRole('listitem').filter({ hasText: 'Anna Petrova' }), ['Free']);
  await desk().screenshot('send-to-colleague', page);
  await click(card.getByRole('group', { name: 'Anna Petrova' }).getByRole('button', { name: /^Extension 102/ }));
  await desk().anna.whenState('ringing');
  await expectTexts(card, ['Rings at Anna Petrova · ext. 102']);
  expect(sentTo(call)).toBe('<sip:102@pbx.example.com>');
  call.hangUp();
  await desk().anna.whenState('idle');
});

test('of a colleague who is found, it is told whether she is free, live while the search is open', async () => {
  const { pbx, anna } = desk();
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Lola Line', 1));
  const card = cardWith(page, 'Lola Line');
  await click(button(card, 'Send to…'));
  await page.keyboard.type('petrov');
  const found = card.getByRole('listitem').filter({ hasText: 'Anna Petrova' });
  await expectTexts(found, ['Free']);
  const other = pbx.call({ to: '102', from: { number: '+4930901000' } });
  await anna.whenState('ringing');
  await expectTexts(found, ['Rings']);
  anna.answer();
  await expectTexts(found, ['In a call']);
  await desk().screenshot('send-to-in-a-call', page);
  expect(await page.getByLabel('Name or number').inputValue()).toBe('petrov');
  anna.hangUp();
  await other.whenSettled();
  await expectTexts(found, ['Free']);
  await anna.unregister();
  await expectTexts(found, ['Not reachable']);
  await anna.register();
  await expectTexts(found, ['Free']);
});

test('what was tried with this caller is shown as tried when the call comes back, and the next number is recommended', async () => {
  const page = await desk().callerPage();
  const number = desk().newClient('Tina Tried');
  const headers = { 'X-Ringside-Call': 'tina-1' };
  call = await desk().ring(number, { from: { number }, headers });
  const card = cardWith(page, 'Tina Tried');
  const id = await card.getAttribute('data-call');
  await click(button(card, /^Transfer Anna Petrova · ext\. 102/));
  await expectTexts(card, ['Rings at Anna Petrova · ext. 102']);
  call.hangUp();
  await call.whenSettled();
  // A pointer on the large button holds the buttons where they are.
  await page.mouse.move(-5, -5);
  call = await desk().ring(number, { from: { number }, headers });
  await expectTexts(button(card, /Extension 102/), ['already tried']);
  expect(await button(card, /Extension 102/).isDisabled()).toBe(true);
  await button(card, /^Transfer to mobile Anna Petrova/).waitFor();
  await desk().screenshot('send-to-already-tried', page);
  expect(await card.getAttribute('data-call')).toBe(id);
});
