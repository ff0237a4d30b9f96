/** The colleagues' window as its user meets it: a search, a list in words, and the keyboard. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openColleagues, type ColleaguesPage } from './colleagues-page.ts';
import { found, nowEpochMs, office, person, viewOf } from './colleagues-samples.ts';

let shown: ColleaguesPage;
beforeAll(async () => {
  shown = await openColleagues();
});
afterAll(() => shown.close());

const rows = (): Locator => shown.page.getByRole('list', { name: 'Colleagues' }).getByRole('listitem');
const field = (): Locator => shown.page.getByRole('searchbox', { name: 'Name or extension' });
const wordsOf = async (): Promise<string[]> =>
  (await rows().allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
const status = (text: string | RegExp): Promise<void> => shown.page.getByRole('status').getByText(text).waitFor();
const focused = (): Promise<string> =>
  shown.page.evaluate(() => (document.activeElement?.textContent ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 12));

test('every row says name, line, number and workday in words, and only a line that is told to be idle is free', async () => {
  await shown.show(viewOf(found(office, 140)));
  expect(await wordsOf()).toEqual([
    'Anna Petrova Free · 3 min ext. 102 · At work',
    'Boris Ivanov In a call · 4 min ext. 104 · On a break, as of 2 min ago',
    'Clara Schmidt-Rottenburg Rings · 6 s ext. 107 · At work',
    'Desk One this desk Free · 41 min ext. 101 · At work',
    'Jürgen Müller Not reachable · 2 h ext. 109 · Workday over',
    'Renée Ünal Not in a call · 12 min ext. 110 · At work',
    'Tom Young Line not told ext. 114 · Workday not told',
    'Quiet Colleague no extension · Workday over',
  ]);
  await status('8 colleagues');
  await shown.page.getByText('and 140 more: type a name to find them.').waitFor();
});

test('how long a line has been free is told from a minute on: before, it is the age of the watch', async () => {
  const since = (sec: number): Partial<ReturnType<typeof person>> => ({
    line: { state: 'idle', sinceEpochMs: nowEpochMs - sec * 1000 },
  });
  await shown.show(viewOf(found([person('A B', '1', since(30)), person('C D', '2', since(60))])));
  expect(await wordsOf()).toEqual(['A B Free ext. 1 · At work', 'C D Free · 1 min ext. 2 · At work']);
});

test('ages count on, and a change is shown, without a question', async () => {
  await shown.show(viewOf(found([person('Clara', '107', { line: { state: 'ringing', sinceEpochMs: nowEpochMs } })])));
  await rows()
    .getByText(/^Rings · 2\s+s$/)
    .waitFor();
  await shown.tell(viewOf(found([person('Clara', '107', { line: { state: 'in-call', sinceEpochMs: nowEpochMs } })])));
  await rows()
    .getByText(/^In a call/)
    .waitFor();
  expect(await shown.looked()).toEqual(['']);
});

describe('the search', () => {
  test('has the focus, and asks once for what was typed', async () => {
    await shown.show(viewOf(found(office)));
    await shown.page.keyboard.type(' boris ');
    await status('Asking the CRM…');
    await expect.poll(() => shown.looked()).toEqual(['', 'boris']);
    await shown.answer(viewOf(found(office.slice(1, 2)), { query: 'boris' }));
    await status('1 colleague');
    expect(await wordsOf()).toHaveLength(1);
  });

  test('does not draw an answer to a former question', async () => {
    await shown.show(viewOf(found(office)));
    await field().fill('anna');
    await expect.poll(() => shown.looked()).toEqual(['', 'anna']);
    await shown.tell(viewOf(found(office.slice(1, 2)), { query: 'boris' }));
    await shown.answer(viewOf(found(office.slice(0, 1)), { query: 'anna' }));
    await status('1 colleague');
    expect(await wordsOf()).toEqual(['Anna Petrova Free · 3 min ext. 102 · At work']);
  });

  test('says that nobody was found, and for what', async () => {
    await shown.show(viewOf(found(office)));
    await field().fill('zz');
    await expect.poll(() => shown.looked()).toEqual(['', 'zz']);
    await shown.answer(viewOf(found([]), { query: 'zz' }));
    await status('Nobody found for “zz”.');
  });

  test('that is refused is told in words', async () => {
    await shown.show(viewOf(found(office)));
    await field().fill('a');
    await expect.poll(() => shown.looked()).toEqual(['', 'a']);
    await shown.refuse('internal-error');
    await status('Something went wrong inside Ringside.');
  });
});

describe('the keyboard', () => {
  test('walks the list with the arrows, Home and End, and back into the field', async () => {
    await shown.show(viewOf(found(office)));
    const walk: string[] = [];
    for (const key of ['ArrowDown', 'ArrowDown', 'End', 'ArrowDown', 'Home', 'ArrowUp']) {
      await shown.page.keyboard.press(key);
      walk.push(await focused());
    }
    expect(walk).toEqual(['Anna Petrova', 'Boris Ivanov', 'Quiet Collea', 'Quiet Collea', 'Anna Petrova', '']);
    expect(await field().evaluate((input) => input === document.activeElement)).toBe(true);
  });

  test('writes into the field from any row, and Escape empties it', async () => {
    await shown.show(viewOf(found(office)));
    await shown.page.keyboard.press('ArrowDown');
    await shown.page.keyboard.type('bo');
    expect(await field().inputValue()).toBe('bo');
    await shown.page.keyboard.press('Escape');
    expect(await field().inputValue()).toBe('');
  });

  test('a row that the arrows went to is not behind the field', async () => {
    const many = Array.from({ length: 40 }, (_, index) => person(`N ${index}`, String(200 + index)));
    await shown.show(viewOf(found(many)));
    await shown.page.keyboard.press('ArrowDown');
    await shown.page.keyboard.press('End');
    for (let step = 0; step < 20; step += 1) await shown.page.keyboard.press('ArrowUp');
    const tops = await shown.page.evaluate(() => [
      document.activeElement?.getBoundingClientRect().top ?? 0,
      document.querySelector('header')?.getBoundingClientRect().bottom ?? 0,
    ]);
    expect(tops[0]).toBeGreaterThanOrEqual(tops[1] ?? 0);
  });
});

test('a CRM that does not answer is told with the reason, the remedy and since when', async () => {
  await shown.show(viewOf({ kind: 'failed', code: 'unreachable', sinceEpochMs: nowEpochMs - 600_000 }));
  const text = await shown.page.locator('main').innerText();
  expect(text).toMatch(/The CRM does not tell who is there\.[^]*Since 14:02\./);
});

test('a CRM that is not set up is told with what to do', async () => {
  await shown.show(viewOf({ kind: 'not-set-up' }));
  await shown.page.getByText('No CRM is set up.').waitFor();
});
