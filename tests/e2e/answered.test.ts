/** A call that somebody picks up, where the own line's lamp is told: the card during the call, and who has it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RigCall } from '../rig/pbx/index.ts';
import { button, cardWith, click, expectTexts, hideAll } from './cards.ts';
import { recordedEnd } from './recorded.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk({
  // 700 is a group in which Anna's phone rings beside this desk.
  pbx: { groups: { '600': ['101', '101c'], '610': ['102'], '700': ['101', '101c', '102'] } },
  config: (usual) => ({ ...usual, sip: { ...usual.sip, pbx: 'asterisk' } }),
});
let call: RigCall | null = null;
beforeEach(() => expect.poll(() => desk().pbx.lamps.count).toBeGreaterThan(0));
afterEach(async () => {
  call?.hangUp();
  await call?.whenSettled();
  await desk().ownPhone.whenState('idle');
  await hideAll(desk());
});

test('the own phone answers: the card stays with the client, the time and the CRM, until the phone hangs up', async () => {
  const { ownPhone } = desk();
  const page = await desk().callerPage();
  await page.mouse.move(-5, -5);
  const number = desk().newClient('Iris Incall');
  call = await desk().ring(number);
  const card = cardWith(page, 'Iris Incall');
  await expectTexts(card, ['Anna Petrova', 'At work']);
  ownPhone.answer();
  expect(await call.whenAnsweredBy()).toBe('101');
  await expectTexts(card, [/on your phone 0:0\d/, '+1 202 555 1001', 'Contact']);
  // The webhook lacks the scope `crm`: nothing that needs it is offered once the portal has said so.
  await expect.poll(() => card.getByRole('button').allInnerTexts()).toEqual(['Open in CRM', 'Hide']);
  await desk().screenshot('answered-in-call', page);
  ownPhone.hangUp();
  await expectTexts(card, ['Call over.']);
  await card.waitFor({ state: 'detached', timeout: 5000 });
  await expect.poll(() => recordedEnd(desk(), 'Iris Incall')).toBe('answered');
});

test('its card outlasts every card of a call that is over, and counts on', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Lena Long'));
  const card = cardWith(page, 'Lena Long');
  await expectTexts(card, ['Anna Petrova']);
  desk().ownPhone.answer();
  await expectTexts(card, [/on your phone 0:0[0-3]/]);
  await expectTexts(card, [/on your phone 0:0[4-9]/]);
});

test('a colleague answers: the card says that somebody else did, offers nothing, and goes by itself', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Elsa Elsewhere'), { to: '700' });
  const card = cardWith(page, 'Elsa Elsewhere');
  await expectTexts(card, ['Anna Petrova']);
  desk().anna.answer();
  expect(await call.whenAnsweredBy()).toBe('102');
  await expectTexts(card, ['Answered by somebody else.']);
  expect(await card.getByRole('button').allInnerTexts()).toEqual(['Open in CRM', 'Hide']);
  await desk().screenshot('answered-elsewhere', page);
  await card.waitFor({ state: 'detached', timeout: 5000 });
  await expect.poll(() => recordedEnd(desk(), 'Elsa Elsewhere')).toBe('answered-elsewhere');
});

test('the card of a call on the own phone can be hidden, and the call is written down as answered all the same', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Hilda Hidden'));
  const card = cardWith(page, 'Hilda Hidden');
  await expectTexts(card, ['Anna Petrova']);
  desk().ownPhone.answer();
  await expectTexts(card, [/on your phone/]);
  await click(button(card, 'Hide'));
  await card.waitFor({ state: 'detached' });
  desk().ownPhone.hangUp();
  await expect.poll(() => recordedEnd(desk(), 'Hilda Hidden')).toBe('answered');
  expect(await page.locator('[data-call]').count()).toBe(0);
});

test('a second call during the first has a card of its own, and only the first is on the phone', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('First Fred'));
  await expectTexts(cardWith(page, 'First Fred'), ['Anna Petrova']);
  desk().ownPhone.answer();
  await expectTexts(cardWith(page, 'First Fred'), [/on your phone/]);
  const second = await desk().ring(desk().newClient('Second Sue'));
  await expectTexts(cardWith(page, 'Second Sue'), [/ringing 0:0/, 'Anna Petrova']);
  await expectTexts(cardWith(page, 'First Fred'), [/on your phone/]);
  await desk().screenshot('answered-and-ringing', page);
  second.hangUp();
  await expectTexts(cardWith(page, 'Second Sue'), ['Missed. The caller hung up.']);
  await second.whenSettled();
});
