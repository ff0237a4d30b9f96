/** The status window says what is wrong with the line and the CRM, and what to do about it. */
import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { refusals } from '../rig/portal/refusals.ts';
import { expectTexts, hideAll } from './cards.ts';
import { agentUser } from './desk.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk();
afterEach(async () => {
  Object.assign(desk().pbx.faults, { rejectCredentials: false, answerRegisterWith: null });
  desk().portal.fault = { kind: 'none' };
  await desk().pbx.setConnectionPolicy('accept');
  await openStatus();
  await register();
});

/** As somebody does who starts the app once more. */
async function openStatus(): Promise<Page> {
  await desk().app.evaluate(({ app }) => app.emit('second-instance', {}, ['ringside'], '/'));
  return desk().statusPage();
}

/** Presses "Try now" until the PBX has the contact again. */
async function register(): Promise<void> {
  const page = await desk().statusPage();
  const isRegistered = async (): Promise<boolean> => {
    await page.getByRole('button', { name: 'Try now' }).click();
    return desk().pbx.bindings(agentUser).length > 0;
  };
  await expect.poll(isRegistered, { interval: 200, timeout: 10_000 }).toBe(true);
}

test('a line that works is reachable, with the time of its last proof, and the CRM has answered', async () => {
  const page = await openStatus();
  await expectTexts(page.locator('main'), [/Reachable, checked \d+\ss ago/, desk().pbx.url]);
  const call = await desk().ring(desk().newClient('Stan Status'));
  await expectTexts(page.locator('main'), ['Answers', new URL(desk().portal.origin).host]);
  await expectTexts(page.getByRole('region', { name: 'Line' }), [/Own phone’s lamp\s*told/]);
  await desk().screenshot('status-reachable', page);
  await hideAll(desk());
  call.hangUp();
});

test.each([
  [
    'a wrong password',
    { rejectCredentials: true },
    ['The server rejects the user name or the password.', 'Type the password again.'],
  ],
  [
    'a refusal',
    { answerRegisterWith: { status: 403, reason: 'Forbidden' } },
    ['The server forbids this registration.', 'Check that the address of record may register there'],
  ],
] as const)('%s is told in its own words, with what to do', async (name, fault, words) => {
  const page = await openStatus();
  Object.assign(desk().pbx.faults, fault);
  desk().pbx.dropConnections();
  await expectTexts(page.locator('main'), [/Unreachable since/, ...words]);
  await desk().screenshot(`status-${name.replaceAll(' ', '-')}`, page);
});

test('a server that is not there is told as unreachable, neither rejected nor refused', async () => {
  const page = await openStatus();
  await desk().pbx.setConnectionPolicy('refuse');
  desk().pbx.dropConnections();
  await expectTexts(page.locator('main'), ['Nothing listens at the server’s address.', 'ECONNREFUSED']);
  expect(await page.locator('main').innerText()).not.toMatch(/rejects|forbids/);
  await desk().screenshot('status-unreachable', page);
  await desk().pbx.setConnectionPolicy('accept');
  await register();
  await expectTexts(page.locator('main'), [/Reachable, checked/, 'Last problem']);
  await desk().screenshot('status-back', page);
});

test("the CRM's last error is told with its remedy", async () => {
  const page = await openStatus();
  desk().portal.fault = { kind: 'error', ...refusals.missingScope };
  const call = await desk().ring(desk().newClient('Cleo Crm'));
  await expectTexts(page.locator('main'), ['The webhook lacks a permission.', 'Add the scope “telephony”']);
  await desk().screenshot('status-crm', page);
  await hideAll(desk());
  call.hangUp();
});
