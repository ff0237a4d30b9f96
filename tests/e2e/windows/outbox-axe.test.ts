/** The outbox window in every state and both themes: accessible, inside its width, and photographed for the eye. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOutbox, size, type OutboxPage } from './outbox-page.ts';
import { outboxScenes, some, viewOf } from './outbox-samples.ts';
import { Album, fitFaults } from './plain-page.ts';
import { axeViolations } from './renderer-page.ts';

const minWidth = 320;
const album = new Album('outbox');
const names = outboxScenes.map(([name]) => name);
let shown: OutboxPage;

beforeAll(async () => {
  shown = await openOutbox();
  await shown.show(viewOf(some));
});
afterAll(() => shown.close());

test.each(outboxScenes)('"%s" breaks no rule of axe in either theme, and fits', async (name, view) => {
  await shown.tell({ ...view, theme: 'light' });
  const light = await axeViolations(shown.page);
  await album.take(shown.page, name, 'light');
  await shown.tell({ ...view, theme: 'dark' });
  const dark = await axeViolations(shown.page);
  await album.take(shown.page, name, 'dark');
  expect({ light, dark, fit: await fitFaults(shown.page, size, minWidth) }).toEqual({ light: [], dark: [], fit: [] });
});

test('forced colours break no rule either', async () => {
  await shown.page.emulateMedia({ forcedColors: 'active' });
  await shown.tell(viewOf(some));
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
