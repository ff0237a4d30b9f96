/** The line: lost and found again, asleep, silent, and what the agent is told of it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RigCall } from '../rig/pbx/index.ts';
import { button, cardWith, click, expectTexts, hideAll } from './cards.ts';
import { agentUser } from './desk.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk();
let call: RigCall | null = null;
beforeEach(() => desk().pbx.whenRegistered(agentUser));
afterEach(async () => {
  await hideAll(desk());
  call?.hangUp();
});

test('after a restart of the PBX calls come in again, with nothing done by anybody', async () => {
  const page = await desk().callerPage();
  await desk().pbx.restart({ afterMs: 300 });
  await desk().pbx.whenRegistered(agentUser);
  await Promise.all([desk().ownPhone.register(), desk().anna.register()]);
  call = await desk().ring(desk().newClient('Ray Restart'));
  const card = cardWith(page, 'Ray Restart');
  await click(button(card, /^Transfer Anna Petrova/));
  await desk().anna.whenState('ringing');
  call.hangUp();
  await desk().anna.whenState('idle');
});

test('a link that is lost while it rings is told on the card at once, and the next call comes in', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Lee Lostlink'));
  const card = cardWith(page, 'Lee Lostlink');
  await expectTexts(card, ['Anna Petrova']);
  desk().pbx.dropConnections();
  await expectTexts(card, ['Line lost. The call may still ring on the phone.']);
  expect(await button(card, /Transfer|Send to/).count()).toBe(0);
  await desk().screenshot('line-lost-while-ringing', page);
  await desk().pbx.whenRegistered(agentUser);
  const next = await desk().ring(desk().newClient('Nick Next'));
  await expectTexts(cardWith(page, 'Nick Next'), ['Anna Petrova', /ringing 0:0/]);
  next.hangUp();
});

test('a computer that goes to sleep gives its binding back, and takes calls again when it wakes', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Sue Sleeps'));
  const card = cardWith(page, 'Sue Sleeps');
  await desk().app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
  await expectTexts(card, ['This computer slept. What became of the call is not told.']);
  await desk().screenshot('line-slept', page);
  await expect.poll(() => desk().pbx.bindings(agentUser)).toEqual([]);
  await desk().app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
  await desk().pbx.whenRegistered(agentUser);
  const next = await desk().ring(desk().newClient('Wanda Wakes'));
  await expectTexts(cardWith(page, 'Wanda Wakes'), ['Anna Petrova']);
  next.hangUp();
});

test('a link that went silent without a word is noticed within 20 seconds', async () => {
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Hal Halfopen'));
  const card = cardWith(page, 'Hal Halfopen');
  await expectTexts(card, ['Anna Petrova']);
  const sinceMs = performance.now();
  desk().pbx.stopAnswering();
  await card.getByText('Line lost.').waitFor({ timeout: 20_000 });
  expect(performance.now() - sinceMs).toBeLessThan(20_000);
  desk().pbx.resumeAnswering();
  await desk().pbx.whenRegistered(agentUser);
});
