/** The history in the whole app: calls come in as they end, are found, called back, copied, written to a file, and counted until looked at. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { windowAt } from '../electron-stand-in/launch.ts';
import { desktop, readRecord } from '../electron-stand-in/record.ts';
import { button, cardWith, click, expectTexts, hideAll } from './cards.ts';
import { readTray, trayLabels } from './tray.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk({ config: (usual) => ({ ...usual, desktop: { dialUrl: 'tel:{number}' } }) });
const numbers = { missed: '', sent: '', stopped: '' };

const rows = (page: Page): Locator => page.getByRole('option');
const names = async (page: Page): Promise<string[]> =>
  (await rows(page).allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
const historyPage = (): Promise<Page> => windowAt(desk().app, '/history/index.html');

/** Rings, and hangs up once the card is there. */
async function miss(name: string): Promise<string> {
  const number = desk().newClient(name);
  const call = await desk().ring(number);
  await cardWith(await desk().callerPage(), name).waitFor();
  call.hangUp();
  await call.whenSettled();
  await hideAll(desk());
  return number;
}

async function searchFor(page: Page, text: string): Promise<void> {
  await page.getByRole('searchbox').fill(text);
}

/** One call of each kind. */
async function ringAll(): Promise<void> {
  const page = await desk().callerPage();
  numbers.stopped = desk().newClient('Stella Stopped');
  const stopped = await desk().ring(numbers.stopped);
  await cardWith(page, 'Stella Stopped').waitFor();
  // No Reason: nobody tells whether the caller hung up or somebody has the call.
  stopped.hangUp({ reasons: [] });
  await stopped.whenSettled();
  await hideAll(desk());
  numbers.sent = desk().newClient('Сергей Отправленный');
  const sent = await desk().ring(numbers.sent);
  await click(button(cardWith(page, 'Сергей Отправленный'), /^Transfer Anna Petrova/));
  await desk().anna.whenState('ringing');
  sent.hangUp();
  await sent.whenSettled();
  await hideAll(desk());
  numbers.missed = await miss('Mona Missed');
}

test('what was missed is counted on the tray and the launcher, until the history is looked at', async () => {
  const { app } = desk();
  await ringAll();
  await expect.poll(async () => (await readRecord(app)).badgeCount).toBe(1);
  expect(await trayLabels(app)).toContain('Calls… (1 missed)');
  expect((await readTray(app)).toolTip).toMatch(/^Ringside · 1 missed call · Reachable/);
  await desktop(app).clickTrayMenu('Calls… (1 missed)');
  await historyPage();
  await expect.poll(async () => (await readRecord(app)).badgeCount).toBe(0);
  await expect.poll(() => trayLabels(app)).toContain('Calls…');
});

test('every call stands there with who it was and what became of it, and each kind has its own words', async () => {
  const page = await historyPage();
  await expect
    .poll(() => names(page))
    .toEqual([
      expect.stringMatching(/^\d\d:\d\d Mona Missed Missed \+1 202 555 \d{4} · Anna Petrova$/),
      expect.stringMatching(/^\d\d:\d\d Сергей Отправленный Sent to Anna Petrova/),
      expect.stringMatching(/^\d\d:\d\d Stella Stopped Stopped ringing here/),
    ]);
  await page.getByText(/Calls while Ringside was off are not here; it has been running since \d\d:\d\d/).waitFor();
  await desk().screenshot('history', page);
});

test('a call that ends while the window is open appears in it', async () => {
  const page = await historyPage();
  await miss('Lena Live');
  await expect.poll(async () => (await names(page))[0]).toMatch(/Lena Live Missed/);
});

test('is found by the last four digits, by a name in any script, and by what became of it', async () => {
  const page = await historyPage();
  await searchFor(page, numbers.sent.slice(-4));
  await expect.poll(() => names(page)).toEqual([expect.stringContaining('Сергей Отправленный')]);
  await searchFor(page, 'отпр');
  await expect.poll(() => names(page)).toEqual([expect.stringContaining('Сергей Отправленный')]);
  await searchFor(page, '');
  await page.getByText('Stopped ringing', { exact: true }).click();
  await expect.poll(() => names(page)).toEqual([expect.stringContaining('Stella Stopped')]);
  await page.getByText('All', { exact: true }).click();
  await expect.poll(async () => (await names(page)).length).toBe(4);
});

test('its number is copied, called back by the program of the settings, and its client opened in the CRM', async () => {
  const { app, portal } = desk();
  const page = await historyPage();
  await rows(page).filter({ hasText: 'Mona Missed' }).click();
  await page.getByRole('button', { name: 'Copy number' }).click();
  await expect.poll(async () => (await readRecord(app)).clipboard).toMatch(/^\+1 202 555 \d{4}$/);
  await page.getByRole('button', { name: 'Call back' }).click();
  await page.getByRole('button', { name: 'Open in CRM' }).click();
  const opened = async (): Promise<string[]> => (await readRecord(app)).opened.map(({ target }) => target);
  await expect
    .poll(opened)
    .toEqual([
      `tel:${numbers.missed}`,
      expect.stringContaining(`${new URL(portal.webhook).host}/crm/contact/details/`),
    ]);
});

test('a call of the tray opens at once in the history', async () => {
  const { app } = desk();
  const page = await historyPage();
  const label = (await trayLabels(app)).find((text) => text.includes('Stella Stopped')) ?? '';
  await desktop(app).clickTrayMenu(label);
  await page.getByRole('heading', { name: 'Stella Stopped' }).waitFor();
});

test('all that is found is written to a file that a spreadsheet reads', async () => {
  const { app, folders } = desk();
  const page = await historyPage();
  const filePath = join(folders.outside, 'calls.csv');
  await desktop(app).answerDialog({ canceled: false, filePath });
  await page.getByRole('button', { name: 'Export as CSV…' }).click();
  await expectTexts(page.locator('footer'), ['4 calls written to']);
  const lines = readFileSync(filePath, 'utf8').trim().split('\r\n');
  expect([lines.length, lines.filter((line) => line.includes('Сергей Отправленный')).length]).toEqual([5, 1]);
});
