/** A client whom the CRM knew before stands on the card in its first frame; nothing that main leaves unsaid keeps the number back. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCaller, type CallerPage } from './caller-page.ts';
import { callOf, foundOf, snapshotOf } from './caller-samples.ts';

/** A cache hit: main has the CRM's word as the call begins. */
const known = callOf({ lookupRevision: 1 });
const client = { ok: true, value: foundOf() };
let caller: CallerPage;

beforeEach(async () => {
  caller = await openCaller();
});
afterEach(() => caller.close());

/** Tells the call, and notes headline and number as they stand on the card at every change of the document and in every frame, until the
 *  client is there. @param isLate main answers once the number is on the card */
function filmUntilKnown(isLate: boolean): Promise<readonly string[]> {
  return caller.page.evaluate(
    ([snapshot, reply, late]) =>
      new Promise<string[]>((resolve) => {
        const seen: string[] = [];
        const take = (): void => {
          const headline = document.querySelector('[data-call] h2')?.textContent ?? '';
          const said = [headline, document.querySelector('[data-call] li.strong')?.textContent.trim() ?? ''].join(
            ' | ',
          );
          if (headline === '' || said === seen.at(-1)) return;
          seen.push(said);
          if (late && seen.length === 1) window.stage.settle('calls:lookup', reply);
          if (headline === 'John Doe') resolve(seen);
        };
        new MutationObserver(take).observe(document.body, { childList: true, characterData: true, subtree: true });
        const frame = (): void => {
          take();
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
        if (!late) window.stage.answer('calls:lookup', { 'call-1': reply });
        window.stage.emit('calls:changed', snapshot);
      }),
    [snapshotOf([known], { sequence: 1e6 }), client, isLate] as const,
  );
}

test('number and client of a cache hit are painted in the same frame, and none has one without the other', async () => {
  expect(await filmUntilKnown(false)).toEqual(['John Doe | +1 906 219 5047']);
});

test('where main does not say what it knows, the number is there all the same, and the client follows', async () => {
  expect(await filmUntilKnown(true)).toEqual(['+1 906 219 5047 | ', 'John Doe | +1 906 219 5047']);
});

test('what is said aloud of a cache hit begins with the call, and says the client too', async () => {
  await caller.page.evaluate((reply) => {
    window.stage.answer('calls:lookup', { 'call-1': reply });
  }, client);
  await caller.tell(snapshotOf([known]));
  await caller.page.getByRole('heading', { name: 'John Doe' }).waitFor();
  expect(await caller.page.getByRole('alert').textContent()).toBe(
    'Call for Sales. +1 906 219 5047. John Doe. Responsible: Anna Petrova. At work. Free.',
  );
});
