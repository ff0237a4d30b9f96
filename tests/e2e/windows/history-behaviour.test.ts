/** The history window as its user meets it: a list that keeps its place, a search that is never behind, and the keyboard. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHistory, type HistoryPage } from './history-page.ts';
import { call, many, nowEpochMs, office, viewOf } from './history-samples.ts';

let shown: HistoryPage;
beforeAll(async () => {
  shown = await openHistory();
});
afterAll(() => shown.close());

const texts = async (): Promise<string[]> =>
  (await shown.calls().allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
const status = (text: string): Promise<void> => shown.page.getByRole('status').getByText(text).waitFor();
const searches = async (): Promise<unknown[]> => (await shown.asked('history:search')).map(([query]) => query);
const press = (...keys: string[]): Promise<void> =>
  keys.reduce((before, key) => before.then(() => shown.page.keyboard.press(key)), Promise.resolve());
/** The call that a screen reader is told to be current. */
const current = (): Promise<string> =>
  shown.page.evaluate(() => {
    const id = document.activeElement?.getAttribute('aria-activedescendant') ?? '';
    return document.getElementById(id)?.querySelector('.who')?.textContent ?? '';
  });
const scrollTop = (): Promise<number> => shown.page.locator('#calls').evaluate((list) => list.scrollTop);
const query = (text: string, more: object = {}): object => ({ text, only: null, before: null, ...more });

describe('the list', () => {
  test('says of each call when, who, what became of it and whose client, under its day', async () => {
    await shown.list(office);
    expect((await texts()).slice(0, 4)).toEqual([
      '14:09 John Doe Missed +1 906 219 5047 · Anna Petrova',
      '13:52 Daisy LLC Stopped ringing here +1 906 219 5047',
      '13:31 Мария Иванова Sent to Anna Petrova · answered +7 495 123-45-67 · Anna Petrova',
      '12:42 Jürgen Müller Answered +49 30 23125 000 · Anna Petrova',
    ]);
    const days = await shown.page
      .getByRole('group')
      .evaluateAll((all) => all.map((day) => day.getAttribute('aria-label')));
    expect(days.filter((day) => day !== null)).toEqual(
      expect.arrayContaining(['Today', 'Yesterday', 'Mon 16 November']),
    );
    await status('9 calls');
  });

  test('has in the document only what is seen, and tells screen readers the place of each call', async () => {
    await shown.list(many(50), 950);
    const drawn = await shown.calls().count();
    const first = shown.calls().first();
    expect([drawn < 30, await first.getAttribute('aria-posinset'), await first.getAttribute('aria-setsize')]).toEqual([
      true,
      '1',
      '-1',
    ]);
  });

  test('asks for the next page as one scrolls towards its end, once, and goes on with it', async () => {
    await shown.list(many(50), 950);
    await shown.page.locator('#calls').hover();
    await shown.page.mouse.wheel(0, 1500);
    await expect.poll(searches).toEqual([query(''), query('', { before: 950 })]);
    await shown.found(many(50, 950));
    await status('100 calls');
    await shown.page.mouse.wheel(0, 20_000);
    await shown.row('Client 901').waitFor();
  });

  test('keeps its place when calls come in above', async () => {
    await shown.list(many(50), 950);
    await shown.page.locator('#calls').evaluate((list) => {
      list.scrollTop = 600;
    });
    const topOf = (): Promise<number> =>
      shown.row('Client 985').evaluate((row) => Math.round(row.getBoundingClientRect().top));
    await shown.row('Client 985').waitFor();
    const before = await topOf();
    await shown.tell(viewOf({ revision: 2 }));
    await expect.poll(searches).toEqual([query(''), query('')]);
    await shown.found([call(1001, nowEpochMs, { name: 'Client 1001' }), ...many(49)], 951);
    await status('The newest 51 calls');
    await expect.poll(topOf).toBe(before);
  });

  test('shows a new call at once where its top is looked at', async () => {
    await shown.list(office);
    await shown.tell(viewOf({ revision: 2 }));
    await expect.poll(searches).toHaveLength(2);
    await shown.found([call(101, nowEpochMs, { name: 'Nora New' }), ...office]);
    await shown.row('Nora New').waitFor();
    expect([await scrollTop(), (await texts())[0]]).toEqual([
      0,
      '14:12 Nora New Missed +1 906 219 5047 · Anna Petrova',
    ]);
  });
});

