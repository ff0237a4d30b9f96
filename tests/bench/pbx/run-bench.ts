/** Measures every figure of tests/bench/pbx/goals.json at real servers, one after another, and gives the rows of the report. */
import { tableOf, type Row } from '../report.ts';
import { startHeadlessDesk, type HeadlessDesk } from '../../pbx/headless-desk.ts';
import type { Office } from '../../pbx/office.ts';
import type { ServerName } from '../../pbx/servers/real-server.ts';
import { tidyRssMb } from '../app-memory.ts';
import { callerNumbers } from '../caller-numbers.ts';
import { PageProbe } from '../page-probe.ts';
import { medianOfRuns, summarise, type Summary } from '../statistics.ts';
import { atServer, inOffice } from './at-server.ts';
import { runCalls, runRedirects, type CallsRun } from './calls.ts';
import { floodApp, type FloodResult } from './flood.ts';
import { startManyDesks, type Return } from './many-desks.ts';
import { frozen, outage, startTimeMs, watchApp, watchHeadless } from './outages.ts';
import { pbxRow, type PbxFigureName, type PbxRow } from './report.ts';

/** How much is measured. */
export interface PbxPlan {
  readonly runs: number;
  /** Calls in a run. */
  readonly calls: number;
  /** Outages in each round, in seconds from the kill until the server answers. */
  readonly outagesSec: readonly number[];
  readonly rounds: number;
  readonly floodCalls: number;
  /** That return to a restarted server; all are told of 500. */
  readonly manyDesks: number;
}

export const fullPlan: PbxPlan = {
  runs: 3,
  calls: 100,
  outagesSec: [2, 10, 30, 59, 90],
  rounds: 2,
  floodCalls: 3000,
  manyDesks: 500,
};
/** Shows that everything works and loses nothing; its times say little. */
export const quickPlan: PbxPlan = {
  runs: 1,
  calls: 10,
  outagesSec: [2, 10],
  rounds: 1,
  floodCalls: 300,
  manyDesks: 200,
};

/** Calls that are not counted: pages, main and server warm up. */
const warmUpCalls = 10;
const callsPerSec = 50;
const ringMs = 1000;
const servers = ['asterisk', 'kamailio'] as const satisfies readonly ServerName[];

export const parts = ['calls', 'outages', 'floods', 'returns'] as const;
export type Part = (typeof parts)[number];

interface Bench {
  readonly plan: PbxPlan;
  readonly host: Row['host'];
  /** Tells a person how far it is. */
  readonly say: (line: string) => void;
}

/** @returns the rows of these parts, in this order */
export async function runPbxBench(bench: Bench, wanted: readonly Part[]): Promise<PbxRow[]> {
  const rows: PbxRow[] = [];
  for (const part of wanted) {
    const measured = await measure[part](bench);
    bench.say(tableOf(measured));
    rows.push(...measured);
  }
  return rows;
}

/** One server after the other. */
const oneByOne = async (work: (name: ServerName) => Promise<PbxRow[]>): Promise<PbxRow[]> => {
  const rows: PbxRow[] = [];
  for (const name of servers) rows.push(...(await work(name)));
  return rows;
};
// Nothing happens most of the time: both servers at once.
const both = async (work: (name: ServerName) => Promise<PbxRow[]>): Promise<PbxRow[]> =>
  (await Promise.all(servers.map(work))).flat();

const measure: Readonly<Record<Part, (bench: Bench) => Promise<PbxRow[]>>> = {
  calls: (bench) => oneByOne((name) => calls(bench, name)),
  outages: (bench) => both((name) => outages(bench, name)),
  floods: (bench) => oneByOne((name) => flood(bench, name)),
  returns,
};

async function calls(bench: Bench, name: ServerName): Promise<PbxRow[]> {
  const { plan, say } = bench;
  const nextNumber = callerNumbers();
  const { through, redirects } = await atServer(name, {}, (server) =>
    inOffice(server, async (office) => {
      const page = await office.companion('101').callerPage();
      const card = { page, probe: await PageProbe.attach(page) };
      await runCalls(office, card, nextNumber, warmUpCalls);
      const through = await repeat(plan.runs, (run) => {
        say(`${name}, run ${run} of ${plan.runs}: ${plan.calls} calls to the app, each sent on`);
        return runCalls(office, card, nextNumber, plan.calls);
      });
      const desk = await startHeadlessDesk({ server, portal: office.portal, desk: '103' });
      try {
        await runRedirects(office, desk, nextNumber, warmUpCalls);
        const redirects = await repeat(plan.runs, () => runRedirects(office, desk, nextNumber, plan.calls));
        return { through, redirects };
      } finally {
        await desk.stop();
      }
    }),
  );
  const over = (pick: (run: CallsRun) => readonly number[]): Summary =>
    medianOfRuns(through.map((run) => summarise(pick(run))));
  const row = rowsAt(bench, name);
  return [
    row(
      'invite-to-card',
      over((run) => run.inviteToCardMs),
    ),
    row(
      'click-to-colleague-ringing',
      over((run) => run.clickToColleagueMs),
    ),
    row('302-to-colleague-ringing', medianOfRuns(redirects.map(summarise))),
  ];
}

