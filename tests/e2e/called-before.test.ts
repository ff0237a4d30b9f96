/** A caller who calls again: when, how often, and where the last call was sent. */
import { afterEach, expect, test } from 'vitest';
import type { CallOptions, RigCall } from '../rig/pbx/index.ts';
import { button, cardWith, click, expectTexts, hideAll, pressCardsAway } from './cards.ts';
import { agentUser } from './desk.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk();
let call: RigCall | null = null;
afterEach(() => over());

/** The caller hangs up, and the card is put away. */
async function over(): Promise<void> {
  call?.hangUp();
  await call?.whenSettled();
  call = null;
  await hideAll(desk());
}

/** It rings, and the card has the client's name. */
async function ringAs(name: string, number: string, options: Partial<CallOptions> = {}): Promise<void> {
  call = await desk().ring(number, { from: { number }, ...options });
  await expectTexts(cardWith(await desk().callerPage(), name), ['Anna Petrova']);
}

test('the second call says when the first was, the third how many there were today', async () => {
  const page = await desk().callerPage();
  const number = desk().newClient('Tom Twice');
  await ringAs('Tom Twice', number);
  expect(await cardWith(page, 'Tom Twice').innerText()).not.toMatch(/called/);
  await over();
  await ringAs('Tom Twice', number);
  await expectTexts(cardWith(page, 'Tom Twice'), [/called (?:just now|\d+\ss ago)/]);
  await over();
  await ringAs('Tom Twice', number);
  await expectTexts(cardWith(page, 'Tom Twice'), [/called twice today, last (?:just now|\d+\ss ago)/]);
  await desk().screenshot('called-twice', page);
});

test('what the history knows is said by an app that was started anew', async () => {
  const number = desk().newClient('Heidi History');
  await ringAs('Heidi History', number);
  await over();
  await desk().stopApp();
  await desk().startApp();
  await desk().pbx.whenRegistered(agentUser);
  await ringAs('Heidi History', number);
  await expectTexts(cardWith(await desk().callerPage(), 'Heidi History'), [/called (?:just now|\d+\ss ago)/]);
});

test('a caller who was sent on and calls anew is said to have been, and to whom', async () => {
  const page = await desk().callerPage();
  const number = desk().newClient('Sina Sent');
  await ringAs('Sina Sent', number);
  await click(button(cardWith(page, 'Sina Sent'), /^Transfer Anna Petrova/));
  await expectTexts(cardWith(page, 'Sina Sent'), ['Rings at Anna Petrova · ext. 102']);
  await pressCardsAway(page);
  await over();
  await ringAs('Sina Sent', number);
  await expectTexts(cardWith(page, 'Sina Sent'), [/sent to Anna Petrova (?:just now|\d+\ss ago)/]);
  await desk().screenshot('called-sent-before', page);
});

test('the very call that was sent on and rings here again is back from her', async () => {
  const page = await desk().callerPage();
  const number = desk().newClient('Bea Back');
  const headers = { 'X-Ringside-Call': 'bea-1' };
  await ringAs('Bea Back', number, { headers });
  await click(button(cardWith(page, 'Bea Back'), /^Transfer Anna Petrova/));
  await expectTexts(cardWith(page, 'Bea Back'), ['Rings at Anna Petrova · ext. 102']);
  await over();
  await ringAs('Bea Back', number, { headers });
  await expectTexts(cardWith(page, 'Bea Back'), ['back from Anna Petrova']);
  await desk().screenshot('called-back-from', page);
});
