/** Two calls: one after the other, and at once. Nothing of the first is ever seen in the second, and nothing is torn from the hand. */
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { RigCall } from '../rig/pbx/index.ts';
import { button, cardWith, click, expectTexts, hideAll, pressCardsAway } from './cards.ts';
import { agentUser } from './desk.ts';
import { film, type Film } from './frames.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk();
let calls: RigCall[] = [];
let watched: Film;
beforeAll(async () => {
  watched = await film(desk().app, await desk().callerPage());
});
afterEach(async () => {
  await hideAll(desk());
  for (const call of calls) call.hangUp();
  calls = [];
});

test('in two calls in a row no picture shows the first caller in the second', async () => {
  const [first, second] = [desk().newClient('Frida First'), desk().newClient('Sven Second')];
  const page = await desk().callerPage();
  calls = [await desk().ring(first)];
  await expectTexts(cardWith(page, 'Frida First'), ['Anna Petrova']);
  const hasBeenSeen = async (): Promise<boolean> =>
    (await watched.seen()).some(({ texts }) => texts.some((text) => text.includes('Frida First')));
  await expect.poll(hasBeenSeen).toBe(true);
  await pressCardsAway(page);
  // Without waiting for the window to be gone: the worst moment for the next call.
  calls.push(await desk().ring(second));
  await expectTexts(cardWith(page, 'Sven Second'), ['Anna Petrova']);
  const isOver = async (): Promise<boolean> =>
    (await watched.seen()).some(({ texts }) => texts.some((text) => text.includes('Sven Second')));
  await expect.poll(isOver).toBe(true);
  const texts = (await watched.seen()).flatMap((seen) => seen.texts);
  const firstNew = texts.findIndex((text) => text.includes('+1 202 555 1002'));
  expect(texts.slice(firstNew).filter((text) => /Frida|555 1001/.test(text))).toEqual([]);
  expect(texts.filter((text) => /Frida|555 1001/.test(text) && /Sven|555 1002/.test(text))).toEqual([]);
});

test('a card is shown only with its own number in it, and no former caller', async () => {
  const before = (await watched.seen()).length;
  const numbers = ['Ada Alone', 'Bo Alone', 'Cy Alone'].map((name) => desk().newClient(name));
  for (const [index, number] of numbers.entries()) {
    calls = [await desk().ring(number)];
    const isShown = async (): Promise<number> => (await watched.seen()).length;
    await expect.poll(isShown).toBe(before + index + 1);
    await hideAll(desk());
    calls[0]?.hangUp();
    await calls[0]?.whenSettled();
  }
  const showings = (await watched.seen()).slice(before);
  const shownNumbers = showings.map(({ texts }) => [
    ...new Set(texts.flatMap((text) => text.match(/\+1 202 555 \d+/g) ?? [])),
  ]);
  expect(shownNumbers).toEqual(numbers.map((number) => [`+1 202 555 ${number.slice(-4)}`]));
  // The empty page, of which only the heading is left, stands before a card that is late (200 ms) and after one that goes.
  const words = showings.flatMap(({ texts }) => texts.filter((text) => text.trim() !== 'Calls'));
  expect(words.filter((text) => !text.includes('+1 202'))).toEqual([]);
});

test('two calls at once stand one above the other, the newest on top, each with its own answer', async () => {
  const [older, newer] = [desk().newClient('Otto Older'), desk().newClient('Nele Newer', 7)];
  const page = await desk().callerPage();
  calls = [await desk().ring(older), await desk().ring(newer)];
  await expectTexts(cardWith(page, 'Otto Older'), ['Anna Petrova']);
  await expectTexts(cardWith(page, 'Nele Newer'), ['Boris Ivanov']);
  await desk().screenshot('two-calls-stacked', page);
  const tops = await Promise.all(
    ['Nele Newer', 'Otto Older'].map(async (name) => (await cardWith(page, name).boundingBox())?.y ?? NaN),
  );
  expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  await click(button(cardWith(page, 'Otto Older'), /^Transfer Anna Petrova/));
  await expectTexts(cardWith(page, 'Otto Older'), ['Rings at Anna Petrova · ext. 102']);
  await expectTexts(cardWith(page, 'Nele Newer'), [/ringing 0:/]);
  expect(calls.map((call) => call.legs.find(({ user }) => user === agentUser)?.state)).toEqual([
    'redirected',
    'ringing',
  ]);
});

test('a second call does not move a card whose "Send to…" is open, nor empty what was typed', async () => {
  const page = await desk().callerPage();
  calls = [await desk().ring(desk().newClient('Paul Panel'))];
  const card = cardWith(page, 'Paul Panel');
  await click(button(card, 'Send to…'));
  const field = page.getByLabel('Name or number');
  await field.fill('p');
  const window = await desk().app.browserWindow(page);
  const onScreen = async (): Promise<number> => {
    const { y } = await window.evaluate((shown: Electron.BrowserWindow) => shown.getBounds());
    return Math.round(y + ((await field.boundingBox())?.y ?? NaN));
  };
  const before = await onScreen();
  calls.push(await desk().ring(desk().newClient('Ines Interrupts')));
  // One line, as long as somebody types: a second card would push the panel off a common screen.
  await button(page, /^Ines Interrupts/).waitFor();
  // Heights are whole pixels, contents are not.
  await expect.poll(async () => Math.abs((await onScreen()) - before)).toBeLessThanOrEqual(1);
  expect(await field.inputValue()).toBe('p');
  await desk().screenshot('two-calls-panel-open', page);
  await field.fill('415 555 0100');
  await page.keyboard.press('Enter');
  await expectTexts(card, ['Sent to +1 415 555 0100']);
  expect(await page.locator('[data-call]').count()).toBe(2);
});

test('more calls than fit are one line each, and one click opens a line', async () => {
  const page = await desk().callerPage();
  for (const name of ['Call One', 'Call Two', 'Call Three', 'Call Four', 'Call Five']) {
    calls.push(await desk().ring(desk().newClient(name)));
  }
  await page.locator('[data-call]').nth(4).waitFor();
  await button(page, /^Call One/).waitFor();
  await desk().screenshot('two-calls-five', page);
  const isCut = (): Promise<boolean> => page.evaluate(() => document.documentElement.scrollHeight > innerHeight + 1);
  expect(await page.locator('section[data-call]').count()).toBeGreaterThan(0);
  await expect.poll(isCut).toBe(false);
  await click(button(page, /^Call One/));
  await expectTexts(cardWith(page, 'Call One'), ['Anna Petrova']);
});
