/** Where no lamp is told, only the agent knows who has the call: "I have it". */
import { afterEach, expect, test } from 'vitest';
import type { RigCall } from '../rig/pbx/index.ts';
import { button, cardWith, click, expectTexts, hideAll } from './cards.ts';
import { recordedEnd } from './recorded.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk({ faults: { lamps: { status: 489, reason: 'Bad Event' } } });
let call: RigCall | null = null;
afterEach(async () => {
  call?.hangUp();
  await call?.whenSettled();
  await desk().ownPhone.whenState('idle');
  await hideAll(desk());
});

test('a call that stops ringing is not claimed to be anybody’s, and one click makes it this desk’s', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Ida Ihaveit'));
  const card = cardWith(page, 'Ida Ihaveit');
  await expectTexts(card, ['Anna Petrova']);
  desk().ownPhone.answer();
  await expectTexts(card, ['Taken off this phone. Answered or ended: not told.']);
  await desk().screenshot('have-it-1-stopped', page);
  await click(button(card, /^I have it/));
  await expectTexts(card, [/on your phone 0:0/, 'Its end will not be told: hide the card then.']);
  await desk().screenshot('have-it-2-in-call', page);
  desk().ownPhone.hangUp();
  await call.whenSettled();
  await expectTexts(card, [/on your phone/]);
  await click(button(card, 'Hide'));
  await card.waitFor({ state: 'detached' });
  await expect.poll(() => recordedEnd(desk(), 'Ida Ihaveit')).toBe('answered');
});

test('a card under the pointer waits for its click longer than it stays by itself', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Paul Pointed'));
  const card = cardWith(page, 'Paul Pointed');
  await expectTexts(card, ['Anna Petrova']);
  desk().ownPhone.answer();
  await button(card, /^I have it/).hover();
  const sinceMs = await page.evaluate(() => performance.now());
  await page.waitForFunction((fromMs) => performance.now() - fromMs > 4500, sinceMs);
  await click(button(card, /^I have it/));
  await expectTexts(card, [/on your phone/]);
});

test('a card that nobody points at goes by itself, and the call is nobody’s', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Nobody Knows'));
  const card = cardWith(page, 'Nobody Knows');
  await expectTexts(card, ['Anna Petrova']);
  await page.mouse.move(-5, -5);
  desk().ownPhone.answer();
  await expectTexts(card, ['Taken off this phone.']);
  await card.waitFor({ state: 'detached', timeout: 5000 });
  expect(recordedEnd(desk(), 'Nobody Knows')).toBe('stopped-ringing');
});

test('a call that was sent on and then picked up here all the same is this desk’s by one click', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Sam Senton'));
  const card = cardWith(page, 'Sam Senton');
  await click(button(card, /^Transfer Anna Petrova/));
  await desk().anna.whenState('ringing');
  desk().ownPhone.answer();
  expect(await call.whenAnsweredBy()).toBe('101');
  await click(button(card, 'I have it'));
  await expectTexts(card, [/on your phone/]);
});

test('the status window says that the own phone’s lamp is not told', async () => {
  await desk().app.evaluate(({ app }) => app.emit('second-instance', {}, ['ringside'], '/'));
  await expectTexts((await desk().statusPage()).locator('main'), ['not told: the card offers “I have it” instead']);
});
