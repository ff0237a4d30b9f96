/** Call records: off by default; where the portal takes them from a webhook one for each call, where it does not nothing breaks. */
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RigCall } from '../rig/pbx/index.ts';
import { cardWith, expectTexts } from './cards.ts';
import { askedFor, endCall, pictures } from './crm-desk.ts';
import { field } from './setup-form.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk();
const setting = 'Enter calls into the portal’s statistics';
let call: RigCall | null = null;
beforeEach(() => expect.poll(() => desk().pbx.lamps.count).toBeGreaterThan(0));
afterEach(async () => {
  await endCall(desk(), call);
  await desk().ownPhone.whenState('idle');
});

/** The own phone answers a client's call and hangs up. */
async function talkWith(client: string): Promise<void> {
  call = await desk().ring(desk().newClient(client));
  const card = cardWith(await desk().callerPage(), client);
  await expectTexts(card, ['Anna Petrova']);
  desk().ownPhone.answer();
  await expectTexts(card, [/on your phone 0:0/]);
  desk().ownPhone.hangUp();
  await call.whenSettled();
  await expectTexts(card, ['Call over.']);
}

/** The set-up window, by way of the status window. */
async function openSetup(): Promise<Page> {
  await desk().app.evaluate(({ app }) => app.emit('second-instance', {}, ['ringside'], '/'));
  const status = await desk().statusPage();
  await status.getByRole('button', { name: 'Settings…' }).click();
  const page = await desk().setupPage();
  await page.getByRole('heading', { name: 'Settings', exact: true }).waitFor();
  await status.close();
  await page
    .locator('details', { has: field(page, setting) })
    .locator('summary')
    .click();
  return page;
}

async function saveWith(isOn: boolean): Promise<void> {
  const page = await openSetup();
  await field(page, setting).setChecked(isOn);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expectTexts(page.locator('body'), ['Saved. It counts from the next call on.']);
  await page.close();
}

test('off by default: the portal is asked who it is, and is told nothing', async () => {
  await talkWith('Olga Off');
  await endCall(desk(), call);
  expect([askedFor(desk(), /searchcrmentities/), askedFor(desk(), /externalcall\.(?:register|finish)/)]).toEqual([
    1, 0,
  ]);
});

test('switched on, a call is searched for, then registered and finished once, under its own id and by its employee', async () => {
  const { portal } = desk();
  await saveWith(true);
  portal.forget();
  await talkWith('Rita Registered');
  await portal.whenAsked('telephony.externalcall.finish');
  await expect.poll(() => portal.data.calls.map(({ finished }) => finished?.statusCode)).toEqual(['200']);
  expect(portal.data.calls).toEqual([
    expect.objectContaining({
      externalCallId: expect.stringMatching(/^[\w-]{8,}$/) as string,
      userId: 1,
      number: '+12025551002',
      type: 2,
    }),
  ]);
  const order = portal.requests.map(({ method }) => method).filter((method) => method.startsWith('telephony.'));
  expect(order).toEqual([
    'telephony.externalcall.searchcrmentities',
    'telephony.externalcall.register',
    'telephony.externalcall.finish',
  ]);
});

test('a portal that takes them from apps only breaks nothing, and the switch says so and cannot be put on again', async () => {
  const { portal } = desk();
  portal.data.acceptsWebhooks = false;
  portal.forget();
  await talkWith('Wera Webhook');
  await portal.whenAsked('telephony.externalcall.register');
  await endCall(desk(), call);
  await talkWith('Nora Next');
  const page = await openSetup();
  await expectTexts(page.locator('main'), ['This portal takes call records from apps only, not from webhooks.']);
  await field(page, setting).uncheck();
  await expect.poll(() => field(page, setting).isDisabled()).toBe(true);
  await field(page, setting).scrollIntoViewIfNeeded();
  await pictures('call-records-refused', page);
  expect(portal.data.calls.length).toBe(1);
});
