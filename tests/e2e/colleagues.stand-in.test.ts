/** The colleagues' window from the tray: who is there, at work and free, live, found by typing, and let go of when closed. */
import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { desktop } from '../electron-stand-in/record.ts';
import { expectTexts } from './cards.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk();
afterEach(async () => {
  await (await desk().colleaguesPage()).close();
});

async function open(): Promise<Page> {
  await desktop(desk().app).clickTrayMenu('Colleagues…');
  return desk().colleaguesPage();
}
const listOf = async (page: Page): Promise<string[]> =>
  (await page.getByRole('listitem').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
const row = (page: Page, name: string): ReturnType<Page['locator']> =>
  page.getByRole('listitem').filter({ hasText: name });

test('tells who is there, whose line is free, and that nobody tells of workdays as long as the webhook may not', async () => {
  const page = await open();
  await expect
    .poll(() => listOf(page))
    .toEqual([
      expect.stringMatching(/^Anna Petrova Free ext\. 102 · Workday not told$/),
      expect.stringMatching(/^Boris Ivanov Line not told ext\. 104 · Workday not told$/),
      expect.stringMatching(/^Desk One this desk Free ext\. 101 · Workday not told$/),
      'Quiet Colleague no extension · Workday not told',
    ]);
  await desk().screenshot('colleagues', page);
});

test('a call is seen as it rings, is taken and ends', async () => {
  const page = await open();
  await expectTexts(row(page, 'Anna Petrova'), [/Free/]);
  const call = desk().pbx.call({ to: '102', from: { number: desk().newClient('Livia Live', 7) } });
  await expectTexts(row(page, 'Anna Petrova'), [/Rings/]);
  desk().anna.answer();
  await expectTexts(row(page, 'Anna Petrova'), [/In a call/]);
  call.hangUp();
  await expectTexts(row(page, 'Anna Petrova'), [/Free/]);
  await call.whenSettled();
});

test('is searched by name and by extension', async () => {
  const page = await open();
  await expectTexts(row(page, 'Anna Petrova'), ['102']);
  const names = async (): Promise<string[]> =>
    (await listOf(page)).map((text) => text.split(' ').slice(0, 2).join(' '));
  await page.getByRole('searchbox').fill('iva');
  await expect.poll(names).toEqual(['Boris Ivanov']);
  await page.getByRole('searchbox').fill('102');
  await expect.poll(names).toEqual(['Anna Petrova']);
  await page.getByRole('searchbox').fill('nobody like this');
  await expectTexts(page.getByRole('status'), ['Nobody found for “nobody like this”.']);
});

test('closed, the colleagues are asked for no more, and the app lives on', async () => {
  const page = await open();
  await expectTexts(row(page, 'Anna Petrova'), ['102']);
  await page.close();
  await expect.poll(() => desk().app.windows().length).toBe(1);
  const again = await open();
  await expectTexts(row(again, 'Anna Petrova'), ['102']);
});
