/** A CRM that hangs or refuses: the card says so at once, still sends calls, and turns right by itself. */
import { afterEach, expect, test } from 'vitest';
import type { RigCall } from '../rig/pbx/index.ts';
import { refusals } from '../rig/portal/refusals.ts';
import { button, cardWith, click, expectTexts, hideAll } from './cards.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk({ config: (usual) => ({ ...usual, crm: { ...usual.crm, timeoutMs: 500 } }) });
let call: RigCall | null = null;
afterEach(async () => {
  desk().portal.fault = { kind: 'none' };
  await hideAll(desk());
  call?.hangUp();
  await call?.whenSettled();
});

test('a CRM that hangs is said to hang, and the card turns right by itself once it answers', async () => {
  desk().portal.fault = { kind: 'hang' };
  const number = desk().newClient('Hanna Slow');
  const page = await desk().callerPage();
  call = await desk().ring(number);
  const card = cardWith(page, '+1 202 555 1001');
  await expectTexts(card, ['The CRM does not answer in time.', /Since \d\d:\d\d\. Trying again\./]);
  await button(card, /^Send to queue Support · 610/).waitFor();
  await desk().screenshot('crm-hangs', page);
  desk().portal.fault = { kind: 'none' };
  const known = cardWith(page, 'Hanna Slow');
  await known.waitFor({ timeout: 10_000 });
  await button(known, /^Transfer Anna Petrova · ext\. 102/).waitFor();
  expect(await known.innerText()).not.toContain('does not answer');
});

test('a call can be sent on while the CRM is silent', async () => {
  desk().portal.fault = { kind: 'hang' };
  const page = await desk().callerPage();
  call = await desk().ring('+12025559001');
  const card = cardWith(page, '+1 202 555 9001');
  await expectTexts(card, ['The CRM does not answer in time.']);
  await click(button(card, /^Send to queue Support · 610/));
  await expectTexts(card, ['Sent to Support · 610']);
});

test.each([
  ['missingScope', 'The access to the CRM lacks a permission.'],
  ['badCredentials', 'The CRM does not accept the access key.'],
  ['accessDenied', 'The CRM denies access.'],
  ['overload', 'The CRM lets nobody in for now.'],
] as const)('a CRM that refuses (%s) is told in words, with the queues to choose', async (name, words) => {
  desk().portal.fault = { kind: 'error', ...refusals[name] };
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Ruth Refused'));
  const card = page.locator('section[data-call]');
  await expectTexts(card, [words, /Since \d\d:\d\d\. (?:Trying again|Not looked up for this call)\./]);
  await button(card, /^Send to queue Sales · 600/).waitFor();
  await desk().screenshot(`crm-${name}`, page);
});

test('the next call is looked up again after a refusal', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Nora Next'));
  await expectTexts(cardWith(page, 'Nora Next'), ['Anna Petrova', 'At work']);
});
