/** The history window in every state and both themes: accessible, inside its width, and photographed for the eye. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHistory, size, type HistoryPage } from './history-page.ts';
import { historyScenes, office, viewOf } from './history-samples.ts';
import { Album, fitFaults } from './plain-page.ts';
import { axeViolations } from './renderer-page.ts';

const minWidth = 320;
const album = new Album('history');
const names = historyScenes.map(([name]) => name);
let shown: HistoryPage;

beforeAll(async () => {
  shown = await openHistory();
});
afterAll(() => shown.close());

test.each(historyScenes)('"%s" breaks no rule of axe in either theme, and fits', async (name, scene) => {
  await shown.show(scene);
  await shown.tell({ ...scene.view, theme: 'light' });
  const light = await axeViolations(shown.page);
  await album.take(shown.page, name, 'light');
  await shown.tell({ ...scene.view, theme: 'dark' });
  const dark = await axeViolations(shown.page);
  await album.take(shown.page, name, 'dark');
  expect({ light, dark, fit: await fitFaults(shown.page, size, minWidth) }).toEqual({ light: [], dark: [], fit: [] });
});

test.each([
  ['narrow', { width: 320, height: 560 }],
  ['at 200 %', { width: 360, height: 360 }],
])('%s, list and panel are both there to be used', async (name, viewport) => {
  await shown.page.setViewportSize(viewport);
  await shown.show({ view: viewOf(), calls: office, opened: 'Мария Иванова' });
  await album.take(shown.page, name, 'light');
  await shown.page.getByRole('button', { name: 'Open in CRM' }).click();
  await shown.row('Daisy LLC').click();
  expect(await shown.asked('history:open-card')).toEqual([['call-98']]);
  await shown.page.setViewportSize(size);
});

test('forced colours break no rule either', async () => {
  await shown.page.emulateMedia({ forcedColors: 'active' });
  await shown.show({ view: viewOf(), calls: office, opened: 'John Doe' });
  expect(await axeViolations(shown.page)).toEqual([]);
  await shown.page.emulateMedia({ forcedColors: null });
});

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  test('the pictures of all states are put on one sheet', async () => {
    const sheet = await album.sheet(names, theme, shown, 4);
    expect(sheet.length).toBeGreaterThan(100_000);
  });
});

test('the page never complained', () => {
  expect(shown.complaints).toEqual([]);
});
