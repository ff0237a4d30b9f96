/** A number with several clients: why the card names this one, all who have it, and the agent's own pick, which is remembered. */
import { afterEach, expect, test } from 'vitest';
import type { Locator } from 'playwright-core';
import type { RigCall } from '../rig/pbx/index.ts';
import { sampleNumbers } from '../rig/portal/sample.ts';
import { button, cardWith, click, expectTexts } from './cards.ts';
import { endCall, pictures, withCrm } from './crm-desk.ts';
import { agentUser } from './desk.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk(withCrm);
let call: RigCall | null = null;
afterEach(() => endCall(desk(), call));

const number = sampleNumbers.johnDoe;

/** Rings from the number, until the card says that this client is the caller. */
async function ringAs(name: string): Promise<Locator> {
  const page = await desk().callerPage();
  call = await desk().ring(number);
  const card = cardWith(page, name);
  await card.getByRole('heading', { name }).waitFor();
  return card;
}

test('the CRM’s first is named and said to be so, and all with this number come on demand', async () => {
  const { portal } = desk();
  const again = { type: 'CONTACT', id: 690, name: 'Joan Doe', phones: [number], assignedById: 7 } as const;
  portal.data.entities = [...portal.data.entities, again];
  const card = await ringAs('John Doe');
  await click(button(card, 'Whose number is this?'));
  await expectTexts(card, ['First in the CRM', 'Daisy LLC']);
  await click(button(card, 'All in the CRM with this number'));
  await expectTexts(card, ['1 client found', 'Joan Doe', /Responsible:\s+Boris Ivanov/]);
  await pictures('pick-1-all', card.page());
});

test('a pick that the CRM does not even name first changes whom the card recommends at once', async () => {
  const card = await ringAs('John Doe');
  await click(button(card, 'Whose number is this?'));
  await click(button(card, 'All in the CRM with this number'));
  await click(button(card, 'Choose: Joan Doe'));
  const picked = cardWith(card.page(), 'Joan Doe');
  await picked.getByRole('heading', { name: 'Joan Doe' }).waitFor();
  await expectTexts(picked, ['Your pick']);
  await button(picked, /^Transfer.* Boris Ivanov/).waitFor();
  await pictures('pick-2-picked', card.page());
});

test('the next call from the number names the pick, as a pick', async () => {
  await expectTexts(await ringAs('Joan Doe'), ['Your pick', 'Boris Ivanov']);
});

test('so does the next call after a restart', async () => {
  await desk().stopApp();
  await desk().startApp();
  await desk().pbx.whenRegistered(agentUser);
  const card = await ringAs('Joan Doe');
  await expectTexts(card, ['Your pick', 'Boris Ivanov']);
  await click(button(card, 'Whose number is this?'));
  await pictures('pick-3-after-restart', card.page());
  await click(button(card, 'Take back'));
  await cardWith(card.page(), 'John Doe').getByRole('heading', { name: 'John Doe' }).waitFor();
});

test('taken back, the CRM’s first is named again', async () => {
  const card = await ringAs('John Doe');
  expect(await card.innerText()).not.toContain('Your pick');
});
