/** The history window's page, one scene at a time, each from a fresh load. */
import type { Locator } from 'playwright-core';
import type { HistoryCallView, HistoryPageView, HistoryView } from '../../../main/bridge/contract/history-views.ts';
import { pageOf, viewOf, type HistoryScene } from './history-samples.ts';
import { openRenderer, type RendererPage } from './renderer-page.ts';

export const size = { width: 720, height: 720 };

export interface HistoryPage extends RendererPage {
  /** Loads the page afresh, and answers what it asks at its start. */
  show(scene: HistoryScene): Promise<void>;
  /** Loads the page afresh with these calls. */
  list(calls: readonly HistoryCallView[], next?: number | null, view?: Partial<HistoryView>): Promise<void>;
  tell(view: HistoryView): Promise<void>;
  /** Answers the first search that waits. */
  found(calls: readonly HistoryCallView[], next?: number | null): Promise<void>;
  reply(channel: string, value: unknown): Promise<void>;
  refuse(channel: string, code: string): Promise<void>;
  /** Arguments of every request to a channel since the load. */
  asked(channel: string): Promise<(readonly unknown[])[]>;
  search(): Locator;
  calls(): Locator;
  row(text: string | RegExp): Locator;
  panel(): Locator;
}

export async function openHistory(): Promise<HistoryPage> {
  const rendered = await openRenderer('history', {}, size);
  const { page } = rendered;
  page.setDefaultTimeout(8000);
  const settle = async (channel: string, answer: unknown): Promise<void> => {
    await page.evaluate(
      ([answered, given]) => {
        window.stage.settle(answered, given);
      },
      [channel, answer] as const,
    );
  };
  const reply = (channel: string, value: unknown): Promise<void> => settle(channel, { ok: true, value });
  const answerSearch = (given: HistoryPageView): Promise<void> => reply('history:search', given);
  const list: HistoryPage['list'] = async (calls, next = null, view = {}) => {
    await page.reload();
    await page.getByRole('searchbox').waitFor();
    await reply('history:read', viewOf(view));
    await answerSearch(pageOf(calls, next));
    await page.getByText('it has been running since').waitFor();
  };
  const calls = (): Locator => page.getByRole('option');
  const row = (text: string | RegExp): Locator => calls().filter({ hasText: text });
  return {
    ...rendered,
    list,
    reply,
    calls,
    row,
    refuse: (channel, code) => settle(channel, { ok: false, error: { code } }),
    found: (found, next = null) => answerSearch(pageOf(found, next)),
    show: async ({ view, calls: shown, opened }) => {
      await list(shown, null, view);
      for (const name of opened === undefined ? [] : [opened]) await row(name).click();
    },
    tell: (view) =>
      page.evaluate((told) => {
        window.stage.emit('history:changed', told);
      }, view),
    asked: (channel) =>
      page.evaluate(
        (asked) => window.stage.asked.filter((request) => request.channel === asked).map(({ args }) => args),
        channel,
      ),
    search: () => page.getByRole('searchbox'),
    panel: () => page.getByRole('region'),
  };
}
