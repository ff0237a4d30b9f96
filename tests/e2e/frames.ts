/** What the caller window showed, and when: every text its page had, and every time it stood on the screen. */
import type { ElectronApplication, Page } from 'playwright-core';

interface Frame {
  readonly atEpochMs: number;
  readonly text: string;
}

interface Showing {
  readonly fromEpochMs: number;
  /** Null while it is shown. */
  readonly untilEpochMs: number | null;
}

export interface Film {
  /** Each text that could be seen, in the order of time: those from before a showing that still stood in the page count. */
  seen(): Promise<{ readonly showing: Showing; readonly texts: readonly string[] }[]>;
}

type FilmingPage = typeof globalThis & { film: Frame[] };
type FilmingMain = typeof globalThis & { showings: { fromEpochMs: number; untilEpochMs: number | null }[] };

/** Watches from now on; call it once for each page. The page tells every change of its document and every frame; main tells show and hide. Both clocks
 *  are this computer's, compared at a millisecond. */
export async function film(app: ElectronApplication, page: Page): Promise<Film> {
  await page.evaluate(() => {
    const held = globalThis as FilmingPage;
    held.film = [];
    const take = (): void => {
      const atEpochMs = performance.timeOrigin + performance.now();
      const text = document.body.innerText;
      if (text !== held.film.at(-1)?.text) held.film.push({ atEpochMs, text });
    };
    const onFrame = (): void => {
      take();
      requestAnimationFrame(onFrame);
    };
    new MutationObserver(take).observe(document.body, { childList: true, subtree: true, characterData: true });
    onFrame();
  });
  const window = await app.browserWindow(page);
  await window.evaluate((shown: Electron.BrowserWindow) => {
    const held = globalThis as FilmingMain;
    held.showings = [];
    const now = (): number => performance.timeOrigin + performance.now();
    shown.on('show', () => held.showings.push({ fromEpochMs: now(), untilEpochMs: null }));
    shown.on('hide', () => {
      const last = held.showings.at(-1);
      if (last) last.untilEpochMs = now();
    });
  });
  return {
    seen: async () => {
      const frames = await page.evaluate(() => (globalThis as FilmingPage).film);
      const showings = await app.evaluate(() => (globalThis as FilmingMain).showings);
      return showings.map((showing) => ({ showing, texts: textsDuring(showing, frames) }));
    },
  };
}

/** The observer runs a moment after the page told main what it has drawn; a picture takes 16 ms. */
const slackMs = 4;

function textsDuring({ fromEpochMs, untilEpochMs }: Showing, frames: readonly Frame[]): string[] {
  const before = frames.findLast(({ atEpochMs }) => atEpochMs <= fromEpochMs + slackMs);
  const during = frames.filter(
    ({ atEpochMs }) => atEpochMs > fromEpochMs + slackMs && (untilEpochMs === null || atEpochMs < untilEpochMs),
  );
  return [...(before === undefined ? [] : [before]), ...during].map(({ text }) => text);
}
