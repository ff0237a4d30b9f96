/** What the outbox window does: what it says of each item, and what its buttons ask for. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOutbox, type OutboxPage } from './outbox-page.ts';
import { item, nowEpochMs, some, viewOf } from './outbox-samples.ts';

let shown: OutboxPage;
beforeAll(async () => {
  shown = await openOutbox();
});
afterAll(() => shown.close());

const rows = (): Promise<string[]> =>
  shown.page
    .getByRole('listitem')
    .allInnerTexts()
    .then((texts) => texts.map((text) => text.replaceAll(/\s+/g, ' ').trim()));
const press = (name: string | RegExp): Promise<void> => shown.page.getByRole('button', { name }).first().click();
const focused = (): Promise<string> =>
  shown.page.evaluate(() => (document.activeElement?.textContent ?? '').replaceAll(/\s+/g, ' ').trim());

test('says of each item what it is, about whom, since when, and how far it has come', async () => {
  await shown.show(viewOf(some));
  await shown.page.getByRole('status').getByText('4 items').waitFor();
  expect((await rows()).map((row) => row.replace(/ Wants the invoice.*here\./, ''))).toEqual([
    'Note: John Doe Waiting Written 14:02. The portal could not be reached. Next try in 40 s. Send now Discard',
    'Note: John Doe Waiting Written 14:02. Waits for another one of the same client to go first. Send now Discard',
    expect.stringMatching(
      /^New lead: \+1 415 555 0199 Perhaps sent Call from .*look there yourself.* Send again Discard$/,
    ),
    expect.stringMatching(/^Call record: number withheld Refused Written 14:02\. The CRM does not take it as it is\./),
  ]);
});

test('counts down to the next try', async () => {
  await shown.show(viewOf([item('1', { kind: 'waiting', code: null, nextTryEpochMs: nowEpochMs + 1000 })]));
  await shown.page.getByText('Next try in 1 s.').waitFor();
  await shown.page.getByText('Goes out as soon as the CRM can be asked.').waitFor();
});

test('“Send now” asks for that item, and a refusal is told in words', async () => {
  await shown.show(viewOf(some));
  await press('Send again: New lead');
  expect(await shown.asked()).toEqual([['outbox:send-now', '3']]);
  await shown.answer('outbox:send-now', { ok: false, error: { code: 'under-way' } });
  await shown.page.getByRole('status').getByText('It is being sent at this moment.').waitFor();
});

test('“Discard” asks once, with the focus on keeping it; Escape keeps it', async () => {
  await shown.show(viewOf(some));
  await press('Discard: Call record');
  await shown.page.getByText('Throw it away? It will not reach the CRM.').waitFor();
  expect(await focused()).toBe('Keep');
  await shown.page.keyboard.press('Escape');
  await shown.page.getByText('Throw it away?').waitFor({ state: 'detached' });
  expect(await shown.asked()).toEqual([]);
});

test('throwing away asks for it by the keyboard alone, and the list goes on without it', async () => {
  await shown.show(viewOf(some.slice(3)));
  await shown.page.getByRole('button', { name: 'Discard: Call record' }).focus();
  await shown.page.keyboard.press('Enter');
  await shown.page.getByRole('button', { name: 'Throw away: Call record' }).waitFor();
  await shown.page.keyboard.press('Shift+Tab');
  await shown.page.keyboard.press('Enter');
  expect(await shown.asked()).toEqual([['outbox:discard', '4']]);
  await shown.answer('outbox:discard', { ok: true, value: null });
  await shown.tell(viewOf([]));
  await shown.page.getByText('Everything that was written has reached the CRM.').waitFor();
  expect(await focused()).toBe('Waiting for the CRM');
});

test('a disk that cannot be written is told with what to do', async () => {
  await shown.show(viewOf(some, { problem: 'failed' }));
  await shown.page.getByText('Nothing can be written to the disk.').waitFor();
});
