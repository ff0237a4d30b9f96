/** The set-up window's group "Sending calls on": the price of each way in words, and what is handed on. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPlain, type PlainPage } from './plain-page.ts';
import { filledForm, viewOf } from './setup-samples.ts';
import { statusOf } from './status-samples.ts';

let shown: PlainPage;

beforeAll(async () => {
  shown = await openPlain('setup', { width: 760, height: 820 });
});
afterAll(() => shown.close());

const field = (label: string): Locator => shown.page.getByLabel(label, { exact: true });
const save = (): Promise<void> => shown.page.getByRole('button', { name: 'Save', exact: true }).click();
/** What stands under the choice, and is read with it. */
const price = (): Promise<string> =>
  field('A call is sent on').evaluate(
    (select) => document.getElementById(select.getAttribute('aria-describedby') ?? '')?.innerText ?? '',
  );

test('says what each way costs before it is saved, and that a Kamailio cannot take a call', async () => {
  await shown.show(statusOf(), viewOf());
  const way = field('A call is sent on');
  const prices = [await price()];
  await way.selectOption('Answer first, then pass on');
  prices.push(await price());
  await shown.page.getByText('More line settings').click();
  await field('Kind of PBX').selectOption('Kamailio');
  prices.push(await price());
  await way.selectOption('While it rings (usual)');
  prices.push(await price());
  const rings = 'The colleague’s phone rings too; the own phone rings on until somebody answers.';
  expect(prices).toEqual([
    rings,
    'All phones stop ringing at once. The queue counts you as having answered. The caller hears silence until somebody has him. The PBX must ring this desk again where nobody takes him: docs/pbx tells how.',
    'Not with a Kamailio: what passes the call on would reach the caller’s own phone there.',
    rings,
  ]);
});

test('hands on what was chosen and typed', async () => {
  await shown.show(statusOf(), viewOf());
  await field('A call is sent on').selectOption('Answer first, then pass on');
  await field('Pickup code').fill('**');
  await field('Notes for colleagues go to').fill('{ext}c');
  await field('When the responsible’s line is busy').selectOption('The next responsible person');
  await save();
  expect(await shown.asked('setup:save')).toEqual([
    [
      {
        ...filledForm,
        sip: { ...filledForm.sip, ringingTransfer: 'take', pickupPrefix: '**', companionPattern: '{ext}c' },
        routing: { ...filledForm.routing, whenBusy: 'next-person' },
      },
    ],
  ]);
});

test('shows what is stored, and hands it on unchanged where only something else was typed', async () => {
  const stored = {
    ...filledForm,
    sip: {
      ...filledForm.sip,
      ringingTransfer: 'take' as const,
      pickupPrefix: '*8',
      companionPattern: 'app-{ext}',
    },
    routing: { ...filledForm.routing, whenBusy: 'next-person' as const },
  };
  await shown.show(statusOf(), viewOf({ form: stored }));
  const values = ['A call is sent on', 'Pickup code', 'Notes for colleagues go to'];
  expect(await Promise.all(values.map((label) => field(label).inputValue()))).toEqual(['take', '*8', 'app-{ext}']);
  await field('Own extension').fill('102');
  await save();
  expect(await shown.asked('setup:save')).toEqual([[{ ...stored, sip: { ...stored.sip, extension: '102' } }]]);
});

test('a pattern without the extension is told at its field', async () => {
  await shown.show(statusOf(), viewOf());
  await field('Notes for colleagues go to').fill('c');
  await save();
  await shown.reply('setup:save', {
    problems: [{ path: 'sip.companionPattern', message: 'sip.companionPattern must hold {ext} exactly once.' }],
  });
  await shown.page.getByText('Must hold {ext} exactly once.').first().waitFor();
  expect([
    await field('Notes for colleagues go to').getAttribute('aria-invalid'),
    await shown.page.evaluate(() => document.activeElement?.id),
  ]).toEqual(['true', 'sip-companionPattern']);
});
