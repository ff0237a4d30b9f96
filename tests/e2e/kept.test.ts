/** What the CRM told on an earlier day: with the portal silent the card names the client at once and says from when, until "Forget all". */
import type { Locator, Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import type { RigCall } from '../rig/pbx/index.ts';
import { cardWith, expectTexts } from './cards.ts';
import { endCall, pictures, withCrm } from './crm-desk.ts';
import { agentUser } from './desk.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk({ ...withCrm, config: (usual) => ({ ...usual, crm: { ...usual.crm, timeoutMs: 500 } }) });
const shown = '+1 202 555 1001';
let number = '';
let call: RigCall | null = null;
afterEach(async () => {
  desk().portal.fault = { kind: 'none' };
  await endCall(desk(), call);
});

/** Rings from the client's number. */
async function ring(): Promise<Locator> {
  call = await desk().ring(number);
  return cardWith(await desk().callerPage(), shown);
}

/** Another run of the app, which finds a portal that does not answer. */
async function restartWithoutPortal(): Promise<void> {
  await desk().stopApp();
  desk().portal.fault = { kind: 'hang' };
  await desk().startApp();
  await desk().pbx.whenRegistered(agentUser);
}

async function openStatus(): Promise<Page> {
  await desk().app.evaluate(({ app }) => app.emit('second-instance', {}, ['ringside'], '/'));
  return desk().statusPage();
}

test('a client whom the CRM named in an earlier run is named at once, from when it is, and turns right by himself', async () => {
  number = desk().newClient('Karin Kept');
  await expectTexts(await ring(), ['Karin Kept', 'Anna Petrova', 'At work']);
  await endCall(desk(), call);
  await restartWithoutPortal();
  const { portal } = desk();
  portal.data.entities = portal.data.entities.map((entity) =>
    entity.name === 'Karin Kept' ? { ...entity, name: 'Karin Kept-Married' } : entity,
  );
  const card = await ring();
  await card.getByRole('heading', { name: 'Karin Kept', exact: true }).waitFor();
  await expectTexts(card, ['Anna Petrova', 'Workday not told', /As of today \d\d:\d\d/]);
  await expectTexts(card, [/The CRM does not answer in time\. Trying again\./]);
  await pictures('kept-1-as-of', card.page());
  portal.fault = { kind: 'none' };
  await card.getByRole('heading', { name: 'Karin Kept-Married' }).waitFor({ timeout: 10_000 });
  await expectTexts(card, ['At work']);
  expect(await card.innerText()).not.toContain('As of today');
});

test('after "Forget all" nobody is known any more while the portal is silent', async () => {
  const status = await openStatus();
  await status.getByRole('button', { name: 'Forget all', exact: true }).click();
  await pictures('kept-2-forget-all', status);
  await status.getByRole('button', { name: 'Forget', exact: true }).click();
  await status.getByRole('button', { name: 'Forget all', exact: true }).waitFor();
  await status.close();
  await restartWithoutPortal();
  const card = await ring();
  await expectTexts(card, ['The CRM does not answer in time.']);
  expect(await card.innerText()).not.toContain('Karin');
});
