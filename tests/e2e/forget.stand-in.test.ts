/** "Forget this caller" in the whole app: afterwards no file of the profile holds a byte of his number, his name or what was written of him. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { windowAt } from '../electron-stand-in/launch.ts';
import { desktop } from '../electron-stand-in/record.ts';
import { cardWith, hideAll } from './cards.ts';
import { trayLabels } from './tray.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk();
const name = 'Ferdinand Vergißmein';
const note = 'wants the blue kettle';

/** Files of the profile in which one of the words stands, as UTF-8 or as Chromium's UTF-16, whatever the case: "file: word". */
function traces(words: readonly string[]): string[] {
  const root = desk().folders.userData;
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    const texts = [bytes.toString('utf8').toLowerCase(), bytes.toString('utf16le').toLowerCase()];
    const spellings = [...texts, bytes.subarray(1).toString('utf16le').toLowerCase()];
    return words
      .filter((word) => spellings.some((text) => text.includes(word.toLowerCase())))
      .map((word) => `${relative(root, path)}: ${word}`);
  });
}

async function ringAndMiss(who: string): Promise<string> {
  const number = desk().newClient(who);
  const call = await desk().ring(number);
  await cardWith(await desk().callerPage(), who).waitFor();
  call.hangUp();
  await call.whenSettled();
  await hideAll(desk());
  return number;
}

async function openHistory(): Promise<Page> {
  const label = (await trayLabels(desk().app)).find((text) => text.startsWith('Calls…')) ?? '';
  await desktop(desk().app).clickTrayMenu(label);
  return windowAt(desk().app, '/history/index.html');
}

test('nothing of him is left on the disk, and all of the others is', async () => {
  const number = await ringAndMiss(name);
  const digits = number.slice(1);
  const words = [digits, digits.slice(1), `+1 202 555 ${digits.slice(-4)}`, 'Ferdinand', 'Vergißmein', 'kettle'];
  await ringAndMiss('Karla Kept');
  const page = await openHistory();
  await page.getByRole('option').filter({ hasText: name }).click();
  await page.getByRole('button', { name: 'Add note' }).click();
  await page.getByRole('textbox', { name: 'Note for the CRM' }).fill(note);
  await page.getByRole('button', { name: 'Send to the CRM' }).click();
  await page.getByRole('region').getByText(note).waitFor();
  // Proof that the search would find him.
  expect(traces(words).map((found) => found.replace(/^.*: /, ''))).toEqual(
    expect.arrayContaining([digits, 'Ferdinand', 'Vergißmein', 'kettle']),
  );

  await page.getByRole('button', { name: 'Forget this caller…' }).click();
  await page.getByText(/Goes for good: 1 call[,.]/).waitFor();
  await desk().screenshot('history-forget', page);
  await page.getByRole('button', { name: 'Forget', exact: true }).click();
  await page.getByText('Forgotten: 1 call.').waitFor();
  await expect.poll(() => page.getByRole('option').allInnerTexts()).toEqual([expect.stringContaining('Karla Kept')]);
  expect((await trayLabels(desk().app)).filter((label) => label.includes('Ferdinand'))).toEqual([]);

  await desk().stopApp();
  expect(traces(words)).toEqual([]);
  expect(traces(['Karla Kept'])).toEqual(['ringside.db: Karla Kept']);
});
