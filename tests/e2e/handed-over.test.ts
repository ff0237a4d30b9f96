/** A call that a colleague sent here: her card says who sent it on, and what she wrote. Nothing else that comes by MESSAGE is shown. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { RigLine } from '../integration/sip/rig-line.ts';
import type { RigCall } from '../rig/pbx/index.ts';
import { isMessage, startAnnasCompanion, withNotes } from './annas-companion.ts';
import { cardWith, expectTexts, hideAll } from './cards.ts';
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

/** What Anna's companion sends along with a call. */
const handOver = (id: string, ringsideCall: string, note: string): string =>
  [
    `Anna Petrova: ${note}`,
    '',
    'Ringside-Hand-Over: 1',
    `Id: ${id}`,
    'From: Anna Petrova',
    `Call: ${ringsideCall}`,
    '',
  ].join('\r\n');

test('told while it rings, it is on the card at once, and Anna gets her receipt', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Hella Handed', 7), { headers: { 'X-Ringside-Call': 'hella-1' } });
  const card = cardWith(page, 'Hella Handed');
  await expectTexts(card, ['Boris Ivanov']);
  await companion.line.sendMessage(agentUser, handOver('note-1', 'hella-1', 'Rechnung 4711, bitte zurückrufen'));
  await expectTexts(card, ['Sent on by Anna Petrova:', 'Rechnung 4711, bitte zurückrufen']);
  expect((await companion.when(isMessage)).text).toBe('Ringside-Receipt: note-1\n');
  await desk().screenshot('handed-over', page);
});

test('told before it rings, it is on the card from its first picture on', async () => {
  await companion.line.sendMessage(agentUser, handOver('note-2', 'early-1', 'she is in a hurry'));
  call = await desk().ring(desk().newClient('Edda Early'), { headers: { 'X-Ringside-Call': 'early-1' } });
  const card = cardWith(await desk().callerPage(), /Sent on by Anna Petrova:/);
  await expectTexts(card, ['she is in a hurry', 'Edda Early']);
});

test('of another call, or no hand-over at all: nothing of it is shown', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Otis Other'), { headers: { 'X-Ringside-Call': 'otis-1' } });
  const card = cardWith(page, 'Otis Other');
  await expectTexts(card, ['Anna Petrova']);
  for (const text of [handOver('note-3', 'another-1', 'wrong call'), 'lunch?', 'Ringside-Hand-Over: 1'])
    await companion.line.sendMessage(agentUser, text);
  await companion.line.sendMessage(agentUser, handOver('note-4', 'otis-1', 'right call'));
  await expectTexts(card, ['right call']);
  expect(await page.locator('body').innerText()).not.toMatch(/wrong call|lunch|Hand-Over/);
});

test('what a note says is text, never markup', async () => {
  const page = await desk().callerPage();
  const note = '<img src=x onerror=alert(1)><b>bold</b>';
  await companion.line.sendMessage(agentUser, handOver('note-5', 'mark-1', note));
  call = await desk().ring(desk().newClient('Mark Markup'), { headers: { 'X-Ringside-Call': 'mark-1' } });
  const card = cardWith(page, 'Mark Markup');
  await expectTexts(card, [note]);
  expect(await card.locator('img, b').count()).toBe(0);
});

test('without any text, the call’s own headers tell which extension sent it on', async () => {
  call = await desk().ring(desk().newClient('Dora Diverted'), {
    headers: { Diversion: '<sip:102@pbx.example.com>;reason=unconditional' },
  });
  await expectTexts(cardWith(await desk().callerPage(), 'Dora Diverted'), ['Sent on by extension 102']);
});
