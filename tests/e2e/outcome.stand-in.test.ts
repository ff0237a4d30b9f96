/** What became of a call, where its card tells no more: in the tray's last calls, and in one notification once the card is gone. */
import { afterEach, expect, test } from 'vitest';
import { readRecord } from '../electron-stand-in/record.ts';
import type { RigCall } from '../rig/pbx/index.ts';
import { button, cardWith, click, expectTexts, hideAll } from './cards.ts';
import { trayLabels } from './tray.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk();
let call: RigCall | null = null;
afterEach(async () => {
  await hideAll(desk());
  call?.hangUp();
  await call?.whenSettled();
});

const told = async (): Promise<string[][]> =>
  (await readRecord(desk().app)).notifications.map(({ title, body }) => [title, body]);
const lastCall = async (): Promise<string | undefined> => (await trayLabels(desk().app))[1];

/** A client of Anna's is sent to her, and her phone rings. */
async function sendToAnna(client: string): Promise<RigCall> {
  const sent = await desk().ring(desk().newClient(client));
  call = sent;
  const card = cardWith(await desk().callerPage(), client);
  await click(button(card, /^Transfer Anna Petrova · ext\. 102/));
  await expectTexts(card, ['Rings at Anna Petrova · ext. 102']);
  return sent;
}

async function hide(client: string): Promise<void> {
  const card = cardWith(await desk().callerPage(), client);
  await click(button(card, 'Hide'));
  await card.waitFor({ state: 'detached' });
}

test('what the card tells is in the last calls too, and no notification repeats it', async () => {
  await sendToAnna('Tilly Told');
  desk().anna.answer();
  await expectTexts(cardWith(await desk().callerPage(), 'Tilly Told'), ['Answered by Anna Petrova · ext. 102']);
  await hide('Tilly Told');
  await expect
    .poll(lastCall)
    .toMatch(/^\d\d:\d\d · Tilly Told · \+1 202 555 \d{4} · sent to Anna Petrova · (?:ext\. )?102, answered$/);
  expect(await told()).toEqual([]);
});

test('she answers once the card is gone: the last calls say so, and one notification', async () => {
  await sendToAnna('Nils Notified');
  await hide('Nils Notified');
  await expect.poll(lastCall).toMatch(/Nils Notified .* sent to Anna Petrova · (?:ext\. )?102$/);
  desk().anna.answer();
  await expect.poll(lastCall).toMatch(/Nils Notified .* sent to Anna Petrova · (?:ext\. )?102, answered$/);
  await expect
    .poll(told)
    .toEqual([['Anna Petrova answered', expect.stringMatching(/^Nils Notified · \+1 202 555 \d{4}$/)]]);
});

test('it goes on from her once the card is gone: said so, and not that she answered', async () => {
  const before = await told();
  await sendToAnna('Wim Wenton');
  await hide('Wim Wenton');
  await desk().anna.whenState('ringing');
  desk().anna.decline();
  await expect.poll(lastCall).toMatch(/Wim Wenton .* sent to Anna Petrova · (?:ext\. )?102, rang, then stopped$/);
  await expect
    .poll(told)
    .toEqual([
      ...before,
      ['Rang at Anna Petrova, then stopped: voicemail or hang-up', expect.stringMatching(/^Wim Wenton · /)],
    ]);
});
