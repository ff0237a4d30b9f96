/** What a click does, when it does not count, and what the agent is told when it did nothing. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ColleagueView } from '../../../main/bridge/contract/call-views.ts';
import type { RefusalCode } from '../../../renderer/i18n/words.ts';
import { frames, openCaller, texts, type CallerPage } from './caller-page.ts';
import {
  anna,
  annaFound,
  boris,
  borisFound,
  callOf,
  daisy,
  foundOf,
  johnDoe,
  planOf,
  sceneOf,
  snapshotOf,
} from './caller-samples.ts';

let caller: CallerPage;
const button = (name: string | RegExp): ReturnType<CallerPage['page']['getByRole']> =>
  caller.page.getByRole('button', { name });

beforeAll(async () => {
  caller = await openCaller();
});
afterAll(() => caller.close());
beforeEach(async () => {
  await caller.page.evaluate(() => {
    for (const channel of ['calls:send', 'calls:send-to-number'])
      window.stage.answer(channel, { ok: true, value: null });
  });
  await caller.show({ snapshot: snapshotOf([]), looks: {} });
  await caller.page.mouse.move(0, 890);
  await caller.forget();
});

test('one click sends the call to the recommended target', async () => {
  await caller.show(sceneOf({}, foundOf()));
  await caller.settled();
  await button('Transfer Anna Petrova').click();
  expect(await caller.asked('calls:send')).toEqual([['call-1', 'extension:102', null]]);
});

test('a click right after the card appeared does not count', async () => {
  await caller.show(sceneOf({}, foundOf()));
  await button('Transfer Anna Petrova').click();
  expect(await caller.asked('calls:send')).toEqual([]);
});

test('a click right after the window moved does not count', async () => {
  await caller.show(sceneOf({}, foundOf()));
  await caller.settled();
  await caller.tell(snapshotOf([callOf()], { placement: 2 }));
  await button('Transfer Anna Petrova').click();
  await caller.settled();
  expect(await caller.asked('calls:send')).toEqual([]);
});

test('a click right after the answer of the CRM put a button under the pointer does not count', async () => {
  await caller.show(sceneOf({}, null));
  await caller.settled();
  await caller.page.evaluate(
    (reply) => {
      window.stage.settle('calls:lookup', reply);
    },
    { ok: true, value: foundOf() },
  );
  await button('Transfer Anna Petrova').click();
  expect(await caller.asked('calls:send')).toEqual([]);
});

test('the ticking timer does not keep clicks from counting', async () => {
  await caller.show(sceneOf({}, foundOf()));
  await caller.page.getByText('ringing 0:06').waitFor();
  await button('Transfer Anna Petrova').click();
  expect(await caller.asked('calls:send')).toHaveLength(1);
});

test('hide, decline and the CRM’s card each ask for their call', async () => {
  await caller.show(sceneOf({}, foundOf(planOf({ people: [anna, boris] }), [johnDoe, daisy])));
  await caller.settled();
  await button('Open in CRM: Daisy LLC').click();
  await button('Decline').click();
  await button('Hide').click();
  expect(await caller.asked('calls:open-entity')).toEqual([['call-1', { type: 'COMPANY', id: '8' }]]);
  expect(await caller.asked('calls:decline')).toEqual([['call-1']]);
  expect(await caller.asked('calls:hide')).toEqual([['call-1']]);
});

test('where declining is not set up there is no such button', async () => {
  await caller.show(sceneOf({ canDecline: false }, foundOf()));
  expect(await button('Decline').count()).toBe(0);
});

const refusals = {
  'unknown-call': 'This call is over.',
  'not-ringing': 'This call no longer rings.',
  'not-stopped': 'The call has gone on: nothing was done.',
  'already-given': 'Perhaps sent already: it cannot be sent to another place.',
  'unknown-target': 'This destination is no longer known.',
  'not-offered': 'This destination is not offered.',
  'cannot-take': 'This call cannot be answered here.',
  'cannot-fetch': 'This call can no longer be got back.',
  'no-notes': 'Notes are not set up.',
  'too-late': 'Too late: it has gone out already.',
  'unknown-client': 'This client is no longer known.',
  'no-number': 'There is no number to look for.',
  'already-created': 'There is a lead or a client already.',
  'no-crm': 'No CRM is set up.',
  'no-client': 'No client is known to write this to.',
  'not-dialable': 'This number cannot be dialled.',
  'not-set-up': 'Declining is not set up.',
  'no-card': 'There is no card to open in the CRM.',
  'crm-failed': 'The CRM does not answer: a number can still be typed.',
  'refused-sender': 'Refused: this window may not do that.',
  'bad-arguments': 'Not understood: nothing was done.',
  'internal-error': 'That went wrong in the app itself.',
} satisfies Record<RefusalCode, string>;

test.each(Object.entries(refusals))('a click refused as %s is told on the card', async (code, words) => {
  await caller.page.evaluate((refused) => {
    window.stage.answer('calls:send', { ok: false, error: { code: refused } });
  }, code);
  await caller.show(sceneOf({}, foundOf()));
  await caller.settled();
  await button('Transfer Anna Petrova').click();
  await caller.page.locator('[data-call]').getByText(words).waitFor();
});

test('Esc closes the panel first, then hides the topmost card, and gives the keyboard back each time', async () => {
  await caller.show({
    snapshot: snapshotOf([callOf({ id: 'call-2' }), callOf()]),
    looks: { 'call-1': foundOf(), 'call-2': foundOf() },
  });
  await caller.settled();
  await button('Send to…').first().click();
  await caller.page.getByLabel('Name or number').press('Escape');
  expect(await caller.page.getByLabel('Name or number').count()).toBe(0);
  expect([await caller.asked('calls:hide'), await caller.asked('card:release')]).toEqual([[], [[]]]);
  await caller.page.keyboard.press('Escape');
  expect(await caller.asked('calls:hide')).toEqual([['call-2']]);
  expect(await caller.asked('card:release')).toHaveLength(2);
  expect([await caller.asked('calls:decline'), await caller.asked('calls:send')]).toEqual([[], []]);
});

test('"Send to…" asks for the keyboard and takes a typed number', async () => {
  await caller.show(sceneOf({}, foundOf()));
  await caller.settled();
  await button('Send to…').click();
  expect(await caller.asked('card:summon')).toEqual([[]]);
  await caller.page.keyboard.type('+49 30 90');
  await caller.page.keyboard.press('Enter');
  expect(await caller.asked('calls:send-to-number')).toEqual([['call-1', '+49 30 90', null]]);
  await caller.page.getByLabel('Name or number').waitFor({ state: 'detached' });
  expect(await caller.asked('card:release')).toEqual([[]]);
});

test('a number that cannot be dialled keeps the panel open and says so', async () => {
  await caller.page.evaluate(() => {
    window.stage.answer('calls:send-to-number', { ok: false, error: { code: 'not-dialable' } });
  });
  await caller.show(sceneOf({}, foundOf()));
  await caller.settled();
  await button('Send to…').click();
  await caller.page.keyboard.type('99');
  await caller.page.keyboard.press('Enter');
  await caller.page.getByText('This number cannot be dialled.').waitFor();
  expect(await caller.page.getByLabel('Name or number').inputValue()).toBe('99');
});

test('a name finds colleagues: asked once for what was typed last, an older answer is dropped', async () => {
  await caller.page.evaluate(() => {
    window.stage.answer('colleagues:find', undefined);
  });
  await caller.show(sceneOf({}, foundOf()));
  await caller.settled();
  await button('Send to…').click();
  await caller.page.keyboard.type('A');
  await caller.page.keyboard.type('nn');
  const askedTimes = (times: number): Promise<unknown> =>
    caller.page.waitForFunction(
      (wanted) => window.stage.asked.filter(({ channel }) => channel === 'colleagues:find').length === wanted,
      times,
    );
  await askedTimes(1);
  await caller.page.getByLabel('Name or number').fill('Bor');
  await askedTimes(2);
  expect(await caller.asked('colleagues:find')).toEqual([
    ['call-1', 'Ann'],
    ['call-1', 'Bor'],
  ]);
  const settle = (value: ColleagueView): Promise<void> =>
    caller.page.evaluate((colleague) => {
      window.stage.settle('colleagues:find', { ok: true, value: [colleague] });
    }, value);
  const found = caller.page.locator('form');
  await settle(annaFound);
  await frames(caller.page);
  expect(await texts(found.getByRole('status'))).toEqual(['Searching…']);
  await settle(borisFound);
  await found.getByText('1 person found').waitFor();
  expect(await texts(found.locator('li'))).toEqual([
    'Boris Ivanov On a break, as of 2 min ago In a call · 4 min Extension 104',
  ]);
  await caller.settled();
  await found.getByRole('button', { name: 'Extension 104' }).click();
  expect(await caller.asked('calls:send')).toEqual([['call-1', 'extension:104', null]]);
});

test('a search that the CRM does not answer says so in the panel', async () => {
  await caller.page.evaluate(() => {
    window.stage.answer('colleagues:find', { ok: false, error: { code: 'crm-failed' } });
  });
  await caller.show(sceneOf({}, foundOf()));
  await caller.settled();
  await button('Send to…').click();
  await caller.page.keyboard.type('Anna');
  await caller.page.getByText('The CRM does not answer: a number can still be typed.').waitFor();
});