async function outages(bench: Bench, name: ServerName): Promise<PbxRow[]> {
  const { plan, say } = bench;
  const short: number[] = [];
  const long: number[] = [];
  const noticed: number[] = [];
  await atServer(name, {}, (server) =>
    inOffice(server, async (office) => {
      const headless: HeadlessDesk[] = [];
      try {
        for (const desk of ['102', '103', '104', '105'] as const) {
          headless.push(await startHeadlessDesk({ server, portal: office.portal, desk }));
        }
        const desks = [await watchApp(office.companion('101')), ...headless.map(watchHeadless)];
        const startMs = await startTimeMs(server, desks);
        for (let round = 1; round <= plan.rounds; round += 1) {
          for (const sec of plan.outagesSec) {
            say(`${name}, round ${round} of ${plan.rounds}: the server is killed, and is back after ${sec} s`);
            (sec < 60 ? short : long).push(...(await outage(server, desks, sec * 1000, startMs)));
          }
          say(`${name}: the server is frozen`);
          noticed.push(...(await frozen(server, desks)));
        }
      } finally {
        for (const desk of headless) await desk.stop();
      }
    }),
  );
  const row = rowsAt(bench, name);
  return [
    row('registered-again', summarise(short)),
    ...(long.length === 0 ? [] : [row('registered-again-after-a-minute', summarise(long))]),
    row('sigstop-noticed', summarise(noticed)),
  ];
}

async function flood(bench: Bench, name: ServerName): Promise<PbxRow[]> {
  const { plan, say } = bench;
  const results = await repeat(plan.runs, (run) => {
    say(`${name}, flood ${run} of ${plan.runs}: ${plan.floodCalls} calls, ${callsPerSec} a second`);
    return atServer(name, {}, (server) => inOffice(server, (office) => floodOf(office, plan.floodCalls)));
  });
  for (const { callers, records } of results) {
    say(
      `  sipp: ${callers.successful} of ${callers.created} as they should, in the history: ${JSON.stringify(records)}`,
    );
  }
  const row = rowsAt(bench, name);
  const counted = (values: readonly number[]): Summary => ({ ...summarise(values), n: plan.floodCalls });
  return [
    row('flood-not-recorded-once', counted(results.map(({ notRecordedOnce }) => notRecordedOnce))),
    row('flood-callers-surprised', counted(results.map(({ callers }) => callers.failed))),
    row('flood-loop-delay', medianOfRuns(results.map(({ loopDelayMs }) => ({ ...loopDelayMs, n: plan.floodCalls })))),
    row('flood-memory-growth', summarise(results.map(({ growthMb }) => growthMb))),
  ];
}

async function floodOf(office: Office, floodCalls: number): Promise<FloodResult & { readonly growthMb: number }> {
  const companion = office.companion('101');
  const beforeMb = await tidyRssMb(companion.app);
  let afterMb = beforeMb;
  const result = await floodApp(office.server, companion, { calls: floodCalls, callsPerSec, ringMs }, async () => {
    afterMb = await tidyRssMb(companion.app);
  });
  return { ...result, growthMb: Math.max(0, afterMb - beforeMb) };
}

async function returns(bench: Bench): Promise<PbxRow[]> {
  const { plan, say } = bench;
  const run = (desksAtServer: number): Promise<Return[]> =>
    atServer('kamailio', { hasManyDesks: true }, async (server) => {
      const desks = await startManyDesks(server, plan.manyDesks, desksAtServer);
      try {
        return await repeat(plan.runs, (outageNumber) => {
          say(`kamailio restarts under ${plan.manyDesks} desks, each told of ${desksAtServer}: ${outageNumber}`);
          return desks.outage(10_000);
        });
      } finally {
        await desks.stop();
      }
    });
  const spread = await run(500);
  // What a desk believes that is told nothing.
  const unspread = await run(100);
  const row = rowsAt(bench, 'kamailio');
  const most = (all: readonly Return[]): Summary => summarise(all.map(({ mostPerSec }) => mostPerSec));
  return [
    row('return-per-second', most(spread)),
    row('return-all-back', summarise(spread.map(({ allBackMs }) => allBackMs))),
    row('return-unspread-per-second', most(unspread)),
  ];
}

const rowsAt =
  ({ host }: Bench, server: ServerName) =>
  (figure: PbxFigureName, summary: Summary): PbxRow =>
    pbxRow(server, figure, host, summary);

async function repeat<T>(times: number, work: (run: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let run = 1; run <= times; run += 1) results.push(await work(run));
  return results;
}
