/** Several calls at once: the newest on top, but nothing moves from under a hand. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CallView } from '../../../main/bridge/contract/call-views.ts';
import { frames, openCaller, type CallerPage } from './caller-page.ts';
import { annaExtension, callOf, foundOf, snapshotOf } from './caller-samples.ts';

let caller: CallerPage;
const first = callOf({ id: 'first' });
const second = callOf({ id: 'second' });
const third = callOf({ id: 'third' });
const looks = { first: foundOf(), second: foundOf(), third: foundOf() };

beforeAll(async () => {
  caller = await openCaller();
});
afterAll(() => caller.close());
beforeEach(async () => {
  await caller.page.mouse.move(0, 890);
  await caller.show({ snapshot: snapshotOf([]), looks: {} });
  await anchorAt('top');
});

/** Where the window stands on the screen: at its upper or its lower edge. */
const anchorAt = (edge: 'top' | 'bottom'): Promise<void> =>
  caller.page.evaluate((at) => {
    const innerHeight = 300;
    const screenY = at === 'top' ? 10 : screen.availHeight - innerHeight - 10;
    for (const [name, value] of Object.entries({ screenY, innerHeight }))
      Object.defineProperty(window, name, { configurable: true, get: () => value });
  }, edge);

const order = (): Promise<(string | null)[]> =>
  caller.page.locator('[data-call]').evaluateAll((cards) => cards.map((card) => card.getAttribute('data-call')));

test('a second call stacks on top, and the shortcut is on the topmost only', async () => {
  await caller.show({ snapshot: snapshotOf([first]), looks });
  await caller.tell(snapshotOf([second, first]));
  await frames(caller.page);
  expect(await order()).toEqual(['second', 'first']);
  expect(await caller.page.locator('[data-call="second"] kbd').allTextContents()).toEqual(['Ctrl ⇧ F9']);
  expect(await caller.page.locator('kbd').count()).toBe(1);
});

test('an open "Send to…" stays where it is, with what was typed and the focus in it', async () => {
  await caller.show({ snapshot: snapshotOf([first]), looks });
  await caller.settled();
  await caller.page.getByRole('button', { name: 'Send to…' }).click();
  await caller.page.mouse.move(0, 890);
  await caller.page.keyboard.type('Pet');
  const field = caller.page.getByLabel('Name or number');
  const before = await field.boundingBox();
  await caller.tell(snapshotOf([second, first], { isSummoned: true }));
  await frames(caller.page);
  expect(await order()).toEqual(['first', 'second']);
  expect(await field.boundingBox()).toEqual(before);
  await caller.page.keyboard.type('rova');
  expect(await field.inputValue()).toBe('Petrova');
});

test('the panel goes when its call is over, the other card takes no harm', async () => {
  await caller.show({ snapshot: snapshotOf([second, first]), looks });
  await caller.settled();
  await caller.page.locator('[data-call="first"]').getByRole('button', { name: 'Send to…' }).click();
  await caller.forget();
  await caller.tell(snapshotOf([second]));
  await frames(caller.page);
  expect(await order()).toEqual(['second']);
  expect(await caller.page.getByLabel('Name or number').count()).toBe(0);
  expect(await caller.asked('card:release')).toEqual([[]]);
});

test('a card under the pointer stays until the pointer has gone', async () => {
  await caller.show({ snapshot: snapshotOf([first]), looks });
  await caller.page.locator('[data-call="first"]').hover();
  await caller.tell(snapshotOf([second, first]));
  expect(await order()).toEqual(['first', 'second']);
  await caller.page.mouse.move(0, 890);
  await frames(caller.page);
  expect(await order()).toEqual(['second', 'first']);
});

test('a call that is being sent stays where it is', async () => {
  const { id: targetId, kind, personId, name, shown } = annaExtension;
  const sending: CallView = {
    ...first,
    state: { kind: 'sending', destination: { targetId, kind, personId, name, shown }, sinceEpochMs: 0 },
  };
  await caller.show({ snapshot: snapshotOf([first]), looks });
  await caller.tell(snapshotOf([sending]));
  await caller.tell(snapshotOf([third, sending]));
  expect(await order()).toEqual(['first', 'third']);
});

test('at the lower edge of the screen new cards come on top, since the window grows upwards from what is held', async () => {
  await anchorAt('bottom');
  await caller.show({ snapshot: snapshotOf([first]), looks });
  await caller.page.locator('[data-call="first"]').hover();
  await caller.tell(snapshotOf([second, first]));
  expect(await order()).toEqual(['second', 'first']);
});

test('three cards are drawn in full, the others in one line that a click opens', async () => {
  const calls = ['e', 'd', 'c', 'b', 'a'].map((id) => callOf({ id }));
  await caller.show({ snapshot: snapshotOf(calls, { moreCalls: 12 }), looks: {} });
  const full = (): Promise<(string | null)[]> =>
    caller.page.getByRole('group').evaluateAll((cards) => cards.map((card) => card.getAttribute('data-call')));
  expect(await full()).toEqual(['e', 'd', 'c']);
  expect(await order()).toEqual(['e', 'd', 'c', 'b', 'a']);
  expect(await caller.page.getByText('and 12 more calls').count()).toBe(1);
  await caller.settled();
  await caller.page.locator('button[data-call="a"]').click();
  await frames(caller.page);
  expect(await full()).toContain('a');
  expect(await full()).toHaveLength(3);
});
