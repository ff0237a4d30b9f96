/** A client who called a moment ago: number and name stand on the card in the same frame. */
import { afterEach, beforeAll, expect, test } from 'vitest';
import { cardWith, expectTexts, hideAll, pressCardsAway } from './cards.ts';
import { film, type Film } from './frames.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk();
let watched: Film;
beforeAll(async () => {
  watched = await film(desk().app, await desk().callerPage());
});
afterEach(() => hideAll(desk()));

test('a client whom the CRM named a moment ago is named in every frame that shows the number', async () => {
  const page = await desk().callerPage();
  const number = desk().newClient('Frida First');
  const first = await desk().ring(number);
  await expectTexts(cardWith(page, 'Frida First'), ['Anna Petrova']);
  await pressCardsAway(page);
  await cardWith(page, 'Frida First').waitFor({ state: 'detached' });
  first.hangUp();
  await first.whenSettled();
  // The window may not have been hidden between the two calls: what counts is what was seen since, in one showing or in two.
  const allTexts = async (): Promise<readonly string[]> => (await watched.seen()).flatMap((seen) => seen.texts);
  const filmed = (await allTexts()).length;
  const second = await desk().ring(number);
  await expectTexts(cardWith(page, 'Frida First'), ['Anna Petrova']);
  const texts = async (): Promise<readonly string[]> => (await allTexts()).slice(filmed);
  await expect.poll(async () => (await texts()).some((text) => text.includes('Frida First'))).toBe(true);
  const withoutName = (await texts()).filter((text) => /\d{3} 555 \d{4}/.test(text) && !text.includes('Frida First'));
  expect(withoutName).toEqual([]);
  second.hangUp();
  await second.whenSettled();
});
