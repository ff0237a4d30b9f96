/** An opened call in the history window: what it tells, what can be done with it, and what is asked before it is done. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHistory, type HistoryPage } from './history-page.ts';
import { office, viewOf } from './history-samples.ts';

let shown: HistoryPage;
beforeAll(async () => {
  shown = await openHistory();
});
afterAll(() => shown.close());

const everything = { text: '', only: null, before: null };

const said = (text: string): Promise<void> => shown.page.getByRole('status').getByText(text).waitFor();

describe('an opened call', () => {
  beforeEach(() => shown.show({ view: viewOf(), calls: office, opened: 'Мария Иванова' }));
  const button = (name: string): Promise<void> => shown.page.getByRole('button', { name, exact: true }).click();

  test('tells its way, its times and its note', async () => {
    const words = (await shown.panel().innerText()).replaceAll(/\s+/g, ' ');
    expect(words).toContain(
      'What became of it Sent to Anna Petrova · answered Number +7 495 123-45-67 Responsible Anna Petrova Called Sales · 600 From Reception Times 13:31:30 Rang here 13:31:36 Sent to Anna Petrova · 102 13:31:37 Rang there 13:31:45 Answered there 13:31:45 Ended Note Wants the offer for the roof by Friday. Calls again if not.',
    );
  });

  test('has its number copied and called back, and what is refused is told in words', async () => {
    await button('Copy number');
    await shown.reply('history:copy-number', null);
    await said('The number is in the clipboard.');
    await button('Call back');
    await shown.refuse('history:dial', 'not-opened');
    await said('No program took the number.');
  });

  test('takes a note for the CRM', async () => {
    await button('Add note');
    await shown.page.keyboard.type('Called back, is fine.');
    await button('Send to the CRM');
    expect(await shown.asked('history:note')).toEqual([['call-98', 'Called back, is fine.']]);
    await shown.reply('history:note', null);
    await said('The note is on its way to the CRM.');
  });

  test('keeps what was written where the note is refused', async () => {
    await button('Add note');
    await shown.page.keyboard.type('Called back.');
    await button('Send to the CRM');
    await shown.refuse('history:note', 'no-client');
    await said('No client is known for this call');
    expect(await shown.page.getByRole('textbox').inputValue()).toBe('Called back.');
  });

  test('asks before its caller is forgotten, says what goes, and the safe answer has the focus', async () => {
    await button('Forget this caller…');
    await shown.reply('history:would-forget', { calls: 3, unsent: 1 });
    await shown.page.getByText('Goes for good: 3 calls, 1 entry not yet sent to the CRM.').waitFor();
    expect(await shown.page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel');
    await shown.page.keyboard.press('Enter');
    expect(await shown.asked('history:forget')).toEqual([]);
    await button('Forget this caller…');
    await shown.reply('history:would-forget', { calls: 3, unsent: 0 });
    await button('Forget');
    await shown.reply('history:forget', { calls: 3, unsent: 0 });
    await said('Forgotten: 3 calls.');
    expect(await shown.panel().count()).toBe(0);
  });
});

test('the export is asked for as the list is narrowed, tells how far it is, and can be stopped', async () => {
  await shown.list(office);
  await shown.page.getByRole('button', { name: 'Export as CSV…' }).click();
  await shown.tell(viewOf({ export: { kind: 'running', written: 12_000 } }));
  await said('Writing: 12,000 calls…');
  await shown.page.getByRole('button', { name: 'Stop' }).click();
  expect([await shown.asked('history:export'), await shown.asked('history:cancel-export')]).toEqual([
    [[everything]],
    [[]],
  ]);
});

test('without a program to dial and a CRM to write to, there are no such buttons', async () => {
  await shown.show({ view: viewOf({ canDial: false, canNote: false }), calls: office, opened: 'John Doe' });
  const buttons = await shown.panel().getByRole('button').allInnerTexts();
  expect(buttons).toEqual(['Close', 'Open in CRM', 'Copy number', 'Forget this caller…']);
});
