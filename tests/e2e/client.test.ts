/** What is open with a client, when somebody last spoke with him, and where he works: the second step, which no card waits for. */
import type { Locator } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import type { RigCall } from '../rig/pbx/index.ts';
import { sampleNumbers } from '../rig/portal/sample.ts';
import { button, cardWith, expectTexts } from './cards.ts';
import { askedFor, endCall, pictures, withCrm } from './crm-desk.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk(withCrm);
let call: RigCall | null = null;
afterEach(async () => {
  desk().portal.fault = { kind: 'none' };
  await endCall(desk(), call);
});

/** Where it stands on the screen: the window grows upwards where the card stands at the bottom. */
async function topOnScreen(target: Locator): Promise<number> {
  const window = await desk().app.browserWindow(target.page());
  const top = await window.evaluate((shown: Electron.BrowserWindow) => shown.getContentBounds().y);
  return top + ((await target.boundingBox())?.y ?? Number.NaN);
}

test('deals, last contact and relation come after the client stands on the card, and move no button', async () => {
  const page = await desk().callerPage();
  const { promise: until, resolve: letGo } = Promise.withResolvers<undefined>();
  desk().portal.fault = { kind: 'held', until, method: 'batch' };
  call = await desk().ring(sampleNumbers.johnDoe);
  const card = cardWith(page, 'John Doe');
  await expectTexts(card, ['Anna Petrova', 'Free']);
  const transfer = button(card, /^Transfer Anna Petrova/);
  await desk().portal.whenAsked('batch');
  const before = await topOnScreen(transfer);
  expect(await card.innerText()).not.toContain('open deals');
  letGo(undefined);
  await expectTexts(card, ['2 open deals', 'Coffee machines', '4,200 EUR', 'Service contract', /Last contact/]);
  await expect.poll(() => topOnScreen(transfer)).toBeCloseTo(before, 0);
  await pictures('client-details', page);
});

test('a company whose deals fill more than its place says how many more there are', async () => {
  const page = await desk().callerPage();
  call = await desk().ring('+19062195000');
  await expectTexts(cardWith(page, 'Daisy LLC'), ['4 open deals', /and \d more/, 'Contacts:', 'John Doe']);
  await pictures('client-company', page);
});

test('without the scope the card is whole, says nothing of it, and the next call does not ask again', async () => {
  const { portal } = desk();
  portal.data.scopes = ['telephony', 'user_basic'];
  const page = await desk().callerPage();
  portal.forget();
  call = await desk().ring(sampleNumbers.reneeUnal);
  const card = cardWith(page, 'Renée Ünal');
  await expectTexts(card, ['Boris Ivanov', 'On a break']);
  await portal.whenAsked('batch');
  await endCall(desk(), call);
  portal.forget();
  call = await desk().ring(desk().newClient('Clara Second'));
  await expectTexts(cardWith(page, 'Clara Second'), ['Anna Petrova', 'Free']);
  expect(await page.locator('main').innerText()).not.toMatch(/permission|scope|CRM denies|open deal/i);
  expect(await button(page, /Whose number|Find client|Note for the CRM/).count()).toBe(0);
  expect(askedFor(desk(), /^(?:batch|crm\.)/)).toBe(0);
  await pictures('client-without-scope', page);
});
