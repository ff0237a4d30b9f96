/** Relates a page's `performance.now()` to this process's. Both count the same machine's steady clock from different starts. */
import type { Page } from 'playwright-core';

export interface PageClock {
  /** Add it to a page's time to get this process's. */
  readonly offsetMs: number;
  /** The true offset is no further away than this: half the fastest round trip, and what the page's clock is rounded to. */
  readonly errorMs: number;
}

const defaultTries = 200;
/** Chromium rounds a page's clock to 0.1 ms where it is not isolated from other origins. */
const pageRoundingMs = 0.1;

/** Asks the page for its time again and again, and takes the fastest answer: the page read its clock between question and
 *  answer, so that half the round trip bounds the error (Cristian's algorithm). */
export async function calibrate(page: Page, tries = defaultTries): Promise<PageClock> {
  let best: PageClock = { offsetMs: 0, errorMs: Number.POSITIVE_INFINITY };
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const askedMs = performance.now();
    const pageMs = await page.evaluate(() => performance.now());
    const toldMs = performance.now();
    const errorMs = (toldMs - askedMs) / 2 + pageRoundingMs;
    if (errorMs < best.errorMs) best = { offsetMs: (askedMs + toldMs) / 2 - pageMs, errorMs };
  }
  return best;
}
