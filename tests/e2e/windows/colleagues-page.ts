/** The colleagues' window's page, one view at a time, each from a fresh load. */
import type { ColleaguesView } from '../../../main/bridge/contract/colleagues-views.ts';
import { openRenderer, type RendererPage } from './renderer-page.ts';

export const size = { width: 400, height: 600 };

export interface ColleaguesPage extends RendererPage {
  /** Loads the page afresh, and answers what it looks for at its start. */
  show(view: ColleaguesView): Promise<void>;
  tell(view: ColleaguesView): Promise<void>;
  /** Answers the first look that waits. */
  answer(view: ColleaguesView): Promise<void>;
  refuse(code: string): Promise<void>;
  /** What was looked for since the load. */
  looked(): Promise<unknown[]>;
}

export async function openColleagues(): Promise<ColleaguesPage> {
  const rendered = await openRenderer('colleagues', {}, size);
  const { page } = rendered;
  const settle = (reply: unknown): Promise<void> =>
    page.evaluate((given) => {
      window.stage.settle('colleagues:look', given);
    }, reply);
  const looked = (): Promise<unknown[]> =>
    page.evaluate(() =>
      window.stage.asked.filter(({ channel }) => channel === 'colleagues:look').map(({ args }) => args[0]),
    );
  const answer = (view: ColleaguesView): Promise<void> => settle({ ok: true, value: view });
  return {
    ...rendered,
    answer,
    looked,
    refuse: (code) => settle({ ok: false, error: { code } }),
    show: async (view) => {
      await page.reload();
      await page.getByRole('searchbox').waitFor();
      await answer(view);
    },
    tell: (view) =>
      page.evaluate((told) => {
        window.stage.emit('colleagues:changed', told);
      }, view),
  };
}
