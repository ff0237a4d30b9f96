/** A note for the CRM's timeline in the whole app: sent once with what became of the call, however the portal and the app fare meanwhile. */
import type { Locator, Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { desktop } from '../electron-stand-in/record.ts';
import type { RigCall } from '../rig/pbx/index.ts';
import { button, cardWith, click, expectTexts, hideAll } from './cards.ts';
import { pictures, withCrm } from './crm-desk.ts';
import { agentUser } from './desk.ts';
import { trayLabels } from './tray.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk(withCrm);
let call: RigCall | null = null;
afterEach(async () => {
  desk().portal.fault = { kind: 'none' };
  call?.hangUp();
  await call?.whenSettled();
  await desk().ownPhone.whenState('idle');
  await hideAll(desk());
});

const comments = (): string[] => desk().portal.data.comments.map(({ text }) => text);
/** Words, what became of the call, and our mark. */
const comment = (words: string, became: string): unknown =>
  expect.stringMatching(new RegExp(`^${words}\n.*\\. ${became}\n\nRingside [\\w-]{8,}$`));

/** The agent picks up his own phone, and writes on the card while he talks. */
async function talkAndWrite(client: string, words: string): Promise<Locator> {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient(client));
  const card = cardWith(page, client);
  await expectTexts(card, ['Anna Petrova']);
  desk().ownPhone.answer();
  await expectTexts(card, [/on your phone 0:0/]);
  await click(button(card, 'Note for the CRM'));
  await page.keyboard.type(words);
  await click(button(card, 'Save'));
  await expectTexts(card, ['saved, goes out after the call']);
  return card;
}

async function openOutbox(): Promise<Page> {
  const label = 'Waiting for the CRM (1)…';
  await expect.poll(() => trayLabels(desk().app)).toContain(label);
  await desktop(desk().app).clickTrayMenu(label);
  const page = await desk().outboxPage();
  await expectTexts(page.locator('main'), ['1 item']);
  return page;
}

const isEmpty = 'Everything that was written has reached the CRM.';

test('written during the call, it stands in the timeline once, with the outcome, when the call has ended', async () => {
  const card = await talkAndWrite('Nina Noted', 'wants an offer');
  expect(comments()).toEqual([]);
  await pictures('crm-note-1-saved', card.page());
  desk().ownPhone.hangUp();
  await expectTexts(card, [/Note for the CRM\s*sent/]);
  await pictures('crm-note-2-sent', card.page());
  expect(comments()).toEqual([comment('wants an offer', 'Answered\\.')]);
  expect(desk().portal.data.comments[0]).toMatchObject({ entityType: 'contact', entityId: 9001 });
});

test('written after the call was sent on, it says where the call went and that it was answered there', async () => {
  desk().portal.data.comments = [];
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Otto Onward'));
  const card = cardWith(page, 'Otto Onward');
  await expectTexts(card, ['Anna Petrova', 'Free']);
  await click(button(card, /^Transfer Anna Petrova/));
  await expectTexts(card, ['Rings at Anna Petrova']);
  await click(button(card, 'Note for the CRM'));
  await page.keyboard.type('has asked twice');
  await click(button(card, 'Save'));
  desk().anna.answer();
  await expectTexts(card, ['Answered by Anna Petrova']);
  await pictures('crm-note-3-sent-on', page);
  await expect
    .poll(comments, { timeout: 10_000 })
    .toEqual([comment('has asked twice', 'Sent on: Anna Petrova · 102, answered there\\.')]);
  desk().anna.hangUp();
});

test('with the portal away it waits in the outbox, and is sent once when the portal is back', async () => {
  desk().portal.data.comments = [];
  const card = await talkAndWrite('Wanda Waits', 'call back on Monday');
  await desk().portal.goAway();
  desk().ownPhone.hangUp();
  await expectTexts(card, [/not sent yet, trying again/]);
  await pictures('crm-note-4-waiting', card.page());
  const outbox = await openOutbox();
  await expectTexts(outbox.locator('main'), [
    'Note: Wanda Waits',
    'call back on Monday',
    'Waiting',
    /Next try in \d+ s/,
  ]);
  await pictures('outbox-1-waiting', outbox);
  expect(comments()).toEqual([]);
  await desk().portal.comeBack();
  await outbox.getByRole('button', { name: /^Send now/ }).click();
  await expectTexts(outbox.locator('main'), [isEmpty]);
  await pictures('outbox-2-empty', outbox);
  expect(comments()).toEqual([comment('call back on Monday', 'Answered\\.')]);
  await outbox.close();
});

test('what waited when the app was killed is sent once by the next start', async () => {
  desk().portal.data.comments = [];
  const card = await talkAndWrite('Kilian Killed', 'the power goes');
  await desk().portal.goAway();
  desk().ownPhone.hangUp();
  await expectTexts(card, [/not sent yet, trying again/]);
  await desk().killApp();
  await desk().portal.comeBack();
  await desk().startApp();
  await desk().pbx.whenRegistered(agentUser);
  await expect.poll(comments, { timeout: 20_000 }).toEqual([comment('the power goes', 'Answered\\.')]);
});

test('killed while its request was at the portal, which did it: it is found there, and not sent again', async () => {
  const { portal } = desk();
  portal.data.comments = [];
  await talkAndWrite('Inga Inflight', 'half way there');
  portal.forget();
  portal.fault = { kind: 'hang', method: 'crm.timeline.comment.add', isDone: true };
  desk().ownPhone.hangUp();
  await portal.whenAsked('crm.timeline.comment.add');
  await expect.poll(() => comments().length).toBe(1);
  await desk().killApp();
  portal.fault = { kind: 'none' };
  portal.forget();
  await desk().startApp();
  await desk().pbx.whenRegistered(agentUser);
  await portal.whenAsked('crm.timeline.comment.list');
  const waiting = async (): Promise<string[]> =>
    (await trayLabels(desk().app)).filter((label) => label.startsWith('Waiting for the CRM'));
  await expect.poll(waiting).toEqual([]);
  expect(comments()).toEqual([comment('half way there', 'Answered\\.')]);
});
