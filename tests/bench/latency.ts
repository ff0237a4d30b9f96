/** One call after another, through the app and past it: what a call costs until it is seen, looked up and sent on. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { companion, plainCompanion, queues, type Office } from '../demo/office.ts';
import type { RigCall } from '../rig/pbx/index.ts';
import { calibrate, type PageClock } from './page-clock.ts';
import type { PageProbe } from './page-probe.ts';
import { within } from './within.ts';

export interface LatencyRun {
  readonly inviteToDomMs: readonly number[];
  readonly inviteToCardMs: readonly number[];
  readonly baselineToDomMs: readonly number[];
  readonly baselineToCardMs: readonly number[];
  readonly replyToAssigneeMs: readonly number[];
  readonly clickTo302Ms: readonly number[];
  /** The same two while the portal takes requests and answers none. */
  readonly hangingToCardMs: readonly number[];
  readonly hangingClickTo302Ms: readonly number[];
  /** How far wrong any of them may be, from relating the clocks. */
  readonly clockErrorMs: number;
}

export interface Watched {
  readonly page: Page;
  readonly probe: PageProbe;
}

export interface LatencyBench {
  readonly office: Office;
  readonly card: Watched;
  readonly baseline: Watched;
  /** The caller's number of each call is a new one, so that nothing is remembered from an earlier one. */
  readonly nextNumber: () => string;
  /** Uniform in [0,1). */
  readonly random01: () => number;
}

/** The card ignores clicks for 300 ms after it has moved. */
export const stillMs = 350;
const frameMs = 1000 / 60;
export const cards = '[data-content]';
const assignee = 'Anna Petrova';

/** `n` calls through the app, `n` while its portal hangs and `n` to the baseline by turns, so that all meet the same disturbances. */
export async function runLatency(bench: LatencyBench, n: number): Promise<LatencyRun> {
  const clocks = { card: await calibrate(bench.card.page), baseline: await calibrate(bench.baseline.page) };
  const calls: CallTimes[] = [];
  const hanging: HangingTimes[] = [];
  const baselines: SeenTimes[] = [];
  for (let round = 0; round < n; round += 1) {
    // The calls of real life do not keep step with the screen.
    await delay(bench.random01() * frameMs);
    calls.push(await within(`call ${round + 1}`, callThroughApp(bench, clocks.card)));
    await delay(bench.random01() * frameMs);
    hanging.push(await within(`call ${round + 1} with a hanging portal`, callWhileHanging(bench, clocks.card)));
    await delay(bench.random01() * frameMs);
    baselines.push(await within(`baseline call ${round + 1}`, callToBaseline(bench, clocks.baseline)));
  }
  const after = { card: await calibrate(bench.card.page), baseline: await calibrate(bench.baseline.page) };
  return {
    inviteToDomMs: calls.map(({ domMs }) => domMs),
    inviteToCardMs: calls.map(({ cardMs }) => cardMs),
    baselineToDomMs: baselines.map(({ domMs }) => domMs),
    baselineToCardMs: baselines.map(({ cardMs }) => cardMs),
    replyToAssigneeMs: calls.map(({ assigneeMs }) => assigneeMs),
    clickTo302Ms: calls.map(({ redirectMs }) => redirectMs),
    hangingToCardMs: hanging.map(({ cardMs }) => cardMs),
    hangingClickTo302Ms: hanging.map(({ redirectMs }) => redirectMs),
    clockErrorMs: Math.max(errorOf(clocks.card, after.card), errorOf(clocks.baseline, after.baseline)),
  };
}

interface SeenTimes {
  readonly domMs: number;
  readonly cardMs: number;
}

interface HangingTimes {
  readonly cardMs: number;
  readonly redirectMs: number;
}

interface CallTimes extends SeenTimes {
  readonly assigneeMs: number;
  readonly redirectMs: number;
}

