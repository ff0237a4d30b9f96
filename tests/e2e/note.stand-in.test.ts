/** A note for the colleague, with a real click and a real keyboard: it reaches her own companion with the call. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Locator } from 'playwright-core';
import { readRecord } from '../electron-stand-in/record.ts';
import type { RigLine } from '../integration/sip/rig-line.ts';
import type { RigCall } from '../rig/pbx/index.ts';
import { isMessage, startAnnasCompanion, withNotes } from './annas-companion.ts';
import { button, cardWith, click, expectTexts, hideAll } from './cards.ts';
import { agentUser } from './desk.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk(withNotes);
let companion: RigLine;
let call: RigCall | null = null;
beforeAll(async () => {
  companion = await startAnnasCompanion(desk());
});
afterEach(async () => {
  await hideAll(desk());
  call?.hangUp();
  await call?.whenSettled();
});
afterAll(() => companion.stop());

const focusCalls = async (): Promise<string[]> =>
  (await readRecord(desk().app)).focusCalls.map(({ call: made }) => made);
const texts = (): string[] => companion.events.filter(isMessage).map(({ text }) => text);

/** A client of Anna's calls. */
async function ringIn(client: string): Promise<Locator> {
  call = await desk().ring(desk().newClient(client), { headers: { 'X-Ringside-Call': client } });
  const card = cardWith(await desk().callerPage(), client);
  await expectTexts(card, ['Anna Petrova', 'Free']);
  return card;
}

test('a click on "Add a note" gets the keyboard, what is typed goes along with Enter, Enter, and its receipt is told', async () => {
  const page = await desk().callerPage();
  const card = await ringIn('Nora Note');
  const before = (await focusCalls()).length;
  await click(button(card, 'Add a note'));
  await expect.poll(async () => (await focusCalls()).slice(before)).toContain('setFocusable(true)');
  await page.keyboard.type('please call back about invoice 4711');
  await desk().screenshot('note-1-typed', page);
  await page.keyboard.press('Enter');
  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent.trim() ?? '');
  await expect.poll(focused).toMatch(/^Transfer\s+Anna Petrova/);
  await page.keyboard.press('Enter');
  const { fromUser, text } = await companion.when(isMessage);
  expect([fromUser, text.split('\n')]).toEqual([
    agentUser,
    [
      'Desk One: please call back about invoice 4711',
      '',
      'Ringside-Hand-Over: 1',
      expect.stringMatching(/^Id: [\w-]+$/),
      'From: Desk One',
      'Call: Nora Note',
      expect.stringMatching(/^Caller: outside:\+1202555\d{4}$/),
      '',
    ],
  ]);
  await expectTexts(card, ['Rings at Anna Petrova · ext. 102', 'Note on its way']);
  const [, id = ''] = /^Id: (.*)$/m.exec(text) ?? [];
  await companion.line.sendMessage(agentUser, `Ringside-Receipt: ${id}\r\n`);
  await expectTexts(card, ['Note arrived']);
  await desk().screenshot('note-2-arrived', page);
});

test('a click on Transfer takes along what was typed a moment before', async () => {
  const page = await desk().callerPage();
  const card = await ringIn('Clara Click');
  await click(button(card, 'Add a note'));
  const before = texts().length;
  await page.keyboard.type('urgent');
  await click(button(card, /^Transfer Anna Petrova/));
  await expect.poll(() => texts().slice(before)).toEqual([expect.stringMatching(/^Desk One: urgent\n/)]);
});

test('no receipt comes: it is not said that the note arrived', async () => {
  const page = await desk().callerPage();
  const card = await ringIn('Nick Noreceipt');
  await click(button(card, 'Add a note'));
  await page.keyboard.type('urgent');
  await click(button(card, /^Transfer Anna Petrova/));
  await expectTexts(card, ['Note: not told whether it arrived']);
  await desk().screenshot('note-3-not-told', page);
});

test('the colleague has no companion at the server: the card says to tell her, and the call goes all the same', async () => {
  const page = await desk().callerPage();
  const card = await ringIn('Cora Companionless');
  await click(button(card, 'Add a note'));
  await page.keyboard.type('urgent');
  await click(button(card, 'Send to…'));
  await page.getByLabel('Name or number').fill('103');
  await page.keyboard.press('Enter');
  await expectTexts(card, ['Sent to 103', 'Note not delivered: tell the colleague yourself']);
  expect(call?.legOf(agentUser)?.responses.at(-1)?.contact).toBe('<sip:103@pbx.example.com>');
  await desk().screenshot('note-4-not-delivered', page);
});

test('sent to a queue, nobody reads the note: said so', async () => {
  const page = await desk().callerPage();
  const card = await ringIn('Quentin Queue');
  await click(button(card, 'Add a note'));
  await page.keyboard.type('urgent');
  const before = texts().length;
  await click(button(card, /^Send to queue Support/));
  await expectTexts(card, ['Sent to Support · 610', 'Note not delivered: nobody reads notes there']);
  expect(texts().slice(before)).toEqual([]);
});
