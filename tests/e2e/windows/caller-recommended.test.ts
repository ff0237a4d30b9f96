/** A recommendation that changes while it rings: seen at once, but never under a hand. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LookupView } from '../../../main/bridge/contract/call-views.ts';
import { failedWith } from './caller-crm-states.ts';
import { frames, openCaller, texts, type CallerPage } from './caller-page.ts';
import {
  anna,
  annaExtension,
  annaMobile,
  callOf,
  foundOf,
  lineOf,
  planOf,
  sceneOf,
  snapshotOf,
} from './caller-samples.ts';

let caller: CallerPage;
const button = (name: string | RegExp): ReturnType<CallerPage['page']['getByRole']> =>
  caller.page.getByRole('button', { name });

const free = foundOf();
const busy = foundOf(
  planOf({
    reason: 'line-busy',
    recommended: annaMobile,
    people: [{ ...anna, line: lineOf('in-call', 2), targets: [annaMobile, annaExtension] }],
  }),
);
let revision = 1;

beforeAll(async () => {
  caller = await openCaller();
});
afterAll(() => caller.close());
beforeEach(async () => {
  await caller.page.mouse.move(0, 890);
  await caller.show(sceneOf({}, free));
  await caller.settled();
  await caller.forget();
});

/** Main has something new to say of this call. */
async function becomes(look: LookupView, pill: string): Promise<void> {
  await caller.page.evaluate((value) => {
    window.stage.answer('calls:lookup', { 'call-1': { ok: true, value } });
  }, look);
  revision += 1;
  await caller.tell(snapshotOf([callOf({ lookupRevision: revision })]));
  await caller.page.getByText(pill, { exact: true }).waitFor();
}

test('a lamp that changes is on the card at once, and the recommendation follows with its reason', async () => {
  await becomes(busy, 'In a call');
  expect(await texts(caller.page.locator('[data-first-focus]'))).toEqual([
    'Transfer to mobile Anna Petrova · +1 415 ••• ••42 Ctrl ⇧ F9',
  ]);
  expect(await caller.page.getByText('Recommended while the first choice is busy').count()).toBe(1);
});

test('a click right after the recommended target changed does not count', async () => {
  await becomes(busy, 'In a call');
  await button('Transfer to mobile').click();
  expect(await caller.asked('calls:send')).toEqual([]);
});

test('the recommended button under the pointer keeps its target, says that it is outdated, and sends what stands on it', async () => {
  await button('Transfer Anna').hover();
  await becomes(busy, 'In a call');
  await caller.settled();
  expect(await texts(caller.page.locator('[data-first-focus]'))).toEqual(['Transfer Anna Petrova · ext. 102']);
  expect(await caller.page.getByText('No longer recommended').count()).toBe(1);
  await button('Transfer Anna').click();
  expect(await caller.asked('calls:send')).toEqual([['call-1', 'extension:102', null]]);
});

test('what was held back is there as soon as the pointer has gone', async () => {
  await button('Transfer Anna').hover();
  await becomes(busy, 'In a call');
  await caller.page.mouse.move(0, 890);
  await button('Transfer to mobile').waitFor();
  await frames(caller.page);
  expect(await caller.page.getByText('No longer recommended').count()).toBe(0);
});

test('the keyboard holds it wherever it is among the targets, so that none goes from under it', async () => {
  await button('Transfer Anna').focus();
  await becomes(busy, 'In a call');
  await caller.page.keyboard.press('Enter');
  expect(await caller.asked('calls:send')).toEqual([['call-1', 'extension:102', null]]);
  await caller.page.keyboard.press('Tab');
  await frames(caller.page);
  expect(await texts(caller.page.locator('button:focus'))).toEqual(['Mobile +1 415 ••• ••42']);
  await button('Hide').focus();
  await button('Transfer to mobile').waitFor();
});

test('the keyboard holds back nobody whom the CRM names at last', async () => {
  await caller.show(sceneOf({}, failedWith('timed-out', true)));
  await button('Send to…').focus();
  await becomes(free, 'Free · 3 min');
  expect(await button('Transfer Anna').count()).toBe(1);
  expect(await texts(caller.page.locator('button:focus'))).toEqual(['Send to… name or number']);
});

test('the large button stands in the row of the one whom it calls', async () => {
  const boris = { ...anna, personId: '14', name: 'Boris Ivanov', matches: [], targets: [] };
  await becomes(foundOf(planOf({ people: [boris, { ...anna, line: lineOf('ringing', 2) }] })), 'Rings');
  expect(await caller.page.getByRole('group', { name: 'Anna Petrova' }).locator('[data-first-focus]').count()).toBe(1);
});
