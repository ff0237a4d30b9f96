/** What a card costs while the whole history is being written to a file, beside what it costs while nothing is. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { installApp } from '../demo/installed-app.ts';
import { companion, queues, type Office } from '../demo/office.ts';
import type { Chosen } from '../electron-stand-in/choose.ts';
import { windowAt } from '../electron-stand-in/launch.ts';
import { desktop } from '../electron-stand-in/record.ts';
import { trayLabels } from '../e2e/tray.ts';
import { writeHistory } from './history/run-bench.ts';
import { cards, hideCards, type Watched } from './latency.ts';
import { calibrate } from './page-clock.ts';
import { PageProbe } from './page-probe.ts';
import { within } from './within.ts';

export interface ExportRun {
  readonly plainToCardMs: readonly number[];
  readonly exportingToCardMs: readonly number[];
}

export interface ExportPlan {
  /** Calls in the history. */
  readonly history: number;
  /** Calls that ring, of each kind, in each run. */
  readonly calls: number;
  readonly runs: number;
}

/** Calls that are not counted: pages and main compile what they run. */
const warmUpCalls = 10;
const limitMs = 60_000;

/** By turns: a call while nothing is written, and one while the export is under way, which is stopped after it. The window of the
 *  history is open all the time. Only on the stand-in, whose tray and file dialog a program can use. */
export async function runDuringExport(
  office: Office,
  chosen: Chosen,
  { history, calls, runs }: ExportPlan,
  nextNumber: () => string,
): Promise<ExportRun[]> {
  const prepare = (userDataDir: string): void => {
    mkdirSync(userDataDir, { recursive: true });
    writeHistory(join(userDataDir, 'ringside.db'), history);
  };
  const installed = await installApp(office, chosen, { prepare, limitMs });
  try {
    // The entry counts the missed calls behind its words.
    const entry = (await trayLabels(installed.app)).find((label) => label.startsWith('Calls…'));
    await desktop(installed.app).clickTrayMenu(entry ?? 'Calls…');
    const historyPage = await windowAt(installed.app, '/history/index.html');
    const card = { page: installed.card, probe: await PageProbe.attach(installed.card) };
    const file = join(installed.userDataDir, 'calls.csv');
    const exporting = async (): Promise<() => Promise<void>> => {
      await desktop(installed.app).answerDialog({ canceled: false, filePath: file });
      return startExport(historyPage, file);
    };
    const rounds = async (count: number): Promise<ExportRun> => {
      const { offsetMs } = await calibrate(card.page);
      const plainToCardMs: number[] = [];
      const exportingToCardMs: number[] = [];
      for (let round = 0; round < count; round += 1) {
        plainToCardMs.push(offsetMs + (await within('a call', ring(office, card, nextNumber()))));
        const stop = await within('the export', exporting());
        exportingToCardMs.push(offsetMs + (await within('a call during the export', ring(office, card, nextNumber()))));
        await stop();
      }
      return { plainToCardMs, exportingToCardMs };
    };
    await rounds(warmUpCalls);
    const results: ExportRun[] = [];
    for (let run = 0; run < runs; run += 1) results.push(await rounds(calls));
    return results;
  } finally {
    await installed.quit();
  }
}

/** Resolves once rows are being written.
 *  @returns stops it, and throws where it was already over: the call then met no export */
async function startExport(page: Page, file: string): Promise<() => Promise<void>> {
  await page.evaluate(() => window.ringside['history:export']({ text: '', only: null, before: null }));
  await untilExportIs(page, 'running');
  return async () => {
    await page.evaluate(() => window.ringside['history:cancel-export']());
    await untilExportIs(page, 'idle');
    if (existsSync(file)) throw new Error('The export was over before the call: the history is too short.');
  };
}

async function untilExportIs(page: Page, kind: 'running' | 'idle'): Promise<void> {
  await page.waitForFunction(async (wanted) => {
    const reply = await window.ringside['history:read']();
    const state = reply.ok ? reply.value.export : null;
    return state?.kind === wanted && (state.kind !== 'running' || state.written > 0);
  }, kind);
}

/** @returns from the INVITE to the frame that shows the number, in milliseconds, without the offset of the page's clock */
async function ring(office: Office, { page, probe }: Watched, number: string): Promise<number> {
  const seen = await probe.expect({ within: cards, text: number });
  const call = office.callQueue(queues[0], { number });
  const leg = call.legOf(companion);
  if (leg === null) throw new Error('The companion has lost its registration.');
  const { paintedMs } = await seen();
  call.hangUp();
  await page.evaluate(hideCards);
  await probe.whenEmpty(cards);
  return paintedMs - leg.sentAtMs;
}
