/** Whose number it is: what the CRM tells besides, all matches, the agent's own pick, and a search for a caller who is not known. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FoundClients } from '../../../main/bridge/contract/client-views.ts';
import { details, fullCrm, noMatch, trying, withDetails } from './caller-client-states.ts';
import { frames, openCaller, texts, type CallerPage } from './caller-page.ts';
import {
  anna,
  boris,
  callOf,
  daisy,
  foundOf,
  johnDoe,
  nowEpochMs,
  planOf,
  queuesOnly,
  sceneOf,
  snapshotOf,
} from './caller-samples.ts';
import { axeViolations, layoutFaults } from './renderer-page.ts';

const mara: FoundClients['clients'][number] = {
  type: 'CONTACT',
  id: '21',
  name: 'Mara Klein',
  responsibleName: 'Boris Ivanov',
  hasCard: true,
};
const johnFound = { type: 'CONTACT', id: '7', name: 'John Doe', responsibleName: 'Anna Petrova', hasCard: true };
const two = foundOf(planOf({ people: [anna, boris] }), [johnDoe, daisy]);
let caller: CallerPage;
const button = (name: string | RegExp): ReturnType<CallerPage['page']['getByRole']> =>
  caller.page.getByRole('button', { name });
const answer = (channel: string, clients: FoundClients['clients'], hasMore = false): Promise<void> =>
  caller.page.evaluate(
    ([name, value]) => {
      window.stage.answer(name, { ok: true, value });
    },
    [channel, { clients, hasMore }] as const,
  );

beforeAll(async () => {
  caller = await openCaller();
});
afterAll(() => caller.close());
beforeEach(async () => {
  await caller.show({ snapshot: snapshotOf([]), looks: {} });
  await caller.page.mouse.move(0, 890);
  await caller.forget();
});

async function openPanel(scene: Parameters<CallerPage['show']>[0], name: string): Promise<void> {
  await caller.show(scene);
  await caller.settled();
  await caller.forget();
  await button(name).click();
  await caller.settled();
}

test('what is open with the client comes later, and no target moves for it', async () => {
  await caller.show(sceneOf({ crm: fullCrm }, foundOf()));
  const before = await button('Transfer Anna').boundingBox();
  await caller.page.evaluate(
    (reply) => {
      window.stage.answer('calls:lookup', { 'call-1': reply });
    },
    { ok: true, value: withDetails() },
  );
  await caller.tell(snapshotOf([callOf({ crm: fullCrm, lookupRevision: 1 })]));
  await caller.page.getByText('2 open deals').waitFor();
  expect(await button('Transfer Anna').boundingBox()).toEqual(before);
  const facts = caller.page.locator('.facts');
  expect((await texts(facts))[0]).toBe(
    '2 open deals Solar roof 12,400 EUR Heat pump Last contact 3 days ago Works at Daisy LLC',
  );
});

test('at the bottom of the screen, where the window grows upwards, they stand above the targets', async () => {
  await caller.page.evaluate(() => {
    Object.defineProperty(window, 'screenY', { value: 500, configurable: true });
  });
  await caller.show(sceneOf({ crm: fullCrm }, withDetails()));
  const [facts, target] = [
    await caller.page.locator('.facts').boundingBox(),
    await button('Transfer Anna').boundingBox(),
  ];
  expect((facts?.y ?? 0) < (target?.y ?? 0)).toBe(true);
  await caller.close();
  caller = await openCaller();
});

test('a deal and a relation open in the CRM', async () => {
  await caller.show(sceneOf({ crm: fullCrm }, withDetails()));
  await caller.settled();
  await button('Open in CRM: Solar roof').click();
  await button('Open in CRM: Daisy LLC').click();
  expect(await caller.asked('calls:open-entity')).toEqual([
    ['call-1', { type: 'DEAL', id: '31' }],
    ['call-1', { type: 'COMPANY', id: '8' }],
  ]);
});

test('a relation that is a match itself is not told twice', async () => {
  const both = foundOf(planOf({ people: [anna, boris] }), [{ ...johnDoe, details: { ...details, deals: [] } }, daisy]);
  await caller.show(sceneOf({ crm: fullCrm }, both));
  expect(await texts(caller.page.locator('.facts'))).toEqual(['Last contact 3 days ago']);
});

test('the number stands whole beside "Whose number is this?"', async () => {
  await caller.show(sceneOf({ crm: fullCrm }, foundOf()));
  const number = caller.page.locator('[data-call] li.strong bdi');
  const cutPx = await number.evaluate((element) => element.scrollWidth - element.clientWidth);
  expect([await texts(number), cutPx]).toEqual([['+1 906 219 5047'], 0]);
});

test('without the scope there are no facts, no search and no word of it', async () => {
  await caller.show(sceneOf({}, foundOf()));
  expect(await texts(caller.page.locator('[data-call]').getByRole('button'))).toEqual([
    'Transfer Anna Petrova · ext. 102 Ctrl ⇧ F9',
    'Mobile +1 415 ••• ••42',
    'Send to queue Support · 610',
    'Send to… name or number',
    'Open in CRM',
    'Hide',
    'Decline',
  ]);
});

test('the panel shows every match with its reason, and a choice asks for the pick and closes', async () => {
  await openPanel(sceneOf({ crm: fullCrm }, two), 'Whose number is this?');
  expect(await texts(caller.page.locator('.card-panel li'))).toEqual([
    'John Doe Contact · Responsible: Anna Petrova First in the CRM',
    'Daisy LLC Company · Responsible: Boris Ivanov Choose',
  ]);
  await button('Choose: Daisy LLC').click();
  await caller.page.locator('.card-panel').waitFor({ state: 'detached' });
  expect([
    await caller.asked('calls:pick'),
    await caller.asked('card:summon'),
    await caller.asked('card:release'),
  ]).toEqual([[['call-1', { type: 'COMPANY', id: '8' }]], [[]], [[]]]);
});

test('a pick is shown as such and can be taken back', async () => {
  await openPanel(sceneOf({ crm: fullCrm }, { ...foundOf(), why: 'picked' }), 'Whose number is this?');
  expect(await texts(caller.page.locator('.card-panel li'))).toEqual([
    'John Doe Contact · Responsible: Anna Petrova Your pick Take back',
  ]);
  await button('Take back').click();
  expect(await caller.asked('calls:pick')).toEqual([['call-1', null]]);
});

test('all in the CRM with this number are asked for on demand only, and those who stand above are not told twice', async () => {
  await answer('calls:all-matches', [johnFound, mara]);
  await openPanel(sceneOf({ crm: fullCrm }, foundOf()), 'Whose number is this?');
  expect(await caller.asked('calls:all-matches')).toEqual([]);
  await button('All in the CRM with this number').click();
  await caller.page.getByText('1 client found').waitFor();
  await caller.settled();
  await button('Choose: Mara Klein').click();
  expect([await caller.asked('calls:all-matches'), await caller.asked('calls:pick')]).toEqual([
    [['call-1']],
    [['call-1', { type: 'CONTACT', id: '21' }]],
  ]);
});

test('a caller who withholds the number is searched for by name, opened and chosen by keyboard alone', async () => {
  await answer('calls:find-clients', [mara], true);
  const withheld = { number: { kind: 'withheld' }, crm: fullCrm } as const;
  await openPanel(sceneOf(withheld, { kind: 'not-asked', plan: queuesOnly('withheld') }), 'Find client');
  await caller.page.getByLabel('Search by name or number').pressSequentially('Mara');
  await caller.page.getByText('1 client found').waitFor();
  await caller.page.getByText('There are more: type more of the name.').waitFor();
  await caller.page.keyboard.press('Enter');
  await caller.page.keyboard.press('Enter');
  await caller.page.keyboard.press('Tab');
  await caller.page.keyboard.press('Enter');
  expect([
    await caller.asked('calls:find-clients'),
    await caller.asked('calls:open-entity'),
    await caller.asked('calls:pick'),
  ]).toEqual([
    [['call-1', 'Mara']],
    [['call-1', { type: 'CONTACT', id: '21' }]],
    [['call-1', { type: 'CONTACT', id: '21' }]],
  ]);
});

test('a search that the CRM does not answer says so in the panel', async () => {
  await caller.page.evaluate(() => {
    window.stage.answer('calls:find-clients', { ok: false, error: { code: 'crm-failed' } });
  });
  await openPanel(sceneOf({ crm: fullCrm }, noMatch), 'Find client');
  await caller.page.getByLabel('Search by name or number').pressSequentially('Mara');
  await caller.page.getByText('The CRM does not answer.', { exact: true }).waitFor();
});

test('the open panel breaks no rule of axe, fits its width, and Esc closes it before the card', async () => {
  await answer('calls:all-matches', [{ ...mara, name: 'Donaudampfschifffahrtsgesellschaft '.repeat(4) }]);
  await answer('calls:find-clients', [mara]);
  await openPanel(sceneOf({ crm: fullCrm }, { ...two, why: 'picked' }), 'Whose number is this?');
  await button('All in the CRM with this number').click();
  await caller.page.getByLabel('Search by name or number').pressSequentially('Mara');
  await caller.page.getByText('Mara Klein').first().waitFor();
  expect([await axeViolations(caller.page), await layoutFaults(caller.page)]).toEqual([[], []]);
  await caller.page.locator('[data-content]').screenshot({ path: 'reports/e2e/caller/panel-clients-light.png' });
  await caller.page.keyboard.press('Escape');
  expect([await caller.page.locator('.card-panel').count(), await caller.asked('calls:hide')]).toEqual([0, []]);
});

test('a kept answer says from when it is while the CRM is silent, and turns right by itself', async () => {
  const kept = { ...foundOf(), asOfEpochMs: nowEpochMs - 60_840_000, kept: trying };
  await caller.show(sceneOf({ crm: fullCrm }, kept));
  const notice = caller.page.getByText('As of yesterday 16:20. The CRM does not answer in time. Trying again.');
  await notice.waitFor();
  expect(await caller.page.getByRole('alert').textContent()).toBe(
    'John Doe. As of yesterday 16:20. Responsible: Anna Petrova. At work. Free.',
  );
  await caller.page.evaluate(
    (reply) => {
      window.stage.answer('calls:lookup', { 'call-1': reply });
    },
    { ok: true, value: foundOf(planOf(), [{ ...johnDoe, name: 'John M. Doe' }]) },
  );
  await caller.tell(snapshotOf([callOf({ crm: fullCrm, lookupRevision: 1 })]));
  await caller.page.getByRole('heading', { name: 'John M. Doe' }).waitFor();
  await frames(caller.page);
  expect(await notice.count()).toBe(0);
});
