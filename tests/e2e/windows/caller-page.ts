/** The caller window's page with calls on it. */
import type { Locator, Page } from 'playwright-core';
import type { Snapshot } from '../../../main/bridge/contract/call-views.ts';
import { snapshotOf, type Scene } from './caller-samples.ts';
import { openRenderer, type RendererPage } from './renderer-page.ts';

const done = { ok: true, value: null };

export interface CallerPage extends RendererPage {
  /** Empties the window, then draws a scene afresh. */
  show(scene: Scene, theme?: Snapshot['theme']): Promise<void>;
  /** Tells the next snapshot; its sequence is the next one unless it is given. */
  tell(snapshot: Snapshot, sequence?: number): Promise<void>;
  /** Arguments of every request to a channel since the last `forget`. */
  asked(channel: string): Promise<(readonly unknown[])[]>;
  forget(): Promise<void>;
  /** Waits until clicks count: what is drawn has stood still for 300 ms. */
  settled(): Promise<void>;
}

export async function openCaller(): Promise<CallerPage> {
  const rendered = await openRenderer('caller', {
    'calls:read': { ok: true, value: snapshotOf([], { sequence: 0 }) },
    'calls:drawn': done,
    'calls:blank': done,
    'calls:send': done,
    'calls:send-to-number': done,
    'calls:fetch': done,
    'calls:note': done,
    'calls:have-it': done,
    'calls:hold': done,
    'calls:hide': done,
    'calls:decline': done,
    'calls:open-entity': done,
    'calls:pick': done,
    'calls:create-lead': done,
    'calls:undo-lead': done,
    'calls:crm-note': done,
    'calls:all-matches': { ok: true, value: { clients: [], hasMore: false } },
    'calls:find-clients': { ok: true, value: { clients: [], hasMore: false } },
    'colleagues:find': { ok: true, value: [] },
    'card:resize': done,
    'card:summon': done,
    'card:release': done,
    'network:hint': done,
    'calls:lookup': {},
  });
  const { page } = rendered;
  let sequence = 0;
  const tell = async (snapshot: Snapshot, given?: number): Promise<void> => {
    sequence = Math.max(sequence + 1, given ?? 0);
    await page.evaluate(
      (told) => {
        window.stage.emit('calls:changed', told);
      },
      { ...snapshot, sequence: given ?? sequence },
    );
  };
  return {
    ...rendered,
    tell,
    show: async ({ snapshot, looks }, theme = 'light') => {
      await page.evaluate((told) => {
        const replies = Object.entries(told).map(([id, value]) => [id, { ok: true, value }]);
        window.stage.forgetWaiting();
        window.stage.answer('calls:lookup', Object.fromEntries(replies));
      }, looks);
      await tell(snapshotOf([]));
      await tell({ ...snapshot, theme });
      await frames(page);
    },
    asked: (channel) =>
      page.evaluate(
        (name) => window.stage.asked.filter((request) => request.channel === name).map(({ args }) => args),
        channel,
      ),
    forget: () =>
      page.evaluate(() => {
        window.stage.asked.length = 0;
      }),
    settled: () => settled(page),
  };
}

/** Texts as a person reads them: each white space is one blank. */
export async function texts(found: Locator): Promise<string[]> {
  return (await found.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
}

/** Two frames: what is in the document has been painted. */
export async function frames(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            resolve();
          }),
        ),
      ),
  );
}

/** The page's own clock has to go on by more than the guard's time, counted from the last change of the layout. */
async function settled(page: Page): Promise<void> {
  await frames(page);
  const startMs = await page.evaluate(() => performance.now());
  await page.waitForFunction((fromMs) => performance.now() - fromMs > 310, startMs);
}
