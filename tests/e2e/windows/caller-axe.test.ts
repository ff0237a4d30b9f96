/** Every card in both themes: accessible, inside its width, and photographed for the eye. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extremeScenes } from './caller-extremes.ts';
import { foundOf, sceneOf } from './caller-samples.ts';
import { openCaller, type CallerPage } from './caller-page.ts';
import { unionScenes } from './caller-states.ts';
import { axeViolations, layoutFaults } from './renderer-page.ts';

const folder = join(import.meta.dirname, '../../../reports/e2e/caller');
const scenes = [...unionScenes, ...extremeScenes];
let caller: CallerPage;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  caller = await openCaller();
});
afterAll(() => caller.close());

const pictureOf = (name: string, theme: string): string => join(folder, `${name}-${theme}.png`);

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(scenes)('the card "%s" breaks no rule of axe', async (name, scene) => {
    await caller.show(scene, theme);
    expect(await axeViolations(caller.page)).toEqual([]);
    expect(await caller.page.locator('[data-call]').count()).toBe(scene.snapshot.calls.length);
    const picture = await caller.page.locator('[data-content]').screenshot();
    writeFileSync(pictureOf(name, theme), picture);
  });

  test('the edges of card and buttons stand out from their ground', async () => {
    await caller.show(sceneOf({}, foundOf()), theme);
    const edges = await caller.page.evaluate(() => {
      const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
      const light = (colour: string): number => {
        const [r = 0, g = 0, b = 0] = channels(colour).map((value) => {
          const part = value / 255;
          return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const contrast = (a: string, b: string): number => {
        const [low = 0, high = 0] = [light(a), light(b)].sort((x, y) => x - y);
        return (high + 0.05) / (low + 0.05);
      };
      const ground = getComputedStyle(document.documentElement).backgroundColor;
      return ['[data-call]', '[data-call] .target-grid button', '[data-call] [data-first-focus]'].map((selector) => {
        const element = document.querySelector(selector);
        return element === null ? 0 : contrast(getComputedStyle(element).borderBottomColor, ground);
      });
    });
    expect(Math.min(...edges)).toBeGreaterThanOrEqual(3);
  });

  test('the pictures of all cards are put on one sheet', async () => {
    const cards = scenes.map(([name]) => {
      const data = readFileSync(pictureOf(name, theme)).toString('base64');
      return `<figure><figcaption>${name}</figcaption><img src="data:image/png;base64,${data}"></figure>`;
    });
    const sheet = await caller.newPage();
    const [ground, ink] = theme === 'light' ? ['#c8d1da', '#111'] : ['#0a0d10', '#eee'];
    await sheet.setContent(
      `<!doctype html><style>body{margin:20px;columns:5;column-gap:20px;background:${ground};color:${ink};font:600 13px sans-serif}figure{margin:0 0 20px;break-inside:avoid}img{display:block;margin-top:6px}</style>${cards.join('')}`,
    );
    const picture = await sheet.screenshot({ fullPage: true, path: join(folder, `contact-sheet-${theme}.png`) });
    await sheet.close();
    expect(picture.length).toBeGreaterThan(100_000);
  });
});

test.each(scenes)('the card "%s" fits 420 px, 400 px, 200 %% zoom and text larger by 40 %%', async (_name, scene) => {
  await caller.show(scene);
  expect(await layoutFaults(caller.page)).toEqual([]);
});

test('the page never complained', () => {
  expect(caller.complaints).toEqual([]);
});
