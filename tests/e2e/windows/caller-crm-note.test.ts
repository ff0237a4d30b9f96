/** The note for the CRM: folded to one line, told at pauses while the call goes on and when the field is left after it, never mixed up with
 *  the colleague's. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inCall } from './caller-call-states.ts';
import { fullCrm } from './caller-client-states.ts';
import { openCaller, type CallerPage } from './caller-page.ts';
import { callOf, foundOf, nowEpochMs, sceneOf, snapshotOf } from './caller-samples.ts';
import { endedAs } from './caller-sent-states.ts';
import { axeViolations, layoutFaults } from './renderer-page.ts';

const talking = { state: inCall(), crm: fullCrm };
const over = { state: endedAs('answered'), crm: fullCrm };
let caller: CallerPage;
const field = (): ReturnType<CallerPage['page']['getByRole']> =>
  caller.page.getByRole('textbox', { name: 'Note for the CRM' });
const button = (name: string): ReturnType<CallerPage['page']['getByRole']> =>
  caller.page.getByRole('button', { name, exact: true });

beforeAll(async () => {
  caller = await openCaller();
});
afterAll(() => caller.close());
beforeEach(async () => {
  await caller.show({ snapshot: snapshotOf([]), looks: {} });
  await caller.page.mouse.move(0, 890);
});

async function open(call: Parameters<typeof callOf>[0]): Promise<void> {
  await caller.show(sceneOf(call ?? {}, foundOf()));
  await caller.settled();
  await caller.forget();
  await button('Note for the CRM').click();
  await field().waitFor();
  await caller.settled();
}

test('while it rings no note goes to the CRM, only one to the colleague', async () => {
  const note = { text: '', delivery: 'not-sent' } as const;
  await caller.show(sceneOf({ crm: fullCrm, note }, foundOf()));
  expect([await button('Note for the CRM').count(), await button('Add a note for the colleague').count()]).toEqual([
    0, 1,
  ]);
});

test('without a client or a lead there is nothing to write to', async () => {
  await caller.show(sceneOf({ ...talking, crm: { ...fullCrm, canNote: false } }, foundOf()));
  expect(await button('Note for the CRM').count()).toBe(0);
});

test('during the call what is typed is told once it pauses, and the line says that it goes out after the call', async () => {
  await open(talking);
  await caller.page.keyboard.type('wants an offer');
  await caller.page.waitForFunction(() => window.stage.asked.some(({ channel }) => channel === 'calls:crm-note'));
  const state = { kind: 'held', untilEpochMs: nowEpochMs + 3_600_000 } as const;
  await caller.tell(snapshotOf([callOf({ ...talking, crmNote: { text: 'wants an offer', state } })]));
  await caller.page.getByText('saved, goes out after the call').waitFor();
  expect([
    await caller.asked('calls:crm-note'),
    await caller.asked('calls:note'),
    await caller.asked('card:summon'),
  ]).toEqual([[['call-1', 'wants an offer']], [], [[]]]);
});

test('after the call one note is told once: when it is saved', async () => {
  await open(over);
  await caller.page.keyboard.type('wants');
  await caller.page.keyboard.type(' an offer', { delay: 90 });
  expect(await caller.asked('calls:crm-note')).toEqual([]);
  await button('Save').click();
  expect([await caller.asked('calls:crm-note'), await caller.asked('card:release'), await field().count()]).toEqual([
    [['call-1', 'wants an offer']],
    [[]],
    0,
  ]);
});

test('Esc folds the note and keeps what is in it, before it hides the card', async () => {
  await open(over);
  await caller.page.keyboard.type('wants an offer');
  await caller.page.keyboard.press('Escape');
  expect([await caller.asked('calls:crm-note'), await caller.asked('calls:hide'), await field().count()]).toEqual([
    [['call-1', 'wants an offer']],
    [],
    0,
  ]);
});

test('a click on hide tells the note before the card goes', async () => {
  await open(over);
  await caller.page.keyboard.type('wants an offer');
  await button('Hide').click();
  const asked = await caller.page.evaluate(() =>
    window.stage.asked
      .map(({ channel }) => channel)
      .filter((name) => name === 'calls:crm-note' || name === 'calls:hide'),
  );
  expect(asked).toEqual(['calls:crm-note', 'calls:hide']);
});

test('a note that has gone out leaves an empty field for the next one', async () => {
  await open(talking);
  await caller.page.keyboard.type('wants an offer');
  await button('Save').click();
  const state = { kind: 'sent', atEpochMs: nowEpochMs } as const;
  await caller.tell(snapshotOf([callOf({ ...over, crmNote: { text: 'wants an offer', state } })]));
  await caller.settled();
  await button('Note for the CRM').click();
  expect(await field().inputValue()).toBe('');
});

test('the open note breaks no rule of axe and fits its width', async () => {
  await open({ ...talking, crmNote: { text: 'wants an offer', state: { kind: 'refused', code: 'access-denied' } } });
  expect(await field().inputValue()).toBe('wants an offer');
  expect([await axeViolations(caller.page), await layoutFaults(caller.page)]).toEqual([[], []]);
  await caller.page.locator('[data-content]').screenshot({ path: 'reports/e2e/caller/panel-crm-note-light.png' });
});
