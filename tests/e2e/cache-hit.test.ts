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
  const filmed = (await watched.seen()).length;
  const second = await desk().ring(number);
  await expectTexts(cardWith(page, 'Frida First'), ['Anna Petrova']);
  const hasBeenSeen = async (): Promise<boolean> => (await watched.seen()).length > filmed;
  await expect.poll(hasBeenSeen).toBe(true);
  const texts = (await watched.seen()).slice(filmed).flatMap((seen) => seen.texts);
  expect(texts.filter((text) => /\d{3} 555 \d{4}/.test(text) && !text.includes('Frida First'))).toEqual([]);
  expect(texts.some((text) => text.includes('Frida First'))).toBe(true);
  second.hangUp();
  await second.whenSettled();
});
