/** Whose client calls, and where the call should go, for every kind of caller and colleague an agent meets. */
import { afterEach, expect, test } from 'vitest';
import type { RigCall } from '../rig/pbx/index.ts';
import { sampleNumbers } from '../rig/portal/sample.ts';
import { button, cardWith, click, expectTexts, hideAll } from './cards.ts';
import { agentUser } from './desk.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk();
let call: RigCall | null = null;
afterEach(async () => {
  desk().portal.setWorkday(99, 'OPENED');
  await hideAll(desk());
  call?.hangUp();
  await call?.whenSettled();
});

const sentTo = (sent: RigCall): string | null | undefined => sent.legOf(agentUser)?.responses.at(-1)?.contact;

test('a colleague on a break is offered the mobile first: shown in part, dialled in full', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(sampleNumbers.reneeUnal);
  const card = cardWith(page, 'Renée Ünal');
  await expectTexts(card, ['Lead', 'Boris Ivanov', 'On a break', 'Recommended during a break']);
  const recommended = button(card, /^Transfer to mobile Boris Ivanov/);
  await expectTexts(recommended, ['+49 171', '••']);
  expect(await recommended.innerText()).not.toContain('5550142');
  await desk().screenshot('whose-on-a-break', page);
  await click(recommended);
  await expectTexts(card, ['Sent to Boris Ivanov']);
  expect(sentTo(call)).toBe('<sip:491715550142@pbx.example.com>');
});

test('after the workday a queue is recommended before a private mobile, but not the one that the call came through', async () => {
  desk().portal.setWorkday(99, 'CLOSED');
  const number = desk().newClient('Late Caller');
  const page = await desk().callerPage();
  call = await desk().ring(number, { from: { number }, headers: { Diversion: '<sip:600@pbx.example.com>' } });
  const card = cardWith(page, 'Late Caller');
  await expectTexts(card, ['Anna Petrova', 'Workday over', 'Recommended after the workday', 'Extension']);
  await expectTexts(button(card, /Sales · 600/), ['the call came through it']);
  expect(await button(card, /Sales · 600/).isDisabled()).toBe(true);
  await desk().screenshot('whose-workday-over', page);
  await click(card.locator('.recommended').getByRole('button'));
  await expectTexts(card, ['Sent to Support · 610']);
  expect(sentTo(call)).toBe('<sip:610@pbx.example.com>');
});

test('a workday that is not known is said, and the colleague recommended all the same', async () => {
  desk().portal.setWorkday(99, 'UNAVAILABLE');
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Una Kept'));
  const card = cardWith(page, 'Una Kept');
  await expectTexts(card, ['Keeps no workday', 'Recommended: responsible, workday not known']);
  await button(card, /^Transfer Anna Petrova · ext\. 102/).waitFor();
});

test("one's own client is said to be so, and nothing is recommended", async () => {
  const page = await desk().callerPage();
  call = await desk().ring(sampleNumbers.maraKlein);
  const card = cardWith(page, 'Mara Klein');
  await expectTexts(card, ['Klein GmbH', 'Desk One', 'this desk', 'Your client. Pick up on your phone.']);
  expect(await button(card, /^Transfer/).count()).toBe(0);
  expect(await card.getByText(/^Recommended/).count()).toBe(0);
  await button(card, 'Send to…').waitFor();
  await desk().screenshot('whose-own-client', page);
});

test('a caller whom the CRM does not know is said to be unknown, with the queues to choose', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(sampleNumbers.unknown, {
    from: { number: sampleNumbers.unknown, displayName: 'Sam Stranger' },
  });
  const card = cardWith(page, '+44 20 7183 8750');
  await expectTexts(card, ['Not in the CRM', '“Sam Stranger” by the caller', 'United Kingdom']);
  expect(await card.getByText(/^Recommended/).count()).toBe(0);
  await desk().screenshot('whose-no-match', page);
  await click(button(card, /^Send to queue Support · 610/));
  await expectTexts(card, ['Sent to Support · 610']);
});

test('a withheld number is said to be withheld and never looked up', async () => {
  const asked = desk().portal.requests.length;
  const page = await desk().callerPage();
  call = await desk().ring('anonymous', {
    fromHeader: '"Anonymous" <sip:anonymous@anonymous.invalid>',
    headers: { Privacy: 'id', 'P-Asserted-Identity': '"John Doe" <sip:+19062195047@pbx.example.com>' },
  });
  const card = cardWith(page, 'Number withheld');
  await expectTexts(card, ['Not looked up. Without a number there is nothing to look for.']);
  await button(card, /^Send to queue Sales/).waitFor();
  expect(await page.locator('main').innerText()).not.toContain('John Doe');
  expect(desk().portal.requests.length).toBe(asked);
  await desk().screenshot('whose-withheld', page);
});

test('a call from inside shows the extension and is never looked up', async () => {
  const asked = desk().portal.requests.length;
  const page = await desk().callerPage();
  call = await desk().ring('104', { from: { number: '104', displayName: 'Boris Ivanov' } });
  const card = cardWith(page, 'Extension 104');
  await expectTexts(card, ['Boris Ivanov', 'A call from inside. Colleagues are not looked up in the CRM.']);
  expect(desk().portal.requests.length).toBe(asked);
  await desk().screenshot('whose-internal', page);
});

test('a colleague who has no number at all is shown, and the card says that there is nothing to dial', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(sampleNumbers.assigneeWithoutNumbers);
  const card = cardWith(page, 'Quiet client');
  await expectTexts(card, ['Quiet Colleague', 'Keeps no workday']);
  await button(card, /^Send to queue Sales · 600/).waitFor();
  await desk().screenshot('whose-no-numbers', page);
});

test('an assignee who has left is nobody responsible', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(sampleNumbers.assigneeGoneMap);
  const card = cardWith(page, 'Client of the first');
  await expectTexts(card, ['Nobody responsible.', 'The CRM names nobody, or somebody who has left.']);
  await desk().screenshot('whose-nobody', page);
});
