/** From a key in the history window's search until the calls that it finds are painted: the built page in Chromium, over the real storage. */
import type { HistoryQuery } from '../../../main/model/history.ts';
import type { HistoryPageView, HistoryQueryView } from '../../../main/bridge/contract/history-views.ts';
import { historyPageView } from '../../../main/app/history-view.ts';
import type { Result } from '../../../main/model/result.ts';
import type { Storage } from '../../../main/storage/storage.ts';
import { viewOf } from '../../e2e/windows/history-samples.ts';
import { openRenderer } from '../../e2e/windows/renderer-page.ts';

const PAGE = 50;

/** What the page is given for its bridge, and where it writes down when the last rows were painted. */
interface BenchWindow {
  readonly ringside: Record<string, unknown>;
  /** Answers as JSON text: Playwright walks an object of a page's size for longer than Electron's own clone takes. */
  readonly benchSearch: (query: HistoryQueryView) => Promise<string>;
  benchPainted: () => void;
}

/** Each query typed once into an open window, and the window opened anew `openings` times (from its first question on: what loading a page and
 *  making a window take is Electron's, and the same for every size of history).
 *  @returns milliseconds to the paint */
export async function firstPaintTimes(
  storage: Storage,
  queries: readonly Pick<HistoryQuery, 'text' | 'only'>[],
  openings: number,
): Promise<number[]> {
  const rendered = await openRenderer('history', {}, { width: 720, height: 720 });
  const { page } = rendered;
  try {
    await page.exposeFunction('benchSearch', async (query: HistoryQueryView): Promise<string> => {
      const found = await storage.search({ ...query, limit: PAGE });
      const reply: Result<HistoryPageView, string> = found.ok
        ? { ok: true, value: historyPageView(found.value, () => true) }
        : { ok: false, error: 'failed' };
      return JSON.stringify(reply);
    });
    await page.addInitScript(answerFromBench, viewOf());
    const times: number[] = [];
    for (let opening = 0; opening < openings; opening += 1) {
      await page.reload();
      times.push(await page.evaluate(openedMs));
    }
    for (const { text } of queries) times.push(await page.evaluate(typedMs, text));
    return times;
  } finally {
    await rendered.close();
  }
}

/** Runs in the page, before its own script. */
function answerFromBench(view: unknown): void {
  const bench = window as unknown as BenchWindow & { benchFirstMs: Promise<number> };
  const painted = Promise.withResolvers<number>();
  let startedMs: number | null = null;
  bench.benchFirstMs = painted.promise;
  bench.benchPainted = () => undefined;
  const afterFrame = (run: () => void): void => {
    requestAnimationFrame(() => {
      // The task after a frame's callbacks comes when the frame has been painted.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = run;
      port2.postMessage(null);
    });
  };
  Object.assign(bench.ringside, {
    'history:read': () => Promise.resolve({ ok: true, value: view }),
    'history:search': async (query: HistoryQueryView) => {
      const fromMs = (startedMs ??= performance.now());
      const reply: unknown = JSON.parse(await bench.benchSearch(query));
      afterFrame(() => {
        painted.resolve(performance.now() - fromMs);
        bench.benchPainted();
      });
      return reply;
    },
  });
}

/** Runs in the page. */
const openedMs = (): Promise<number> => (window as unknown as { benchFirstMs: Promise<number> }).benchFirstMs;

/** Runs in the page. */
function typedMs(text: string): Promise<number> {
  const bench = window as unknown as BenchWindow;
  const field = document.querySelector('input');
  if (field === null) throw new Error('There is no search field.');
  return new Promise((resolve) => {
    const fromMs = performance.now();
    bench.benchPainted = () => {
      resolve(performance.now() - fromMs);
    };
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
}
