/** A lead of an unknown caller: filled in, taken back while it can be, opened once it is there. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fullCrm, leadCrm, noMatch } from './caller-client-states.ts';
import { renee } from './caller-crm-states.ts';
import { openCaller, texts, type CallerPage } from './caller-page.ts';
import { annaFound, callOf, nowEpochMs, sceneOf, snapshotOf } from './caller-samples.ts';
import { axeViolations, layoutFaults } from './renderer-page.ts';

const unknown = { ...renee, crm: leadCrm };
const lead = { title: 'Roof for Renée Ünal', id: null, hasCard: false };
let caller: CallerPage;
const button = (name: string): ReturnType<CallerPage['page']['getByRole']> =>
  caller.page.getByRole('button', { name, exact: true });
const field = (name: string): ReturnType<CallerPage['page']['getByRole']> =>
  caller.page.getByRole('textbox', { name, exact: true });

beforeAll(async () => {
  caller = await openCaller();
});
afterAll(() => caller.close());
beforeEach(async () => {
  await caller.show({ snapshot: snapshotOf([]), looks: {} });
  await caller.page.mouse.move(0, 890);
});

async function openForm(): Promise<void> {
  await caller.show(sceneOf(unknown, noMatch));
  await caller.settled();
  await caller.forget();
  await button('Create lead').click();
  await field('Name').waitFor();
  await caller.settled();
}

test('the form is filled in with what came with the call, and for this desk', async () => {
  await openForm();
  expect([await field('Name').inputValue(), await field('Title').inputValue()]).toEqual([
    'Renée Ünal',
    'Call from +49 30 901820',
  ]);
  await caller.page.keyboard.press('Enter');
  await caller.page.locator('.card-panel').waitFor({ state: 'detached' });
  expect([await caller.asked('calls:create-lead'), await caller.asked('card:release')]).toEqual([
    [['call-1', { name: 'Renée Ünal', title: 'Call from +49 30 901820', responsibleId: '15' }]],
    [[]],
  ]);
});

test('a colleague is found by name and chosen, and Enter in that search sends nothing', async () => {
  await caller.page.evaluate(
    (value) => {
      window.stage.answer('colleagues:find', { ok: true, value });
    },
    [annaFound],
  );
  await openForm();
  await field('Title').fill('Solar roof');
  await field('Colleague’s name').pressSequentially('Anna');
  await caller.page.getByText('1 person found').waitFor();
  await caller.page.keyboard.press('Enter');
  await caller.settled();
  await caller.page.getByRole('radio', { name: 'Anna Petrova' }).check();
  await field('Colleague’s name').fill('');
  expect(await caller.page.getByRole('radio', { name: 'Anna Petrova' }).isChecked()).toBe(true);
  await caller.settled();
  await caller.page.locator('.card-panel button[type=submit]').click();
  expect(await caller.asked('calls:create-lead')).toEqual([
    ['call-1', { name: 'Renée Ünal', title: 'Solar roof', responsibleId: '12' }],
  ]);
});

test('without a title nothing is sent, and the form says so', async () => {
  await openForm();
  await field('Title').fill('  ');
  await caller.page.getByText('A lead needs a title.').waitFor();
  await caller.page.keyboard.press('Enter');
  expect(await caller.asked('calls:create-lead')).toEqual([]);
});

test('the form stays open with its words where it is refused, and Esc closes it before the card', async () => {
  await openForm();
  await caller.page.evaluate(() => {
    window.stage.answer('calls:create-lead', { ok: false, error: { code: 'already-created' } });
  });
  await caller.page.keyboard.press('Enter');
  await caller.page.getByText('There is a lead or a client already.').waitFor();
  expect(await field('Title').inputValue()).toBe('Call from +49 30 901820');
  await caller.page.keyboard.press('Escape');
  expect([await caller.page.locator('.card-panel').count(), await caller.asked('calls:hide')]).toEqual([0, []]);
});

test('the open form goes when the CRM knows the caller after all', async () => {
  await openForm();
  await caller.tell(snapshotOf([callOf({ ...renee, crm: fullCrm })]));
  expect([await caller.page.locator('.card-panel').count(), await caller.asked('card:release')]).toEqual([0, [[]]]);
});

test('a lead that is held counts down and can be taken back', async () => {
  const held = { kind: 'held', untilEpochMs: nowEpochMs + 8000 } as const;
  await caller.show(sceneOf({ ...renee, crm: fullCrm, lead: { ...lead, state: held } }, noMatch));
  await caller.page.getByText('Lead will be created in 8 s').waitFor();
  await caller.page.getByText('Lead will be created in 7 s').waitFor();
  await caller.settled();
  await button('Undo').click();
  expect(await caller.asked('calls:undo-lead')).toEqual([['call-1']]);
});

test('a lead that is there opens in the CRM', async () => {
  const there = { ...lead, state: { kind: 'sent', atEpochMs: nowEpochMs }, id: '77', hasCard: true } as const;
  await caller.show(sceneOf({ ...renee, crm: fullCrm, lead: there }, noMatch));
  await caller.settled();
  await button('Open').click();
  expect(await caller.asked('calls:open-entity')).toEqual([['call-1', { type: 'LEAD', id: '77' }]]);
});

test('a lead that was refused says why, and one that is perhaps there says where to look', async () => {
  const said = async (kind: 'refused' | 'perhaps-sent'): Promise<string[]> => {
    await caller.show(
      sceneOf({ ...renee, crm: fullCrm, lead: { ...lead, state: { kind, code: 'field-refused' } } }, noMatch),
    );
    return texts(caller.page.locator('.lead [role=status]'));
  };
  expect([await said('refused'), await said('perhaps-sent')]).toEqual([
    ['Lead not created. The CRM does not accept an entry. It stays in the list of what is to be sent.'],
    ['Lead perhaps created. The CRM does not accept an entry. The CRM did not confirm it: look there first.'],
  ]);
});

test('the open form breaks no rule of axe and fits its width', async () => {
  await openForm();
  expect([await axeViolations(caller.page), await layoutFaults(caller.page)]).toEqual([[], []]);
  await caller.page.locator('[data-content]').screenshot({ path: 'reports/e2e/caller/panel-lead-light.png' });
});
