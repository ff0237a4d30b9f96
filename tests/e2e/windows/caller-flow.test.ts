/** What the caller window draws when, and what it tells main: never a former caller, never an older answer. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LookupView } from '../../../main/bridge/contract/call-views.ts';
import { openCaller, frames, texts, type CallerPage } from './caller-page.ts';
import { callOf, foundOf, johnDoe, nowEpochMs, planOf, queuesOnly, sceneOf, snapshotOf } from './caller-samples.ts';

const mara = callOf({ id: 'call-2', number: { kind: 'outside', shown: '+43 1 514440', country: 'AT' } });
const maraKlein = foundOf(planOf(), [{ ...johnDoe, name: 'Mara Klein' }]);
const good = (value: LookupView): unknown => ({ ok: true, value });
let caller: CallerPage;

beforeAll(async () => {
  caller = await openCaller();
});
afterAll(() => caller.close());
beforeEach(async () => {
  await caller.show({ snapshot: snapshotOf([]), looks: {} });
  await caller.forget();
});

/** Texts of the page, at every change of its document and in every frame from now on. */
async function watchTexts(): Promise<() => Promise<string[]>> {
  await caller.page.evaluate(() => {
    const texts: string[] = [];
    const note = (): void => {
      texts.push(document.body.textContent);
    };
    new MutationObserver(note).observe(document.body, { childList: true, characterData: true, subtree: true });
    const frame = (): void => {
      note();
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    Object.assign(window, { seenTexts: texts });
  });
  return () => caller.page.evaluate(() => (window as unknown as { seenTexts: string[] }).seenTexts);
}

test('a call that the CRM has not been heard of is in the document, and said to be, before the event is over', async () => {
  const seen = await caller.page.evaluate(
    (snapshot) => {
      window.stage.emit('calls:changed', snapshot);
      return {
        text: document.querySelector('[data-call="call-1"] h2')?.textContent,
        asked: window.stage.asked.map(({ channel }) => channel),
      };
    },
    snapshotOf([callOf()], { sequence: 1e6 }),
  );
  expect(seen).toEqual({ text: '+1 906 219 5047', asked: ['card:resize', 'calls:drawn', 'calls:lookup'] });
  await caller.close();
  caller = await openCaller();
});

test('the page that is loaded while a call rings reads it and draws it', async () => {
  await caller.page.addInitScript(
    (snapshot) => {
      window.stage.answer('calls:read', { ok: true, value: snapshot });
    },
    snapshotOf([mara]),
  );
  await caller.page.reload();
  await caller.page.getByRole('heading', { name: '+43 1 514440' }).waitFor();
  expect(await caller.asked('calls:drawn')).toEqual([[['call-2']]]);
  await caller.close();
  caller = await openCaller();
});

test('no frame of the second call shows the first caller', async () => {
  await caller.show(sceneOf({}, foundOf()));
  await caller.page.getByRole('heading', { name: 'John Doe' }).waitFor();
  await caller.forget();
  await caller.tell(snapshotOf([]));
  await frames(caller.page);
  expect(await caller.asked('calls:blank')).toEqual([[]]);
  const shown = await watchTexts();
  await caller.page.evaluate((reply) => {
    window.stage.answer('calls:lookup', { 'call-2': reply });
  }, good(maraKlein));
  await caller.tell(snapshotOf([mara]));
  await caller.page.getByRole('heading', { name: 'Mara Klein' }).waitFor();
  const seen = await shown();
  expect(seen.filter((text) => text.includes('John Doe') || text.includes('906 219'))).toEqual([]);
  expect(seen.some((text) => text.includes('+43 1 514440'))).toBe(true);
});

test('a call that takes the place of another in one snapshot never shows its name, though the answer comes late', async () => {
  await caller.show(sceneOf({}, null));
  const shown = await watchTexts();
  await caller.tell(snapshotOf([mara]));
  await caller.page.evaluate((reply) => {
    window.stage.settle('calls:lookup', reply);
  }, good(foundOf()));
  await frames(caller.page);
  expect((await shown()).filter((text) => text.includes('John Doe'))).toEqual([]);
  expect(await caller.page.getByRole('heading', { level: 2 }).allTextContents()).toEqual(['+43 1 514440']);
});

test('the look-up is asked again when its revision rises, and the answer to the older question is dropped', async () => {
  await caller.show(sceneOf({}, null));
  await caller.tell(snapshotOf([callOf({ lookupRevision: 2 })]));
  expect(await caller.asked('calls:lookup')).toEqual([['call-1'], ['call-1']]);
  await caller.page.evaluate(
    ([older, newer]) => {
      window.stage.settle('calls:lookup', older);
      window.stage.settle('calls:lookup', newer);
    },
    [good(foundOf()), good(maraKlein)] as const,
  );
  await caller.page.getByRole('heading', { name: 'Mara Klein' }).waitFor();
  await caller.tell(snapshotOf([callOf({ lookupRevision: 2 })]));
  expect(await caller.asked('calls:lookup')).toHaveLength(2);
});

test('an older snapshot that comes late changes nothing', async () => {
  await caller.show(sceneOf({}, foundOf()));
  await caller.tell(snapshotOf([mara]), 1);
  expect(await caller.page.getByRole('heading', { level: 2 }).allTextContents()).toEqual(['John Doe']);
});

test('the empty page is told as blank only after it was painted, and not when a call came before', async () => {
  await caller.show(sceneOf({}, foundOf()));
  await caller.forget();
  await caller.page.evaluate(
    ([empty, next]) => {
      window.stage.emit('calls:changed', empty);
      window.stage.emit('calls:changed', next);
    },
    [snapshotOf([], { sequence: 2e6 }), snapshotOf([mara], { sequence: 2e6 + 1 })] as const,
  );
  await frames(caller.page);
  await frames(caller.page);
  expect(await caller.asked('calls:blank')).toEqual([]);
  await caller.close();
  caller = await openCaller();
});

test('the ring timer follows the clock of main, whatever the clock of the page', async () => {
  await caller.show(sceneOf({ startedEpochMs: nowEpochMs - 59_000 }, null));
  await caller.page.getByText('ringing 0:59').waitFor();
  await caller.page.getByText('ringing 1:00').waitFor();
});

test('the height of the content is told when it changes, and an empty page asks for no height', async () => {
  await caller.show(sceneOf({}, null));
  await caller.forget();
  await caller.page.evaluate((reply) => {
    window.stage.settle('calls:lookup', reply);
  }, good(foundOf()));
  await caller.page.waitForFunction(() => window.stage.asked.some(({ channel }) => channel === 'card:resize'));
  const drawnPx = await caller.page
    .locator('[data-content]')
    .evaluate((content) => content.getBoundingClientRect().height);
  expect((await caller.asked('card:resize')).at(-1)).toEqual([Math.ceil(drawnPx)]);
  await caller.forget();
  await caller.tell(snapshotOf([]));
  await frames(caller.page);
  expect(await caller.asked('card:resize')).toEqual([]);
});

test('the network that comes or goes is told at once', async () => {
  await caller.page.context().setOffline(true);
  await caller.page.context().setOffline(false);
  await caller.page.waitForFunction(() => window.stage.asked.length >= 2);
  expect(await caller.asked('network:hint')).toEqual([[false], [true]]);
});

test('a failed look-up shows the CRM’s trouble in words, and the queues', async () => {
  const failed: LookupView = {
    kind: 'failed',
    code: 'unreachable',
    sinceEpochMs: nowEpochMs,
    isTryingAgain: true,
    plan: queuesOnly('crm-failed'),
  };
  await caller.show(sceneOf({}, failed));
  const card = caller.page.locator('[data-call]');
  await card.getByText('The CRM cannot be reached. Since 09:14. Trying again.').waitFor();
  expect(await texts(card.getByRole('button'))).toEqual([
    'Send to queue Support · 610',
    'Send to… name or number',
    'Hide',
    'Decline',
  ]);
});
