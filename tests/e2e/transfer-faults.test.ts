/** Transfers that go wrong: what the agent is told, and that the buttons come back where they can still do something. */
import { afterEach, expect, test } from 'vitest';
import type { RigCall } from '../rig/pbx/index.ts';
import { noFaults } from '../rig/pbx/options.ts';
import { button, cardWith, click, expectTexts, hideAll, rowOf } from './cards.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk();
let calls: RigCall[] = [];
afterEach(async () => {
  Object.assign(desk().pbx.faults, noFaults());
  await hideAll(desk());
  for (const call of calls) call.hangUp();
  calls = [];
});

test('a transfer that the server does not confirm is called that, and the buttons are back', async () => {
  const { pbx } = desk();
  const page = await desk().callerPage();
  // Lamps that tell nothing: there is no other way to know that her phone rings.
  Object.assign(pbx.faults, { ackFinals: false, lamps: 'silent' });
  pbx.lamps.end('deactivated');
  const call = await desk().ring(desk().newClient('Nico Notconfirmed'));
  calls = [call];
  const card = cardWith(page, 'Nico Notconfirmed');
  await click(button(card, /^Transfer Anna Petrova/));
  await expectTexts(card, ['Sending to Anna Petrova · ext. 102']);
  await desk().screenshot('transfer-sending', page);
  await expectTexts(card, ['Not confirmed. Perhaps sent, perhaps not: Anna Petrova · ext. 102']);
  await button(card, /^Transfer Anna Petrova/).waitFor();
  expect(await card.innerText()).not.toContain('Sent to');
  await desk().screenshot('transfer-not-confirmed', page);
});

test('where her lamp tells that she rings with this caller all the same, she is not offered again', async () => {
  const page = await desk().callerPage();
  calls = [await desk().ring(desk().newClient('Lina Lamp'))];
  const card = cardWith(page, 'Lina Lamp');
  desk().pbx.faults.ackFinals = false;
  await click(button(card, /^Transfer Anna Petrova/));
  await expectTexts(card, ['Not confirmed.']);
  await expectTexts(rowOf(card, 'Anna Petrova'), ['Rings']);
  await expectTexts(button(card, /^Extension 102/), ['already ringing']);
  expect(await button(card, /^Extension 102/).isDisabled()).toBe(true);
  await desk().screenshot('transfer-not-confirmed-rings', page);
});

test('a confirmation that comes late is told: the card says where it rings', async () => {
  const page = await desk().callerPage();
  calls = [await desk().ring(desk().newClient('Lara Late'))];
  const card = cardWith(page, 'Lara Late');
  desk().pbx.faults.ackDelayMs = 2600;
  await click(button(card, /^Transfer Anna Petrova/));
  await expectTexts(card, ['Not confirmed.']);
  await expectTexts(card, ['Rings at Anna Petrova · ext. 102']);
});

test('a caller who hangs up while the click is on its way is told as that', async () => {
  const page = await desk().callerPage();
  const call = await desk().ring(desk().newClient('Xenia Crossing'));
  calls = [call];
  const card = cardWith(page, 'Xenia Crossing');
  desk().pbx.faults.cancelBeforeAck = true;
  await click(button(card, /^Transfer Anna Petrova/));
  await expectTexts(card, ['Missed. The caller hung up.', 'It was on its way to Anna Petrova · ext. 102']);
  await desk().screenshot('transfer-crossing', page);
  expect((await call.whenEnded()).endedBy).toBe('caller');
  expect(await button(card, /Transfer/).count()).toBe(0);
});

test('where the leg that carried the click goes and another rings on, the click is told as not sent, with the buttons', async () => {
  const page = await desk().callerPage();
  const number = desk().newClient('Rob Refused');
  const headers = { 'X-Ringside-Call': 'rob-1' };
  calls = [
    await desk().ring(number, { from: { number }, headers }),
    await desk().ring(number, { from: { number }, headers }),
  ];
  const card = cardWith(page, 'Rob Refused');
  await button(card, /^Transfer Anna Petrova/).waitFor();
  expect(await page.locator('[data-call]').count()).toBe(1);
  desk().pbx.faults.cancelBeforeAck = true;
  await click(button(card, /^Transfer Anna Petrova/));
  await expectTexts(card, ['Not sent. The line could not pass it on to Anna Petrova · ext. 102']);
  await button(card, /^Transfer Anna Petrova/).waitFor();
  await desk().screenshot('transfer-refused', page);
});

test('of two legs of one call, a transfer sends one on and turns the other away', async () => {
  const page = await desk().callerPage();
  const number = desk().newClient('Tim Twolegs');
  const headers = { 'X-Ringside-Call': 'tim-1' };
  calls = [
    await desk().ring(number, { from: { number }, headers }),
    await desk().ring(number, { from: { number }, headers }),
  ];
  const card = cardWith(page, 'Tim Twolegs');
  await click(button(card, /^Transfer Anna Petrova/));
  await expectTexts(card, ['Rings at Anna Petrova · ext. 102']);
  const last = (): (number | undefined)[] => calls.map((call) => call.legOf('101c')?.responses.at(-1)?.status);
  await expect.poll(last).toEqual([302, 486]);
});
