/** A note for the colleague: asked for the keyboard, told at each pause and before the call goes, never lost. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MAX_NOTE_CHARS } from '../../../main/model/hand-over.ts';
import { openCaller, type CallerPage } from './caller-page.ts';
import { anna, callOf, foundOf, nowEpochMs, planOf, queuesOnly, sceneOf, snapshotOf } from './caller-samples.ts';
import { sentAs, toAnna } from './caller-sent-states.ts';

const note = { text: '', delivery: 'not-sent' } as const;
let caller: CallerPage;
const button = (name: string | RegExp): ReturnType<CallerPage['page']['getByRole']> =>
  caller.page.getByRole('button', { name });
const field = (): ReturnType<CallerPage['page']['getByRole']> =>
  caller.page.getByRole('textbox', { name: 'Note for the colleague' });

beforeAll(async () => {
  caller = await openCaller();
});
afterAll(() => caller.close());
beforeEach(async () => {
  await caller.show({ snapshot: snapshotOf([]), looks: {} });
  await caller.page.mouse.move(0, 890);
});

async function open(): Promise<void> {
  await caller.show(sceneOf({ note }, foundOf()));
  await caller.settled();
  await caller.forget();
  await button('Add a note').click();
  await field().waitFor();
}
const toldNote = (): Promise<unknown> =>
  caller.page.waitForFunction(() => window.stage.asked.some(({ channel }) => channel === 'calls:note'));

test('the five buttons of one’s own client stand in one row, at 420 px and at 400 px', async () => {
  const own = planOf({ reason: 'own-client', recommended: null, people: [{ ...anna, isSelf: true, targets: [] }] });
  await caller.show(sceneOf({ note }, foundOf(own)));
  const buttons = caller.page.locator('footer button');
  const rows = async (widthPx: number): Promise<number> => {
    await caller.page.setViewportSize({ width: widthPx, height: 900 });
    const tops = await buttons.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    return new Set(tops).size;
  };
  expect([await buttons.count(), await rows(400), await rows(420)]).toEqual([5, 1, 1]);
});

test('where no notes are set up nothing offers one', async () => {
  await caller.show(sceneOf({ note: null }, foundOf()));
  expect([await button('Add a note').count(), await field().count()]).toEqual([0, 0]);
});

test('"Add a note" asks for the keyboard, and what is typed is told once it pauses', async () => {
  await open();
  await caller.page.keyboard.type('please call back');
  await toldNote();
  expect([await caller.asked('card:summon'), await caller.asked('calls:note')]).toEqual([
    [[]],
    [['call-1', 'please call back']],
  ]);
});

test('a click on transfer tells the note before the call goes', async () => {
  await open();
  await caller.settled();
  await caller.page.keyboard.type('urgent');
  await button('Transfer Anna').click();
  const asked = await caller.page.evaluate(() =>
    window.stage.asked.map(({ channel }) => channel).filter((name) => name === 'calls:note' || name === 'calls:send'),
  );
  expect([asked, await caller.asked('calls:note')]).toEqual([['calls:note', 'calls:send'], [['call-1', 'urgent']]]);
});

test('what is being typed as the shortcut sends the call goes with it', async () => {
  await open();
  await caller.page.keyboard.type('urgent');
  await caller.tell(
    snapshotOf([callOf({ state: { kind: 'sending', destination: toAnna, sinceEpochMs: nowEpochMs }, note })]),
  );
  expect(await caller.asked('calls:note')).toEqual([['call-1', 'urgent']]);
});

test('Enter goes on to the recommended button, so that a second one sends the call', async () => {
  await open();
  await caller.page.keyboard.type('urgent');
  await caller.page.keyboard.press('Enter');
  await caller.page.keyboard.press('Enter');
  expect([await caller.asked('calls:note'), await caller.asked('calls:send')]).toEqual([
    [['call-1', 'urgent']],
    [['call-1', 'extension:102', null]],
  ]);
});

test('Shift and Enter make a new line, and the field grows to three lines and no further', async () => {
  await open();
  const heights: number[] = [];
  for (let line = 1; line <= 5; line += 1) {
    await caller.page.keyboard.type(`line ${line}`);
    heights.push((await field().boundingBox())?.height ?? 0);
    await caller.page.keyboard.press('Shift+Enter');
  }
  const [one = 0, two = 0, three = 0, four, five] = heights;
  expect([one < two, two < three, four, five]).toEqual([true, true, three, three]);
});

test('Esc leaves the note as it is and gives the keyboard back, and does not hide the card', async () => {
  await open();
  await caller.page.keyboard.type('urgent');
  await caller.page.keyboard.press('Escape');
  expect(await caller.asked('calls:note')).toEqual([['call-1', 'urgent']]);
  expect([await caller.asked('card:release'), await caller.asked('calls:hide')]).toEqual([[[]], []]);
  expect(await field().inputValue()).toBe('urgent');
});

test('what was typed before the window was loaded anew is in the field again', async () => {
  await caller.show(sceneOf({ note: { ...note, text: 'urgent' } }, foundOf()));
  expect([await field().inputValue(), await button('Add a note').count()]).toEqual(['urgent', 0]);
});

test('a snapshot that is older than the typing does not overwrite it', async () => {
  await open();
  await caller.page.keyboard.type('urgent');
  await caller.tell(snapshotOf([callOf({ note: { ...note, text: 'urg' } })]));
  expect(await field().inputValue()).toBe('urgent');
});

test('more than can be sent whole is not taken', async () => {
  await open();
  await caller.page.keyboard.insertText('x'.repeat(2 * MAX_NOTE_CHARS));
  expect(await field().inputValue()).toHaveLength(MAX_NOTE_CHARS);
});

test('the keyboard is given back when the call has gone, and the card says what became of the note', async () => {
  await open();
  await caller.page.keyboard.type('urgent');
  await caller.forget();
  await caller.tell(
    snapshotOf([callOf({ state: sentAs('ringing'), note: { text: 'urgent', delivery: 'not-delivered' } })]),
  );
  await caller.page.locator('[data-call]').getByText('Note not delivered: tell the colleague yourself').waitFor();
  expect([await caller.asked('card:release'), await field().count()]).toEqual([[[]], 0]);
});

test('who sent the call on is said again with what the CRM says, should it come late', async () => {
  const handedOver = { from: 'Boris Ivanov', note: 'urgent' };
  await caller.show(
    sceneOf(
      {},
      {
        kind: 'no-match',
        asOfEpochMs: nowEpochMs - 3800,
        kept: null,
        plan: queuesOnly('no-match'),
      },
    ),
  );
  await caller.tell(snapshotOf([callOf({ handedOver })]));
  expect(await caller.page.getByRole('alert').textContent()).toBe('Not in the CRM. Sent on by Boris Ivanov: urgent.');
});

test('a note that came stands on the card as text, whatever is in it', async () => {
  const handedOver = { from: '<i>Boris</i>', note: '<img src=x onerror=alert(1)> & more' };
  await caller.show(sceneOf({ handedOver }, foundOf()));
  const card = caller.page.locator('[data-call]');
  expect([
    await card.locator('bdi', { hasText: handedOver.note }).count(),
    await card.locator('img, i').count(),
  ]).toEqual([1, 0]);
  expect(await caller.page.getByRole('alert').textContent()).toContain(`Sent on by <i>Boris</i>: ${handedOver.note}.`);
});