async function callThroughApp(bench: LatencyBench, { offsetMs }: PageClock): Promise<CallTimes> {
  const { office, card, nextNumber } = bench;
  const { portal } = office;
  const { probe } = card;
  const number = nextNumber();
  portal.data.entities = [
    { type: 'CONTACT', id: 651, name: 'John Doe', phones: [number], assignedById: 99 },
    { type: 'COMPANY', id: 643, name: 'Daisy LLC', phones: [number], assignedById: 7 },
  ];
  portal.forget();
  const seenNumber = await probe.expect({ within: cards, text: number });
  const seenAssignee = await probe.expect({ within: cards, text: assignee });

  const call = office.callQueue(queues[0], { number });
  const leg = call.legOf(companion);
  if (leg === null) throw new Error('The companion has lost its registration.');
  const shown = await seenNumber();
  const named = await seenAssignee();
  const { repliedAtEpochMs } = await portal.whenAsked('telephony.externalcall.searchcrmentities');
  if (repliedAtEpochMs === null) throw new Error('The assignee is there before the portal has told him.');

  const redirectMs = await sendOn(card, call, '[data-first-focus]', offsetMs);
  return {
    domMs: shown.domMs + offsetMs - leg.sentAtMs,
    cardMs: shown.paintedMs + offsetMs - leg.sentAtMs,
    assigneeMs: named.domMs + offsetMs - (repliedAtEpochMs - performance.timeOrigin),
    redirectMs,
  };
}

/** Nobody can be recommended: once the card says that the CRM does not answer, the call goes to the other queue. */
async function callWhileHanging({ office, card, nextNumber }: LatencyBench, clock: PageClock): Promise<HangingTimes> {
  const { portal } = office;
  const number = nextNumber();
  portal.fault = { kind: 'hang' };
  const seen = await card.probe.expect({ within: cards, text: number });
  const call = office.callQueue(queues[0], { number });
  const leg = call.legOf(companion);
  if (leg === null) throw new Error('The companion has lost its registration.');
  const shown = await seen();
  const redirectMs = await sendOn(
    card,
    call,
    `[data-call] button:enabled:has-text("${queues[1].name}")`,
    clock.offsetMs,
  );
  portal.fault = { kind: 'none' };
  return { cardMs: shown.paintedMs + clock.offsetMs - leg.sentAtMs, redirectMs };
}

/** Clicks the first such button once the card has stood still, waits for the 302 and ends the call.
 *  @returns milliseconds from the click to the 302 */
async function sendOn({ page, probe }: Watched, call: RigCall, selector: string, offsetMs: number): Promise<number> {
  const found = page.locator(selector).first();
  await found.waitFor();
  await probe.whenStill(cards, stillMs);
  const button = await found.boundingBox();
  if (button === null) throw new Error('The card has no button to click.');
  const redirected = new Promise<number>((resolve) => {
    call.on((event) => {
      if (event.kind === 'response' && event.response.status === 302) resolve(event.response.atMs);
    });
  });
  await page.mouse.click(button.x + button.width / 2, button.y + button.height / 2);
  const redirectedMs = await redirected;
  const clickedMs = (await probe.lastClickMs()) + offsetMs;
  call.hangUp();
  await page.evaluate(hideCards);
  await probe.whenEmpty(cards);
  return redirectedMs - clickedMs;
}

async function callToBaseline(
  { office, baseline, nextNumber }: LatencyBench,
  { offsetMs }: PageClock,
): Promise<SeenTimes> {
  const number = nextNumber();
  const seen = await baseline.probe.expect({ within: '#call', text: number });
  const call = office.pbx.call({ to: plainCompanion, from: { number } });
  const leg = call.legOf(plainCompanion);
  if (leg === null) throw new Error('The baseline has lost its registration.');
  const shown = await seen();
  call.hangUp();
  await baseline.probe.whenEmpty('#call');
  return { domMs: shown.domMs + offsetMs - leg.sentAtMs, cardMs: shown.paintedMs + offsetMs - leg.sentAtMs };
}

/** Runs in the page. Past the button, which would ignore a click so soon after the card has changed. */
export async function hideCards(): Promise<void> {
  const ids = [...document.querySelectorAll<HTMLElement>('[data-call]')].map(({ dataset }) => dataset['call'] ?? '');
  await Promise.all(ids.map((id) => window.ringside['calls:hide'](id)));
}

/** Either clock may be that much wrong, and they may have moved against each other during the run. */
function errorOf(before: PageClock, after: PageClock): number {
  return Math.max(before.errorMs, Math.abs(after.offsetMs - before.offsetMs) + after.errorMs);
}
