/** A call that is not sent on: hidden, declined, given up by the caller, taken off this phone, and back again. */
import { afterEach, expect, test } from 'vitest';
import type { RigCall } from '../rig/pbx/index.ts';
import { button, cardWith, click, expectTexts, hideAll } from './cards.ts';
import { agentUser } from './desk.ts';
import { useDesk } from './use-desk.ts';

// 700 is a group in which Anna's phone rings beside this desk.
const desk = useDesk({ pbx: { groups: { '600': ['101', '101c'], '610': ['102'], '700': ['101', '101c', '102'] } } });
let call: RigCall | null = null;
afterEach(async () => {
  await hideAll(desk());
  call?.hangUp();
  await call?.whenSettled();
  await desk().ownPhone.whenState('idle');
});

test('a hidden card is gone, nothing is sent, and the phones ring on', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Hugo Hidden'));
  const card = cardWith(page, 'Hugo Hidden');
  await click(button(card, 'Hide'));
  await card.waitFor({ state: 'detached' });
  desk().ownPhone.answer();
  expect(await call.whenAnsweredBy()).toBe('101');
  const leg = call.legOf(agentUser);
  await expect.poll(() => leg?.state).toBe('cancelled');
  expect(leg?.responses.map(({ status }) => status)).toEqual([100, 180, 487]);
  expect(await page.locator('[data-call]').count()).toBe(0);
});

test('a declined call goes where the company wants it, and its card goes at once', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Dora Declined'));
  const card = cardWith(page, 'Dora Declined');
  await click(button(card, 'Decline'));
  await card.waitFor({ state: 'detached', timeout: 2000 });
  await desk().anna.whenState('ringing');
  const leg = call.legs.find(({ user }) => user === agentUser);
  expect(leg?.responses.at(-1)).toMatchObject({ status: 302, contact: '<sip:610@pbx.example.com>' });
});

test('a caller who hangs up is the only one that is called missed', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Mia Missed'));
  const card = cardWith(page, 'Mia Missed');
  await expectTexts(card, ['Anna Petrova']);
  call.hangUp();
  await expectTexts(card, ['Missed. The caller hung up.', /rang 0:0/]);
  await desk().screenshot('not-taken-missed', page);
  expect(await button(card, /Transfer|Send to|Decline/).count()).toBe(0);
});

test('a call that a colleague took is taken off this phone, not missed, and its card goes by itself', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Elsa Elsewhere'), { to: '700' });
  const card = cardWith(page, 'Elsa Elsewhere');
  await expectTexts(card, ['Anna Petrova']);
  desk().anna.answer();
  await expectTexts(card, ['Taken off this phone. Answered or ended: not told.']);
  const sinceMs = performance.now();
  await desk().screenshot('not-taken-elsewhere', page);
  expect(await card.innerText()).not.toMatch(/missed/i);
  await card.waitFor({ state: 'detached', timeout: 5000 });
  expect(performance.now() - sinceMs).toBeGreaterThan(2000);
});

test('a call whose end was told without a reason is not called missed either', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Olga Off'));
  const card = cardWith(page, 'Olga Off');
  call.hangUp({ reasons: [] });
  await expectTexts(card, ['Taken off this phone.']);
  expect(await card.innerText()).not.toMatch(/missed/i);
});

test('a queue that rings again within ten seconds goes on with the same card', async () => {
  const page = await desk().callerPage();
  const number = desk().newClient('Rita Again');
  const headers = { Diversion: '<sip:600@pbx.example.com>' };
  call = await desk().ring(number, { from: { number }, headers });
  const card = cardWith(page, 'Rita Again');
  const id = await card.getAttribute('data-call');
  call.hangUp({ reasons: ['Q.850;cause=0'] });
  await expectTexts(card, ['Taken off this phone.']);
  call = await desk().ring(number, { from: { number }, headers });
  await button(card, /^Transfer Anna Petrova/).waitFor();
  expect(await card.getAttribute('data-call')).toBe(id);
  expect(await page.locator('[data-call]').count()).toBe(1);
});

test('the same number calling again without that evidence gets a card of its own that says so', async () => {
  const page = await desk().callerPage();
  const number = desk().newClient('Uli Unsure');
  call = await desk().ring(number);
  const former = await cardWith(page, 'Uli Unsure').getAttribute('data-call');
  call.hangUp();
  await expectTexts(cardWith(page, 'Uli Unsure'), ['Missed.']);
  call = await desk().ring(number);
  const card = cardWith(page, /called (?:just now|\d+\ss ago)/);
  await expectTexts(card, ['Uli Unsure', /ringing 0:0/]);
  expect(await card.getAttribute('data-call')).not.toBe(former);
  await desk().screenshot('not-taken-called-before', page);
});
