/** The caller window as an agent uses it: its cards, and clicks that count. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Desk } from './desk.ts';

/** The card with this text anywhere in it, usually the client's name or number. */
export function cardWith(page: Page, text: string | RegExp): Locator {
  return page.locator('section[data-call]').filter({ hasText: text });
}

/** What a card says of a colleague: who, workday and line, and the numbers. */
export const rowOf = (card: Locator, name: string): Locator => card.getByRole('group', { name });

/** Waits until a part of a window has all of these texts in it.
 *  @throws Error with what the page shows instead */
export async function expectTexts(part: Locator, texts: readonly (string | RegExp)[]): Promise<void> {
  for (const text of texts) {
    await part
      .filter({ hasText: text })
      .waitFor({ timeout: 5000 })
      .catch(async (cause: unknown) => {
        const shown = await part.page().locator('body').innerText();
        throw new Error(`${String(text)} does not come. The page shows:\n${shown}`, { cause });
      });
  }
}

/** The button of two lines or one whose words contain this. */
export function button(card: Locator | Page, name: string | RegExp): Locator {
  return card.getByRole('button', { name });
}

/** Clicks until a click counts. What moves or appears makes the page refuse clicks for 300 ms: a refused one is stopped
 *  before it reaches the document, so a listener there tells whether this one came through. Exactly one click counts. */
export async function click(target: Locator): Promise<void> {
  const page = target.page();
  const isCounted = async (): Promise<boolean> => {
    await page.evaluate(() => {
      document.documentElement.dataset['clicked'] = 'no';
      document.addEventListener(
        'click',
        () => {
          document.documentElement.dataset['clicked'] = 'yes';
        },
        { once: true },
      );
    });
    await target.click({ timeout: 5000 });
    return page.evaluate(() => document.documentElement.dataset['clicked'] === 'yes');
  };
  await expect.poll(isCounted, { timeout: 10_000 }).toBe(true);
}

/** Waits until the card has stood still for so long that a click or a key counts: a click on its headline does nothing else. */
export async function settled(card: Locator): Promise<void> {
  await click(card.getByRole('heading'));
}

/** Presses Esc until no card is left, as an agent would. Nothing is sent for it. */
export async function pressCardsAway(page: Page): Promise<void> {
  const left = async (): Promise<number> => {
    await page.keyboard.press('Escape');
    return page.locator('[data-call]').count();
  };
  await expect.poll(left, { timeout: 10_000 }).toBe(0);
}

/** Between tests: no card, the window hidden, and the pointer away from where the next card comes. */
export async function hideAll(desk: Pick<Desk, 'callerPage' | 'app'>): Promise<void> {
  const page = await desk.callerPage();
  await page.mouse.move(-5, -5);
  await pressCardsAway(page);
  const window = await desk.app.browserWindow(page);
  const isVisible = (): Promise<boolean> => window.evaluate((shown: Electron.BrowserWindow) => shown.isVisible());
  await expect.poll(isVisible).toBe(false);
}

/** What the window shows as text, one line for each block. */
export function shownText(page: Page): Promise<string> {
  return page.locator('main').innerText();
}
