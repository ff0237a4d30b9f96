/** One window's built page, alone in a browser: served from an origin of its own under the app's policy, on a stage for a bridge. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import axe, { type AxeResults } from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { events } from '../../../main/bridge/contract/events.ts';
import { requests } from '../../../main/bridge/contract/requests.ts';
import type { WindowName } from '../../../main/model/window.ts';
import { pageHeaders } from '../../../main/desktop/page-headers.ts';
import { findChromium } from '../../electron-stand-in/host/chromium-binary.ts';
import { raiseStage } from './stage.ts';

const root = join(import.meta.dirname, '../../../out/renderer');
const origin = 'https://app.test';
const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };
export interface RendererPage {
  readonly page: Page;
  /** What the page said that it should not have: errors, refusals by the policy. */
  readonly complaints: string[];
  /** An empty page of the same browser, without the app's policy: for contact sheets. */
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** Opens a window's page. @param answers by channel, there before the page asks */
export async function openRenderer(
  window: WindowName,
  answers: Record<string, unknown>,
  viewport = { width: 420, height: 900 },
): Promise<RendererPage> {
  const browser = await launch();
  const screen = { width: 2560, height: 1440 };
  const page = await browser.newPage({ viewport, screen, colorScheme: 'light', locale: 'en-GB', timezoneId: 'UTC' });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.route(`${origin}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname.slice(1);
    await route.fulfill({
      body: await readFile(join(root, path)),
      contentType: types[path.split('.').pop() ?? ''] ?? 'application/octet-stream',
      headers: pageHeaders,
    });
  });
  await page.addInitScript(raiseStage, { requests: Object.keys(requests), events: Object.keys(events), answers });
  await page.goto(`${origin}/${window}/index.html`);
  return {
    page,
    complaints,
    newPage: () => browser.newPage({ viewport: { width: 2260, height: 1200 } }),
    close: () => browser.close(),
  };
}

async function launch(): Promise<Browser> {
  const { path, env } = findChromium(process.env);
  return chromium.launch({
    executablePath: path,
    env: { ...process.env, ...env },
    args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb', '--font-render-hinting=none'],
  });
}

/** What axe finds wrong, one line each; empty where nothing is. */
export async function axeViolations(page: Page): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  if (!isThere) await page.evaluate(axe.source);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({
      resultTypes: ['violations'],
    }),
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`),
  );
}

/** Ground that a page has to fit: the card's width, a narrow one, 200 % zoom, and text larger by 40 %. */
const grounds = [
  { name: '420 px', widthPx: 420, textPercent: 100 },
  { name: '400 px', widthPx: 400, textPercent: 100 },
  { name: '200 % zoom', widthPx: 210, textPercent: 100 },
  { name: '+40 % text', widthPx: 420, textPercent: 140 },
] as const;

/** Elements that stand out over the right or left edge on any ground, one line each; empty where the page fits. */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate((all) => {
    const isClipped = (element: Element): boolean => {
      for (let at = element.parentElement; at !== null; at = at.parentElement)
        if (getComputedStyle(at).overflowX !== 'visible') return true;
      return false;
    };
    const { body, documentElement } = document;
    const faults = all.flatMap(({ name, widthPx, textPercent }) => {
      body.style.width = `${widthPx}px`;
      documentElement.style.fontSize = `${textPercent}%`;
      return [...document.querySelectorAll('body *')]
        .filter((element) => {
          const box = element.getBoundingClientRect();
          return box.width > 1 && (box.right > widthPx + 0.5 || box.left < -0.5) && !isClipped(element);
        })
        .map((element) => `${name}: ${element.tagName} ${element.textContent.slice(0, 60)}`);
    });
    body.style.width = '';
    documentElement.style.fontSize = '';
    return faults;
  }, grounds);
}
