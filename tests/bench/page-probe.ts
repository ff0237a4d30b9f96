/** Watches a page for the moment at which a text stands in its document, and for the frame that shows it. The same probe looks
 *  at the app's card and at the baseline's page. */
import type { Page } from 'playwright-core';

export interface Awaited {
  /** CSS selector of the one element to look into. */
  readonly within: string;
  /** Compared by its digits alone if it is a number: pages write numbers in groups. */
  readonly text: string;
}

/** In the page's own `performance.now()`. */
export interface Seen {
  readonly domMs: number;
  /** The second animation frame after it: the first one has been handed over to be shown. */
  readonly paintedMs: number;
}

interface InPage {
  seen: Record<string, Promise<Seen>>;
  clicks: number[];
}

declare global {
  interface Window {
    benchProbe: InPage;
  }
}

export class PageProbe {
  readonly #page: Page;
  #count = 0;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async attach(page: Page): Promise<PageProbe> {
    await page.evaluate(() => {
      window.benchProbe = { seen: {}, clicks: [] };
      // First on the way down, before anything of the page acts on it.
      addEventListener('click', () => window.benchProbe.clicks.push(performance.now()), { capture: true });
    });
    return new PageProbe(page);
  }

  /** Starts to look; resolves once the page looks, so that what happens from then on is not missed.
   *  @returns waits for the text: it resolves within the page's own time and is fetched afterwards */
  async expect(awaited: Awaited): Promise<() => Promise<Seen>> {
    const key = String(++this.#count);
    await this.#page.evaluate(watch, { ...awaited, key });
    return () =>
      this.#page.evaluate(async (which) => {
        const { seen } = window.benchProbe;
        const found = await seen[which];
        Reflect.deleteProperty(seen, which);
        if (found === undefined) throw new Error('Nothing was expected under this key.');
        return found;
      }, key);
  }

  /** Waits until nothing in there has come, gone or changed its size for so long. */
  async whenStill(within: string, stillMs: number): Promise<void> {
    await this.#page.evaluate(waitForStillness, { within, stillMs });
  }

  /** Waits until the element is empty and that has been painted. */
  async whenEmpty(within: string): Promise<void> {
    await this.#page.waitForFunction((selector) => document.querySelector(selector)?.childElementCount === 0, within);
    await this.#page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  }

  /** When the newest click event came, in the page's time. */
  async lastClickMs(): Promise<number> {
    const clickMs = await this.#page.evaluate(() => window.benchProbe.clicks.at(-1));
    if (clickMs === undefined) throw new Error('The page has had no click.');
    return clickMs;
  }
}

/** Runs in the page. */
function watch({ within, text, key }: Awaited & { key: string }): void {
  const element = document.querySelector(within);
  if (element === null) throw new Error(`The page has no ${within}.`);
  const isNumber = /^[+0-9]+$/.test(text);
  const wanted = isNumber ? text.replaceAll(/\D/g, '') : text;
  const isThere = (): boolean => {
    const content = element.textContent;
    return (isNumber ? content.replaceAll(/\D/g, '') : content).includes(wanted);
  };
  window.benchProbe.seen[key] = new Promise((resolve) => {
    const look = (): boolean => {
      if (!isThere()) return false;
      const domMs = performance.now();
      requestAnimationFrame(() => {
        requestAnimationFrame(() => {
          resolve({ domMs, paintedMs: performance.now() });
        });
      });
      return true;
    };
    if (look()) return;
    const observer = new MutationObserver(() => {
      if (look()) observer.disconnect();
    });
    observer.observe(element, { childList: true, subtree: true, characterData: true });
  });
}

/** Runs in the page. */
function waitForStillness({ within, stillMs }: { within: string; stillMs: number }): Promise<void> {
  const element = document.querySelector(within);
  if (element === null) throw new Error(`The page has no ${within}.`);
  return new Promise((resolve) => {
    const done = (): void => {
      parts.disconnect();
      size.disconnect();
      resolve();
    };
    let timer = setTimeout(done, stillMs);
    const again = (): void => {
      clearTimeout(timer);
      timer = setTimeout(done, stillMs);
    };
    const parts = new MutationObserver(again);
    const size = new ResizeObserver(again);
    parts.observe(element, { childList: true, subtree: true });
    size.observe(element);
  });
}
