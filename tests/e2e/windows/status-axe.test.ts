/** The status window in every state and both themes: accessible, inside its width, and photographed for the eye. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from './renderer-page.ts';
import { Album, fitFaults, openPlain, type PlainPage } from './plain-page.ts';
import { statusOf } from './status-samples.ts';
import { statusScenes } from './status-states.ts';

const size = { width: 640, height: 640 };
const minWidth = 420;
const album = new Album('status');
const names = statusScenes.map(([name]) => name);
let shown: PlainPage;

beforeAll(async () => {
  shown = await openPlain('status', size);
  await shown.show(statusOf());
});
afterAll(() => shown.close());

test.each(statusScenes)('"%s" breaks no rule of axe in either theme, and fits', async (name, status) => {
  await shown.tell({ ...status, theme: 'light' });
  const light = await axeViolations(shown.page);
  await album.take(shown.page, name, 'light');
  await shown.tell({ ...status, theme: 'dark' });
  const dark = await axeViolations(shown.page);
  await album.take(shown.page, name, 'dark');
  expect({ light, dark, fit: await fitFaults(shown.page, size, minWidth) }).toEqual({ light: [], dark: [], fit: [] });
});

test('forced colours keep every word and the primary button apart', async () => {
  await shown.page.emulateMedia({ forcedColors: 'active' });
  await shown.show(statusOf());
  expect(await axeViolations(shown.page)).toEqual([]);
  const widths = await shown.page
    .getByRole('button')
    .evaluateAll((buttons) => buttons.map((button) => getComputedStyle(button).borderTopWidth));
  expect(widths).toEqual(['1px', '1px', '3px']);
  await shown.page.emulateMedia({ forcedColors: null });
});

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  test('the pictures of all states are put on one sheet', async () => {
    const sheet = await album.sheet(names, theme, shown, 6);
    expect(sheet.length).toBeGreaterThan(100_000);
  });
});

test('the page never complained', () => {
  expect(shown.complaints).toEqual([]);
});