describe('the search', () => {
  test('has the focus, asks as one types, and leaves what is drawn until the answer is there', async () => {
    await shown.list(office);
    await shown.page.keyboard.type('d');
    await expect.poll(searches).toEqual([query(''), query('d')]);
    await shown.page.keyboard.type('a');
    await status('Looking…');
    expect(await texts()).toHaveLength(office.length);
    // The answer to the former question is not drawn, and only the last one is asked after it.
    await shown.found(office.slice(0, 3));
    await expect.poll(searches).toEqual([query(''), query('d'), query('da')]);
    expect(await texts()).toHaveLength(office.length);
    await shown.found(office.slice(1, 2));
    await status('1 call');
    expect(await texts()).toEqual([expect.stringContaining('Daisy LLC')]);
  });

  test('says that nothing was found, and for what', async () => {
    await shown.list(office);
    await shown.search().fill('zz');
    await expect.poll(searches).toHaveLength(2);
    await shown.found([]);
    await status('No call found for “zz”.');
  });

  test('is narrowed by what became of the calls', async () => {
    await shown.list(office);
    await shown.page.getByRole('radio', { name: 'Missed' }).check({ force: true });
    await expect.poll(searches).toEqual([query(''), query('', { only: 'missed' })]);
    await shown.found([]);
    await status('No missed calls.');
  });

  test('that cannot be answered says so', async () => {
    await shown.list(office);
    await shown.search().fill('a');
    await expect.poll(searches).toHaveLength(2);
    await shown.refuse('history:search', 'not-readable');
    await shown.page.getByText('The history cannot be read.').waitFor();
  });
});

describe('the keyboard', () => {
  test('walks the list by arrows, pages and ends, and back into the search', async () => {
    await shown.list(many(50));
    const walk: string[] = [];
    for (const key of ['ArrowDown', 'ArrowDown', 'PageDown', 'End', 'ArrowDown', 'Home']) {
      await press(key);
      walk.push(await current());
    }
    expect([walk.slice(0, 2), walk.slice(3)]).toEqual([
      ['Client 1000', 'Client 999'],
      ['Client 951', 'Client 951', 'Client 1000'],
    ]);
    await press('ArrowUp');
    expect(await shown.search().evaluate((field) => field === document.activeElement)).toBe(true);
  });

  test('opens a call with Enter, closes it with Escape, and is where it was', async () => {
    await shown.list(office);
    await press('ArrowDown', 'ArrowDown', 'Enter');
    await shown.panel().getByRole('heading', { name: 'Daisy LLC' }).waitFor();
    expect(await shown.page.evaluate(() => document.activeElement?.textContent)).toBe('Daisy LLC');
    await press('Escape');
    await shown.panel().waitFor({ state: 'detached' });
    expect(await current()).toBe('Daisy LLC');
  });

  test('reaches the search from anywhere with /', async () => {
    await shown.list(office);
    await press('ArrowDown', '/');
    await shown.page.keyboard.type('x');
    expect(await shown.search().inputValue()).toBe('x');
  });
});

test('a call that the tray names is shown, whatever the search had hidden', async () => {
  await shown.list(office);
  await shown.search().fill('zz');
  await expect.poll(searches).toHaveLength(2);
  await shown.found([]);
  await shown.tell(viewOf({ openAt: { id: 'call-99', times: 1 } }));
  await expect.poll(searches).toHaveLength(3);
  await shown.found([]);
  await expect.poll(searches).toHaveLength(4);
  await shown.found(office);
  await shown.panel().getByRole('heading', { name: 'Daisy LLC' }).waitFor();
  expect(await shown.search().inputValue()).toBe('');
});
