/** The set-up and status windows' pages, one scene at a time, each from a fresh load. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { SetupView, StatusView } from '../../../main/bridge/contract/setup-views.ts';
import { openRenderer, type RendererPage } from './renderer-page.ts';

export interface PlainPage extends RendererPage {
  /** Loads the page afresh and answers what it asks for at its start. */
  show(status: StatusView, setup?: SetupView): Promise<void>;
  /** Tells the next status. */
  tell(status: StatusView): Promise<void>;
  /** Arguments of every request to a channel since the load. */
  asked(channel: string): Promise<(readonly unknown[])[]>;
  /** Answers the request that waits, with a value. */
  reply(channel: string, value: unknown): Promise<void>;
  /** Refuses the request that waits. */
  refuse(channel: string, code: string): Promise<void>;
}

export async function openPlain(
  name: 'setup' | 'status',
  viewport: { width: number; height: number },
): Promise<PlainPage> {
  const rendered = await openRenderer(name, {}, viewport);
  const { page } = rendered;
  const settle = async (channel: string, answer: unknown): Promise<void> => {
    await page.waitForFunction((asked) => window.stage.asked.some((request) => request.channel === asked), channel);
    await page.evaluate(
      ([answered, given]) => {
        window.stage.settle(answered, given);
      },
      [channel, answer] as const,
    );
  };
  const reply = (channel: string, value: unknown): Promise<void> => settle(channel, { ok: true, value });
  let sequence = 0;
  const next = (status: StatusView): StatusView => {
    sequence += 1;
    return { ...status, sequence };
  };
  return {
    ...rendered,
    reply,
    refuse: (channel, code) => settle(channel, { ok: false, error: { code } }),
    show: async (status, setup) => {
      await page.reload();
      await reply('status:read', next(status));
      if (setup !== undefined) await reply('setup:read', setup);
      await page.locator('main').waitFor();
    },
    tell: (status) =>
      page.evaluate((told) => {
        window.stage.emit('status:changed', told);
      }, next(status)),
    asked: (channel) =>
      page.evaluate(
        (asked) => window.stage.asked.filter((request) => request.channel === asked).map(({ args }) => args),
        channel,
      ),
  };
}

/** Where a page has to fit: widths of the window, the same at 200 % zoom, and with text larger by 40 %. */
export async function fitFaults(
  page: Page,
  size: { width: number; height: number },
  minWidth: number,
): Promise<string[]> {
  const grounds = [
    { width: size.width, textPercent: 100 },
    { width: minWidth, textPercent: 100 },
    { width: Math.round(size.width / 2), textPercent: 100 },
    { width: minWidth, textPercent: 140 },
  ];
  const faults: string[] = [];
  for (const { width, textPercent } of grounds) {
    await page.setViewportSize({ width, height: size.height });
    faults.push(...(await page.evaluate(standingOut, textPercent)));
  }
  await page.setViewportSize(size);
  return faults;
}

/** Runs in the page. */
function standingOut(textPercent: number): string[] {
  document.documentElement.style.fontSize = `${textPercent}%`;
  const wide = innerWidth;
  const found = [...document.querySelectorAll('body *')]
    .filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 1 && (box.right > document.documentElement.clientWidth + 0.5 || box.left < -0.5);
    })
    .map((element) => `${wide} px, ${textPercent} %: ${element.outerHTML.slice(0, 120)}`);
  document.documentElement.style.fontSize = '';
  return found;
}

/** Keeps a window's pictures under reports/e2e/, and puts them on one sheet. */
export class Album {
  readonly #folder: string;

  constructor(name: 'setup' | 'status' | 'colleagues' | 'history' | 'outbox') {
    this.#folder = join(import.meta.dirname, '../../../reports/e2e', name);
    mkdirSync(this.#folder, { recursive: true });
  }

  async take(page: Page, name: string, theme: string): Promise<void> {
    const size = page.viewportSize() ?? { width: 0, height: 0 };
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    // Tall enough not to scroll: what sticks to the window's edge would hide what is behind it.
    await page.setViewportSize({ ...size, height });
    writeFileSync(this.#pathOf(name, theme), await page.screenshot());
    await page.setViewportSize(size);
  }

  /** @returns the sheet's bytes */
  async sheet(names: readonly string[], theme: string, rendered: RendererPage, columns: number): Promise<Buffer> {
    const pictures = names.map((name) => {
      const data = readFileSync(this.#pathOf(name, theme)).toString('base64');
      return `<figure><figcaption>${name}</figcaption><img src="data:image/png;base64,${data}"></figure>`;
    });
    const page = await rendered.newPage();
    const [ground, ink] = theme === 'light' ? ['#c8d1da', '#111'] : ['#0a0d10', '#eee'];
    await page.setContent(
      `<!doctype html><style>body{margin:20px;columns:${columns};column-gap:20px;background:${ground};color:${ink};font:600 13px sans-serif}figure{margin:0 0 20px;break-inside:avoid}img{display:block;margin-top:6px;width:100%}</style>${pictures.join('')}`,
    );
    const picture = await page.screenshot({ fullPage: true, path: join(this.#folder, `contact-sheet-${theme}.png`) });
    await page.close();
    return picture;
  }

  #pathOf(name: string, theme: string): string {
    return join(this.#folder, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}-${theme}.png`);
  }
}
