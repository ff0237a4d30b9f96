/** The set-up window in every state and both themes: accessible, inside its width, and photographed for the eye. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeViolations } from './renderer-page.ts';
import { Album, fitFaults, openPlain, type PlainPage } from './plain-page.ts';
import { everyFormProblem } from './setup-problems.ts';
import { setupScenes } from './setup-states.ts';
import { viewOf } from './setup-samples.ts';
import { statusOf } from './status-samples.ts';

const size = { width: 760, height: 820 };
const minWidth = 480;
const album = new Album('setup');
const names = setupScenes.map(([name]) => name);
let shown: PlainPage;

beforeAll(async () => {
  shown = await openPlain('setup', size);
});
afterAll(() => shown.close());

test.each(setupScenes)('"%s" breaks no rule of axe in either theme, and fits', async (name, scene) => {
  await shown.show(scene.status, scene.view);
  await scene.act(shown);
  const light = await axeViolations(shown.page);
  await album.take(shown.page, name, 'light');
  await shown.tell({ ...scene.status, theme: 'dark' });
  const dark = await axeViolations(shown.page);
  await album.take(shown.page, name, 'dark');
  expect({ light, dark, fit: await fitFaults(shown.page, size, minWidth) }).toEqual({ light: [], dark: [], fit: [] });
});

test('in forced colours a wrong field has a thicker edge, as its words alone might be overlooked', async () => {
  await shown.page.emulateMedia({ forcedColors: 'active' });
  await shown.show(statusOf(), viewOf());
  await shown.page.getByRole('button', { name: 'Save' }).click();
  await shown.reply('setup:save', { problems: everyFormProblem.filter(({ path }) => path === 'sip.aor') });
  const width = (label: string): Promise<string> =>
    shown.page.getByLabel(label).evaluate((input) => getComputedStyle(input).borderTopWidth);
  await shown.page.getByText('Must look like sip:user@domain').first().waitFor();
  expect([await width('Address of record'), await width('Own extension')]).toEqual(['3px', '1px']);
  expect(await axeViolations(shown.page)).toEqual([]);
  await shown.page.emulateMedia({ forcedColors: null });
});

test.each(['light', 'dark'])('the pictures of all states in the %s theme are put on one sheet', async (theme) => {
  const sheet = await album.sheet(names, theme, shown, 8);
  expect(sheet.length).toBeGreaterThan(100_000);
});

test('the page never complained', () => {
  expect(shown.complaints).toEqual([]);
});
