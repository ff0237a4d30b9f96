/** A call that is sent on, taken or got back: what the buttons ask for, and what is said meanwhile. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CallStateView, CallView } from '../../../main/bridge/contract/call-views.ts';
import { openCaller, texts, type CallerPage } from './caller-page.ts';
import { callOf, foundOf, nowEpochMs, planOf, sceneOf, snapshotOf } from './caller-samples.ts';
import { choosing, endedAs, sentAs, takenAs, toAnna } from './caller-sent-states.ts';

let caller: CallerPage;
const button = (name: string | RegExp): ReturnType<CallerPage['page']['getByRole']> =>
  caller.page.getByRole('button', { name });

beforeAll(async () => {
  caller = await openCaller();
});
afterAll(() => caller.close());
beforeEach(async () => {
  await caller.page.mouse.move(0, 890);
  await caller.show({ snapshot: snapshotOf([]), looks: {} });
  await caller.forget();
});

async function show(call: Partial<CallView>): Promise<void> {
  await caller.show(sceneOf(call, foundOf()));
  await caller.settled();
}

test('as the only phone that rings the card warns, and its buttons answer first, but for the one that says otherwise', async () => {
  await show({ isOnlyLeg: true, canTake: true });
  await caller.page.locator('[data-call]').getByText('Only Ringside rings for this call.').waitFor();
  await button('Answer, then transfer Anna').click();
  await button('Transfer without answering').click();
  await button('Mobile').click();
  expect(await caller.asked('calls:send')).toEqual([
    ['call-1', 'extension:102', 'take'],
    ['call-1', 'extension:102', null],
    ['call-1', 'mobile:+1 415 ••• ••42', 'take'],
  ]);
});

test('where it cannot be taken the card warns, and the buttons stay as they are', async () => {
  await show({ isOnlyLeg: true, canTake: false });
  await caller.page.locator('[data-call]').getByText('Only Ringside rings for this call.').waitFor();
  expect(await button(/^Transfer|Answer/).allInnerTexts()).toHaveLength(1);
});

test('a number that is typed goes the way that is recommended', async () => {
  await show({ isOnlyLeg: true, canTake: true });
  await button('Send to…').click();
  await caller.page.keyboard.type('104');
  await caller.page.keyboard.press('Enter');
  expect(await caller.asked('calls:send-to-number')).toEqual([['call-1', '104', 'take']]);
});

test('where taking is set, the button says so and main decides the way', async () => {
  await show({ way: 'take', canTake: true });
  await caller.page.getByText('Each button answers the call, then transfers it.').waitFor();
  await button('Answer, then transfer Anna').click();
  expect(await caller.asked('calls:send')).toEqual([['call-1', 'extension:102', null]]);
});

test('"Get it back" says what it does to the caller, asks for its call, and is told when it failed', async () => {
  await show({ state: sentAs('ringing'), canFetch: true });
  await button('Get it back answers the caller').click();
  await caller.tell(snapshotOf([callOf({ state: sentAs('ringing', { isNotFetched: true }) })]));
  await caller.page.locator('[data-call]').getByText('Not got back.').waitFor();
  expect([await caller.asked('calls:fetch'), await button('Get it back').count()]).toEqual([[['call-1']], 0]);
});

test('a caller who was passed on and rings there can be got back too, and waits here then', async () => {
  await show({ state: takenAs({ kind: 'passing', destination: toAnna, isRinging: true }), canFetch: true });
  await button('Get it back the caller waits here then').click();
  expect(await caller.asked('calls:fetch')).toEqual([['call-1']]);
});

test('a caller who waits here counts down to the own phone, cannot be hidden, and goes where a click says', async () => {
  await show({ state: takenAs(choosing('no-answer')), way: 'take', canTake: true });
  const timer = caller.page.getByRole('timer').last();
  await timer.getByText('Back to your phone in 5 s').waitFor();
  await caller.page.keyboard.press('Escape');
  expect(await texts(caller.page.locator('[data-call]').getByRole('button'))).toEqual([
    'Transfer Anna Petrova · ext. 102',
    'Mobile +1 415 ••• ••42',
    'Send to queue Support · 610',
    'Send to… name or number',
    'Open in CRM',
  ]);
  await button('Transfer Anna').click();
  expect([await caller.asked('calls:hide'), await caller.asked('calls:send')]).toEqual([
    [],
    [['call-1', 'extension:102', null]],
  ]);
});

test('one’s own client who waits here can be sent to somebody else', async () => {
  const plan = planOf({ reason: 'own-client', recommended: null, people: [], queues: [] });
  await caller.show(sceneOf({ state: takenAs(choosing('busy')) }, foundOf(plan)));
  await caller.settled();
  await button('Send to…').click();
  await caller.page.getByLabel('Name or number').waitFor();
});

test('the keyboard is at the recommended target as soon as a choice is asked for, and stays where it was moved to', async () => {
  const inFocus = (): Promise<string | null | undefined> =>
    caller.page.evaluate(() => document.activeElement?.textContent);
  const tellSummoned = (step: Parameters<typeof takenAs>[0]): Promise<void> =>
    caller.tell(snapshotOf([callOf({ state: takenAs(step) })], { isSummoned: true }));
  await show({ state: takenAs({ kind: 'passing', destination: toAnna, isRinging: false }) });
  await tellSummoned({ kind: 'passing', destination: toAnna, isRinging: false });
  await expect.poll(inFocus).toBe('Open in CRM');
  await tellSummoned(choosing('busy'));
  await expect.poll(inFocus).toMatch(/^Transfer/);
  await button('Open in CRM').focus();
  await tellSummoned(choosing(null));
  await caller.page.locator('[data-call]').getByText('The caller is here.').waitFor();
  expect(await inFocus()).toBe('Open in CRM');
});

test('the open "Send to…" of a caller who waits goes when he is passed on', async () => {
  await show({ state: takenAs(choosing(null)) });
  await button('Send to…').click();
  await caller.page.getByLabel('Name or number').waitFor();
  const passing = { kind: 'passing', destination: toAnna, isRinging: false } as const;
  await caller.tell(snapshotOf([callOf({ state: takenAs(passing) })]));
  expect([await caller.page.getByLabel('Name or number').count(), await caller.asked('card:release')]).toEqual([
    0,
    [[]],
  ]);
});

test('each step is said once, in words that do not count', async () => {
  await caller.show(sceneOf({}, foundOf()));
  const said = async (state: CallStateView, more: Partial<CallView> = {}): Promise<string | null> => {
    await caller.tell(snapshotOf([callOf({ state, ...more })]));
    return caller.page.getByRole('status').textContent();
  };
  expect([
    await said(takenAs({ kind: 'passing', destination: toAnna, isRinging: true })),
    await said(takenAs(choosing('busy'))),
    await said(takenAs({ kind: 'returning', attempt: 1 })),
    await said(endedAs('sent-back')),
    await said(sentAs('ringing'), { ownLine: 'ringing', note: { text: 'urgent', delivery: 'arrived' } }),
    await said(sentAs('answered')),
  ]).toEqual([
    'John Doe: Passing to Anna Petrova ext. 102. Rings there.',
    'John Doe: Could not be passed on: busy. Anna Petrova ext. 102. The caller hears silence. Without a choice the call goes back to your phone.',
    'John Doe: Going back to your phone… The caller hears silence.',
    'John Doe: Sent back to your phone.',
    'John Doe: Rings at Anna Petrova ext. 102. Your phone still rings. Note arrived at the colleague’s desk.',
    'John Doe: Answered by Anna Petrova ext. 102.',
  ]);
});

test('a call that rings at a colleague may still be taken here; one that she has answered is not claimed any more', async () => {
  const footer = async (outcome: 'ringing' | 'answered'): Promise<string[]> => {
    await show({ state: sentAs(outcome) });
    return texts(caller.page.locator('footer button'));
  };
  expect([await footer('ringing'), await footer('answered')]).toEqual([
    ['Open in CRM', 'I have it', 'Hide'],
    ['Open in CRM', 'Hide'],
  ]);
});

test('the waiting caller’s time counts from when he was answered', async () => {
  await caller.show(
    sceneOf({ state: { ...takenAs(choosing(null)), sinceEpochMs: nowEpochMs - 61_000 } as CallStateView }, foundOf()),
  );
  await caller.page.getByText('answered 1:01').waitFor();
});
