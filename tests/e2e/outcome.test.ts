/** What became of a call that was sent on, on the sender's card: told by the colleague's lamp, and by nothing else. */
import { afterEach, expect, test } from 'vitest';
import type { Locator } from 'playwright-core';
import type { RigCall } from '../rig/pbx/index.ts';
import { button, cardWith, click, expectTexts, hideAll, shownText } from './cards.ts';
import { useDesk } from './use-desk.ts';

const atAnna = 'Anna Petrova · ext. 102';
const desk = useDesk();
let calls: RigCall[] = [];
afterEach(async () => {
  await hideAll(desk());
  for (const call of calls) {
    call.hangUp();
    await call.whenSettled();
  }
  calls = [];
});

/** A client of Anna's calls and is sent to her. */
async function sendToAnna(client: string): Promise<{ readonly call: RigCall; readonly card: Locator }> {
  const call = await desk().ring(desk().newClient(client));
  calls.push(call);
  const card = cardWith(await desk().callerPage(), client);
  await click(button(card, /^Transfer Anna Petrova · ext\. 102/));
  await expectTexts(card, [`Rings at ${atAnna}`, 'Your phone still rings.']);
  return { call, card };
}

test('she answers: the card says so, and that it was she, for as long as an agent needs to read it', async () => {
  const { card, call } = await sendToAnna('Anja Answered');
  desk().anna.answer();
  await expectTexts(card, [`Answered by ${atAnna}`]);
  expect(await call.whenAnsweredBy()).toBe('102');
  await desk().screenshot('outcome-answered', await desk().callerPage());
  await card.waitFor({ state: 'detached', timeout: 12_000 });
});

test('she does not take it, and the own phone rings on: the card says both, and nothing of an answer or a mailbox', async () => {
  const { anna, ownPhone } = desk();
  const { card } = await sendToAnna('Wanda Wenton');
  await anna.whenState('ringing');
  anna.decline();
  await expectTexts(card, [`Rang, then stopped: ${atAnna}`, 'Your phone still rings.']);
  expect([await shownText(await desk().callerPage()), ownPhone.state]).toEqual([
    expect.not.stringMatching(/answered|voicemail/i),
    'ringing',
  ]);
  await desk().screenshot('outcome-went-on', await desk().callerPage());
});

test('nothing rings any more, and nobody answered as far as is told: voicemail or a hang-up', async () => {
  const { call, card } = await sendToAnna('Vera Voicemail');
  await desk().anna.whenState('ringing');
  call.hangUp();
  await call.whenSettled();
  await expectTexts(card, [`Rang, then stopped: ${atAnna}`, 'Voicemail, or the caller hung up: not told.']);
  await desk().screenshot('outcome-went-on-nothing-rings', await desk().callerPage());
});

test('it rings there longer than a card stays: the card waits for what becomes of it', async () => {
  const { card } = await sendToAnna('Ward Waits');
  await card.getByText('sent 0:09').waitFor({ timeout: 12_000 });
  await expectTexts(card, [`Rings at ${atAnna}`]);
  desk().anna.answer();
  await expectTexts(card, [`Answered by ${atAnna}`]);
});

test('to a queue nothing is told but that the server took it', async () => {
  const { anna } = desk();
  const call = await desk().ring(desk().newClient('Quinn Queue'));
  calls.push(call);
  const card = cardWith(await desk().callerPage(), 'Quinn Queue');
  await click(button(card, /^Send to queue Support/));
  await anna.whenState('ringing');
  await expectTexts(card, ['Sent to Support · 610', 'Your phone still rings.']);
  anna.answer();
  await call.whenAnsweredBy();
  await expectTexts(card, ['Your phone has stopped ringing.']);
  expect(await card.innerText()).not.toMatch(/answered|rings at/i);
});
