/** Without eyes, without colours, without motion, by keyboard alone. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CallStateView } from '../../../main/bridge/contract/call-views.ts';
import { openCaller, texts, type CallerPage } from './caller-page.ts';
import {
  anna,
  annaMobile,
  borisExtension,
  borisFound,
  callOf,
  foundOf,
  nowEpochMs,
  planOf,
  sceneOf,
  snapshotOf,
} from './caller-samples.ts';
import { axeViolations, layoutFaults } from './renderer-page.ts';

let caller: CallerPage;

beforeAll(async () => {
  caller = await openCaller();
});
afterAll(() => caller.close());
beforeEach(async () => {
  await caller.page.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference', colorScheme: 'light' });
  await caller.show({ snapshot: snapshotOf([]), looks: {} });
});

const spoken = (): Promise<string | null> => caller.page.getByRole('alert').textContent();
const focused = (): Promise<string | undefined> =>
  caller.page.evaluate(() => document.activeElement?.textContent.replaceAll(/\s+/g, ' ').trim());

test('a call is said aloud when it rings, and its client when the CRM knows it, and the focus stays', async () => {
  const call = callOf({ displayName: 'J. Doe' });
  await caller.show({ snapshot: snapshotOf([call]), looks: {} });
  expect(await spoken()).toBe('Call for Sales. +1 906 219 5047. “J. Doe” by the caller.');
  await caller.page.evaluate(
    (reply) => {
      window.stage.settle('calls:lookup', reply);
    },
    { ok: true, value: foundOf() },
  );
  await caller.page.getByRole('heading', { name: 'John Doe' }).waitFor();
  expect(await spoken()).toBe('John Doe. Responsible: Anna Petrova. At work. Free.');
  expect(await caller.page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
});

test('that nothing else rings is said aloud with what is known of the call', async () => {
  await caller.show(sceneOf({ isOnlyLeg: true, canTake: true }, null));
  const atFirst = await spoken();
  await caller.show(sceneOf({ isOnlyLeg: true, canTake: true }, foundOf()));
  await caller.page.getByRole('heading', { name: 'John Doe' }).waitFor();
  expect([atFirst, await spoken()]).toEqual([
    'Call for Sales. +1 906 219 5047. Only Ringside rings for this call.',
    'John Doe. Responsible: Anna Petrova. At work. Free. Only Ringside rings for this call.',
  ]);
});

test('nothing is said any more when the call is over', async () => {
  await caller.show(sceneOf({}, foundOf()));
  await caller.tell(snapshotOf([]));
  expect(await spoken()).toBe('');
});

test('a call that comes back is said to, with who had it', async () => {
  const sentTo = { name: 'Boris Ivanov', shown: '104', secondsAgo: 30, isBack: true };
  await caller.show(sceneOf({ earlier: { lastSecondsAgo: 30, timesToday: 0, sentTo } }, foundOf()));
  expect(await spoken()).toBe('John Doe. back from Boris Ivanov. Responsible: Anna Petrova. At work. Free.');
});

test('what becomes of a call is said when there is a pause, and by whose name', async () => {
  const became = async (state: CallStateView): Promise<string | null> => {
    await caller.show(sceneOf({}, foundOf()));
    await caller.tell(snapshotOf([callOf({ state })]));
    return caller.page.getByRole('status').textContent();
  };
  const inCall = {
    kind: 'answered',
    by: 'own-phone',
    toldBy: 'lamp',
    isEndTold: true,
    sinceEpochMs: nowEpochMs,
  } as const;
  const ended = { kind: 'ended', destination: null, outcome: null, atEpochMs: nowEpochMs } as const;
  expect([
    await became(inCall),
    await became({ ...inCall, toldBy: 'agent', isEndTold: false }),
    await became({ ...ended, how: 'answered-elsewhere' }),
    await became({ ...ended, how: 'stopped-ringing' }),
  ]).toEqual([
    'John Doe: on your phone.',
    'John Doe: on your phone. Its end will not be told: hide the card then.',
    'John Doe: Answered by somebody else.',
    'John Doe: Taken off this phone. Answered or ended: not told.',
  ]);
  await caller.tell(snapshotOf([]));
  expect(await caller.page.getByRole('status').textContent()).toBe('');
});

test('one’s own client is said as such', async () => {
  const people = [{ ...anna, isSelf: true, targets: [] }];
  await caller.show(sceneOf({}, foundOf(planOf({ reason: 'own-client', recommended: null, people, queues: [] }))));
  expect(await spoken()).toBe('John Doe. Your client. Pick up on your phone.');
});

test('the summoned card is an alert dialog with a name, and the recommended button has the focus', async () => {
  await caller.show(sceneOf({}, foundOf()));
  await caller.tell(snapshotOf([callOf()], { isSummoned: true }));
  await caller.page.getByRole('alertdialog', { name: 'John Doe' }).waitFor();
  expect(await focused()).toContain('Transfer Anna Petrova · ext. 102');
  expect(await axeViolations(caller.page)).toEqual([]);
});

test('a summoned card without a recommendation puts the focus on its first button', async () => {
  await caller.show(sceneOf({}, null));
  await caller.tell(snapshotOf([callOf()], { isSummoned: true }));
  await caller.page.getByRole('alertdialog').waitFor();
  expect(await focused()).toContain('Send to…');
});

test('the keyboard goes through the card from the recommended target to decline', async () => {
  await caller.show(sceneOf({}, foundOf()));
  await caller.tell(snapshotOf([callOf()], { isSummoned: true }));
  await caller.page.getByRole('alertdialog').waitFor();
  const stops: (string | undefined)[] = [await focused()];
  for (let stop = 0; stop < 6; stop += 1) {
    await caller.page.keyboard.press('Tab');
    stops.push(await focused());
  }
  expect(stops).toEqual([
    'Transfer Anna Petrova · ext. 102 Ctrl ⇧ F9',
    'Mobile +1 415 ••• ••42',
    'Send to queue Support · 610',
    'Send to… name or number',
    'Open in CRM',
    'Hide',
    'Decline',
  ]);
});

test('the open "Send to…" panel breaks no rule of axe, fits its width, and tells how many it found', async () => {
  const colleagues = [
    { ...borisFound, targets: [borisExtension, { ...annaMobile, notOffered: 'already-tried' }] },
    { personId: '99', name: null, workday: null, line: null, targets: [] },
  ];
  await caller.page.evaluate((value) => {
    window.stage.answer('colleagues:find', { ok: true, value });
  }, colleagues);
  await caller.show(sceneOf({}, foundOf()));
  await caller.settled();
  await caller.page.getByRole('button', { name: 'Send to…' }).click();
  await caller.page.keyboard.type('Boris');
  await caller.page.getByText('2 people found').waitFor();
  expect([await axeViolations(caller.page), await layoutFaults(caller.page)]).toEqual([[], []]);
  await caller.page.getByLabel('Name or number').fill('+49 30 90');
  await caller.page.getByRole('button', { name: 'Send to number +49 30 90' }).waitFor();
  expect(await axeViolations(caller.page)).toEqual([]);
});

test('in forced colours every button has an edge, and axe finds nothing', async () => {
  await caller.page.emulateMedia({ forcedColors: 'active' });
  await caller.show(sceneOf({}, foundOf()));
  const edges = await caller.page
    .getByRole('button')
    .evaluateAll((buttons) => buttons.map((button) => getComputedStyle(button).borderTopColor !== 'rgba(0, 0, 0, 0)'));
  expect(edges.every(Boolean)).toBe(true);
  expect(await axeViolations(caller.page)).toEqual([]);
});

test('nothing moves by itself, whether or not the system asks for less motion', async () => {
  await caller.show(sceneOf({}, foundOf()));
  expect(await caller.page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test('the theme follows the setting, and the system where the setting says so', async () => {
  const ground = (): Promise<string> =>
    caller.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await caller.page.emulateMedia({ colorScheme: 'dark' });
  await caller.show(sceneOf({}, null), 'light');
  const light = await ground();
  await caller.show(sceneOf({}, null), 'system');
  const system = await ground();
  await caller.page.emulateMedia({ colorScheme: 'light' });
  await caller.show(sceneOf({}, null), 'dark');
  expect([light, system, await ground()]).toEqual(['rgb(255, 255, 255)', 'rgb(28, 31, 36)', 'rgb(28, 31, 36)']);
});

test('a name from the network is isolated from the words around it', async () => {
  await caller.show(sceneOf({ displayName: 'ليلى' }, null));
  expect(await caller.page.locator('bdi', { hasText: 'ليلى' }).count()).toBe(1);
  expect(await texts(caller.page.locator('[data-call] header li'))).toContain('“ليلى” by the caller');
});
