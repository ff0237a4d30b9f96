/** Measures every figure of goals.json, one after another, each three times, and gives the rows of the report. */
import { join } from 'node:path';
import { installApp } from '../demo/installed-app.ts';
import { openOffice, passwordOf, type Office } from '../demo/office.ts';
import type { Chosen } from '../electron-stand-in/choose.ts';
import { createPhone } from '../rig/pbx/index.ts';
import { serveBaseline } from './baseline/serve.ts';
import { openBaseline } from './baseline/window.ts';
import { runBurst, type BurstResult } from './burst.ts';
import { callerScriptGzipKb } from './caller-script.ts';
import { callerNumbers } from './caller-numbers.ts';
import { runLatency, type LatencyBench, type LatencyRun } from './latency.ts';
import { PageProbe } from './page-probe.ts';
import { runDuringExport, type ExportPlan, type ExportRun } from './during-export.ts';
import { rowOf, type FigureName, type Row } from './report.ts';
import { runStartUps } from './start-up.ts';
import { medianOfRuns, summarise, type Summary } from './statistics.ts';

/** How much is measured. */
export interface Plan {
  readonly runs: number;
  /** Calls in a run. */
  readonly calls: number;
  readonly startUps: number;
  readonly burstRuns: number;
  readonly burstSec: number;
  readonly duringExport: ExportPlan;
}

export const fullPlan: Plan = {
  runs: 3,
  calls: 200,
  startUps: 10,
  burstRuns: 3,
  burstSec: 60,
  duringExport: { history: 1_000_000, calls: 100, runs: 3 },
};
/** For CI: shows that everything works and loses nothing; its times say little. */
export const quickPlan: Plan = {
  runs: 1,
  calls: 20,
  startUps: 3,
  burstRuns: 1,
  burstSec: 10,
  duringExport: { history: 200_000, calls: 5, runs: 1 },
};

/** As long as a portal near by takes. The reply then comes after the card has been painted, as in real life. */
const portalLatencyMs = 40;
/** The shortest that the settings allow: a hanging portal is told of, and the queues are offered, after that. */
const portalTimeoutMs = 500;
/** Calls that are not counted: pages and main compile what they run. */
const warmUpCalls = 20;
const rendererFolder = join(import.meta.dirname, '../../out/renderer');

/** @param say tells a person how far it is */
export async function runBench(chosen: Chosen, plan: Plan, say: (line: string) => void): Promise<Row[]> {
  const office = await openOffice({ portalLatencyMs, portalLimits: 'none', portalTimeoutMs });
  try {
    const nextNumber = callerNumbers();
    say(`Starting the app ${plan.runs} × ${plan.startUps} times`);
    const startUps = await repeat(plan.runs, () => runStartUps(office, chosen.executablePath, plan.startUps));
    const latencies = await measureLatencies(office, chosen, plan, nextNumber, say);
    const bursts = await repeat(plan.burstRuns, (run) => {
      say(`Flood ${run} of ${plan.burstRuns}: 50 calls a second for ${plan.burstSec} s`);
      return runBurst(office, chosen, plan.burstSec, nextNumber);
    });
    return [
      ...rowsOf(chosen.host, { startUps, latencies, bursts }),
      ...exportRows(chosen.host, await measureDuringExport(office, chosen, plan, nextNumber, say)),
    ];
  } finally {
    await office.close();
  }
}

async function measureLatencies(
  office: Office,
  chosen: Chosen,
  plan: Plan,
  nextNumber: () => string,
  say: (line: string) => void,
): Promise<LatencyRun[]> {
  // Without the desk's own phone the app would be the only one that rings, and recommend to answer there.
  const phones = await Promise.all(
    ['101', '102'].map((user) => createPhone({ pbx: office.pbx, user, password: passwordOf(user) })),
  );
  const served = await serveBaseline();
  const installed = await installApp(office, chosen);
  const watched = async (page: LatencyBench['card']['page']): Promise<LatencyBench['card']> => ({
    page,
    probe: await PageProbe.attach(page),
  });
  try {
    const bench: LatencyBench = {
      office,
      card: await watched(installed.card),
      baseline: await watched(await openBaseline(installed.app, served.url, office)),
      nextNumber,
      random01: Math.random,
    };
    await runLatency(bench, warmUpCalls);
    return await repeat(plan.runs, async (run) => {
      say(`Calls, run ${run} of ${plan.runs}: ${plan.calls} to the app and ${plan.calls} to the baseline`);
      const measured = await runLatency(bench, plan.calls);
      say(`  the clocks of the processes agree within ${measured.clockErrorMs.toFixed(2)} ms`);
      return measured;
    });
  } finally {
    await installed.quit();
    await served.close();
    for (const phone of phones) await phone.close();
  }
}

/** None on Electron itself, whose tray no program can use. */
async function measureDuringExport(
  office: Office,
  chosen: Chosen,
  { duringExport }: Plan,
  nextNumber: () => string,
  say: (line: string) => void,
): Promise<ExportRun[]> {
  if (chosen.host === 'electron') return [];
  const { runs, calls, history } = duringExport;
  say(`Calls during an export of ${history}, ${runs} × ${calls}`);
  return runDuringExport(office, chosen, duringExport, nextNumber);
}

function exportRows(host: Row['host'], runs: readonly ExportRun[]): Row[] {
  if (runs.length === 0) return [];
  const over = (pick: (run: ExportRun) => readonly number[]): Summary =>
    medianOfRuns(runs.map((run) => summarise(pick(run))));
  const during = over(({ exportingToCardMs }) => exportingToCardMs);
  return [
    rowOf(
      'invite-to-card-during-export',
      host,
      during,
      over(({ plainToCardMs }) => plainToCardMs),
    ),
  ];
}

interface Measured {
  readonly startUps: readonly (readonly number[])[];
  readonly latencies: readonly LatencyRun[];
  readonly bursts: readonly BurstResult[];
}

function rowsOf(host: Row['host'], { startUps, latencies, bursts }: Measured): Row[] {
  const over = (pick: (run: LatencyRun) => readonly number[]): Summary =>
    medianOfRuns(latencies.map((run) => summarise(pick(run))));
  const calls = Math.min(...bursts.map((burst) => burst.calls));
  const row = (name: FigureName, summary: Summary, baseline: Summary | null = null): Row =>
    rowOf(name, host, summary, baseline);
  return [
    row(
      'invite-to-dom',
      over((run) => run.inviteToDomMs),
      over((run) => run.baselineToDomMs),
    ),
    row(
      'invite-to-card',
      over((run) => run.inviteToCardMs),
      over((run) => run.baselineToCardMs),
    ),
    row(
      'reply-to-assignee',
      over((run) => run.replyToAssigneeMs),
    ),
    row(
      'click-to-302',
      over((run) => run.clickTo302Ms),
    ),
    row(
      'invite-to-card-hanging-portal',
      over((run) => run.hangingToCardMs),
      over((run) => run.inviteToCardMs),
    ),
    row(
      'click-to-302-hanging-portal',
      over((run) => run.hangingClickTo302Ms),
      over((run) => run.clickTo302Ms),
    ),
    row('start-to-registered', medianOfRuns(startUps.map(summarise))),
    row('burst-lost', { ...summarise(bursts.map(({ lost }) => lost)), n: calls }),
    row('burst-rss-growth', summarise(bursts.map(({ rssGrowthMb }) => rssGrowthMb))),
    row('caller-script-gzip', summarise([callerScriptGzipKb(rendererFolder)])),
  ];
}

async function repeat<T>(times: number, work: (run: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let run = 1; run <= times; run += 1) results.push(await work(run));
  return results;
}
