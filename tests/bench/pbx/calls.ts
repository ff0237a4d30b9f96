/** One call after another through a real server to the built app, and on to a colleague: what the way costs. */
import type { LegId } from '../../../main/model/call.ts';
import type { LineEvent } from '../../../main/model/line.ts';
import type { HeadlessDesk } from '../../pbx/headless-desk.ts';
import type { Office } from '../../pbx/office.ts';
import { cards, hideCards, stillMs, type Watched } from '../latency.ts';
import { calibrate } from '../page-clock.ts';
import { within } from '../within.ts';

export interface CallsRun {
  /** From the INVITE with credentials, on its way to the server, to the second frame behind the card's. */
  readonly inviteToCardMs: readonly number[];
  /** From the click on the card to the INVITE at the colleague's phone. */
  readonly clickToColleagueMs: readonly number[];
}

const assignee = 'Anna Petrova';

/** @param office has phones at 101 and 102, and its companion at 101
 *  @param nextNumber gives another caller each time, so that no look-up is remembered */
export async function runCalls(office: Office, card: Watched, nextNumber: () => string, n: number): Promise<CallsRun> {
  const { offsetMs } = await calibrate(card.page);
  const times: { readonly cardMs: number; readonly colleagueMs: number }[] = [];
  for (let round = 0; round < n; round += 1) {
    times.push(await within(`call ${round + 1}`, oneCall(office, card, nextNumber(), offsetMs)));
  }
  return {
    inviteToCardMs: times.map(({ cardMs }) => cardMs),
    clickToColleagueMs: times.map(({ colleagueMs }) => colleagueMs),
  };
}

async function oneCall(
  office: Office,
  { page, probe }: Watched,
  number: string,
  offsetMs: number,
): Promise<{ readonly cardMs: number; readonly colleagueMs: number }> {
  know(office, number);
  const seenNumber = await probe.expect({ within: cards, text: number });
  const seenAssignee = await probe.expect({ within: cards, text: assignee });
  const colleague = office.phone('102');
  const rings = colleague.rings.length;

  const call = await office.callIn('101', number);
  const { paintedMs } = await seenNumber();
  await seenAssignee();
  await probe.whenStill(cards, stillMs);
  const button = await page.locator('[data-first-focus]').first().boundingBox();
  if (button === null) throw new Error('The card recommends nothing.');
  await page.mouse.click(button.x + button.width / 2, button.y + button.height / 2);
  const { atMs } = await colleague.whenRings(rings + 1);
  const clickedMs = (await probe.lastClickMs()) + offsetMs;

  call.hangUp();
  await call.whenFinal();
  await Promise.all(office.phones.map((phone) => phone.whenState('idle')));
  await page.evaluate(hideCards);
  await probe.whenEmpty(cards);
  return { cardMs: paintedMs + offsetMs - call.sentAtMs, colleagueMs: atMs - clickedMs };
}

/** The same without a window, in this process: from the 302, written to the connection, to the INVITE at the colleague's phone.
 *  @param office has phones at 102 and the desk's own
 *  @returns milliseconds */
export async function runRedirects(
  office: Office,
  desk: HeadlessDesk,
  nextNumber: () => string,
  n: number,
): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < n; round += 1) {
    times.push(await within(`302 number ${round + 1}`, oneRedirect(office, desk, nextNumber())));
  }
  return times;
}

async function oneRedirect(office: Office, desk: HeadlessDesk, number: string): Promise<number> {
  const colleague = office.phone('102');
  const rings = colleague.rings.length;
  const told = desk.events.length;
  const call = await office.callIn(desk.desk, number);
  const leg = legOf(await desk.whenTold(({ kind }) => kind === 'invite', told));
  const { call: shown } = await desk.whenShown((each) => each.call.legs.includes(leg));
  await call.whenRinging();
  const sentMs = performance.now();
  const sent = desk.switchboard.sendToNumber(shown.id, '102', null);
  if (!sent.ok) throw new Error(`The call may not be sent: ${sent.error}.`);
  const { atMs } = await colleague.whenRings(rings + 1);

  call.hangUp();
  await call.whenFinal();
  await Promise.all(office.phones.map((phone) => phone.whenState('idle')));
  desk.switchboard.hide(shown.id);
  return atMs - sentMs;
}

/** The CRM knows this caller and nobody else. */
function know({ portal }: Office, number: string): void {
  portal.data.entities = [{ type: 'CONTACT', id: 651, name: 'John Doe', phones: [number], assignedById: 99 }];
  portal.forget();
}

function legOf(event: LineEvent): LegId {
  if (event.kind !== 'invite') throw new Error(`This is no call: ${event.kind}.`);
  return event.leg;
}
