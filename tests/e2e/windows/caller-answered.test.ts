/** A call that rings no more: "I have it", the card during the call, and one that does not go from under a hand. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openCaller, texts, type CallerPage } from './caller-page.ts';
import { callOf, daisy, foundOf, johnDoe, nowEpochMs, planOf, snapshotOf } from './caller-samples.ts';

let caller: CallerPage;
const button = (name: string | RegExp): ReturnType<CallerPage['page']['getByRole']> =>
  caller.page.getByRole('button', { name });

beforeAll(async () => {
  caller = await openCaller();
});
afterAll(() => caller.close());
beforeEach(async () => {
  await caller.show({ snapshot: snapshotOf([]), looks: {} });
  await caller.page.mouse.move(0, 890);
  await caller.forget();
});

const stopped = callOf({
  state: { kind: 'ended', how: 'stopped-ringing', destination: null, outcome: null, atEpochMs: nowEpochMs },
});
const inCall = callOf({
  state: { kind: 'answered', by: 'own-phone', toldBy: 'lamp', isEndTold: true, sinceEpochMs: nowEpochMs },
});

test('"I have it" asks for its call, on a card that can do nothing else than open the CRM and hide', async () => {
  await caller.show({ snapshot: snapshotOf([stopped]), looks: { 'call-1': foundOf() } });
  await caller.settled();
  expect(await texts(caller.page.locator('[data-call]').getByRole('button'))).toEqual([
    'I have it keeps the card during the call',
    'Open in CRM',
    'Hide',
  ]);
  await button('I have it').click();
  expect(await caller.asked('calls:have-it')).toEqual([['call-1']]);
});

test('the card of a call on the own phone offers the CRM and hide, and nothing to send', async () => {
  const names = async (matches: Parameters<typeof foundOf>[1]): Promise<string[]> => {
    await caller.show({ snapshot: snapshotOf([inCall]), looks: { 'call-1': foundOf(planOf(), matches) } });
    return texts(caller.page.locator('[data-call]').getByRole('button'));
  };
  expect([await names([johnDoe]), await names([johnDoe, daisy])]).toEqual([
    ['Open in CRM', 'Hide'],
    ['Whose number is this?', 'John Doe', 'Daisy LLC', 'Hide'],
  ]);
});

test('the pointer that comes to a card and goes is told, so that the card does not go from under it', async () => {
  await caller.show({ snapshot: snapshotOf([stopped]), looks: { 'call-1': foundOf() } });
  await caller.page.getByRole('heading', { name: 'John Doe' }).hover();
  await button('I have it').hover();
  await caller.page.mouse.move(0, 890);
  expect(await caller.asked('calls:hold')).toEqual([
    ['call-1', 'hand'],
    ['call-1', null],
  ]);
});

test('the keyboard on a card is told like the pointer, once for all its buttons', async () => {
  await caller.show({ snapshot: snapshotOf([stopped]), looks: { 'call-1': foundOf() } });
  await button('I have it').focus();
  await caller.page.keyboard.press('Tab');
  await caller.page.keyboard.press('Tab');
  await caller.page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  expect(await caller.asked('calls:hold')).toEqual([
    ['call-1', 'hand'],
    ['call-1', null],
  ]);
});
