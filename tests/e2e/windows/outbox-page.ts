/** The outbox window's page, one view at a time, each from a fresh load. */
import type { OutboxView } from '../../../main/bridge/contract/outbox-views.ts';
import { openRenderer, type RendererPage } from './renderer-page.ts';

export const size = { width: 460, height: 600 };

export interface OutboxPage extends RendererPage {
  /** Loads the page afresh, and answers what it reads at its start. */
  show(view: OutboxView): Promise<void>;
  tell(view: OutboxView): Promise<void>;
  /** What was asked since the load, the reading at the start left out. */
  asked(): Promise<unknown[]>;
  /** Answers the first request that waits. */
  answer(channel: string, reply: unknown): Promise<void>;
}

export async function openOutbox(): Promise<OutboxPage> {
  const rendered = await openRenderer('outbox', {}, size);
  const { page } = rendered;
  const answer = (channel: string, reply: unknown): Promise<void> =>
    page.evaluate(
      ([asked, given]) => {
        window.stage.settle(asked, given);
      },
      [channel, reply] as const,
    );
  return {
    ...rendered,
    answer,
    asked: () =>
      page.evaluate(() =>
        window.stage.asked
          .filter(({ channel }) => channel !== 'outbox:read')
          .map(({ channel, args }) => [channel, ...args]),
      ),
    show: async (view) => {
      await page.reload();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await answer('outbox:read', { ok: true, value: view });
    },
    tell: (view) =>
      page.evaluate((told) => {
        window.stage.emit('outbox:changed', told);
      }, view),
  };
}
