/** Whether the colleague is free, live on the card while it rings; what is recommended follows. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RigCall } from '../rig/pbx/index.ts';
import { button, cardWith, expectTexts, hideAll, rowOf } from './cards.ts';
import { useDesk } from './use-desk.ts';

const toExtension = /^Transfer Anna Petrova · ext\. 102/;
const toMobile = /^Transfer to mobile Anna Petrova/;
const desk = useDesk();
let calls: RigCall[] = [];
beforeEach(() => desk().anna.register());
afterEach(async () => {
  await hideAll(desk());
  for (const call of calls) {
    call.hangUp();
    await call.whenSettled();
  }
  calls = [];
});

/** Somebody else calls Anna, and she picks up. */
async function engageAnna(): Promise<RigCall> {
  const { pbx, anna } = desk();
  const call = pbx.call({ to: '102', from: { number: '+4930901000' } });
  calls.push(call);
  await anna.whenState('ringing');
  anna.answer();
  await call.whenAnsweredBy();
  return call;
}

test('she goes into a call while it rings: the card says so, her mobile is recommended, and her extension again once she is free', async () => {
  const page = await desk().callerPage();
  calls.push(await desk().ring(desk().newClient('Lia Live')));
  const card = cardWith(page, 'Lia Live');
  const row = rowOf(card, 'Anna Petrova');
  await expectTexts(row, ['At work', 'Free', 'Recommended: responsible and at work']);
  await button(card, toExtension).waitFor();
  const other = await engageAnna();
  await expectTexts(row, ['In a call', 'Recommended while the first choice is busy']);
  await button(card, toMobile).waitFor();
  await desk().screenshot('presence-1-in-a-call', page);
  other.hangUp();
  await expectTexts(row, ['Free', 'Recommended: responsible and at work']);
  await button(card, toExtension).waitFor();
  await desk().screenshot('presence-2-free-again', page);
});

test('her phone rings with somebody else: the card says that it rings, and recommends her mobile', async () => {
  const { pbx, anna } = desk();
  const page = await desk().callerPage();
  calls.push(pbx.call({ to: '102', from: { number: '+4930901000' } }));
  await anna.whenState('ringing');
  calls.push(await desk().ring(desk().newClient('Rita Rings')));
  const card = cardWith(page, 'Rita Rings');
  await expectTexts(rowOf(card, 'Anna Petrova'), ['Rings', 'Recommended while the first choice is busy']);
  await button(card, toMobile).waitFor();
});

test('her phone is switched off and on again: the card follows', async () => {
  const { anna } = desk();
  const page = await desk().callerPage();
  calls.push(await desk().ring(desk().newClient('Olga Off')));
  const card = cardWith(page, 'Olga Off');
  const row = rowOf(card, 'Anna Petrova');
  await expectTexts(row, ['Free']);
  await anna.unregister();
  await expectTexts(row, ['Not reachable', 'Recommended while the first choice cannot be reached']);
  await button(card, toMobile).waitFor();
  await desk().screenshot('presence-3-not-reachable', page);
  await anna.register();
  await expectTexts(row, ['Free']);
  await button(card, toExtension).waitFor();
});

test('a colleague whose line the server does not know is not called free: her line is not told', async () => {
  const page = await desk().callerPage();
  calls.push(await desk().ring(desk().newClient('Uta Untold', 7)));
  const row = rowOf(cardWith(page, 'Uta Untold'), 'Boris Ivanov');
  await expectTexts(row, ['On a break', 'Line not told']);
  expect(await row.innerText()).not.toContain('Free');
});

test('what was told by a line that ended is told no more', async () => {
  const { pbx } = desk();
  const page = await desk().callerPage();
  calls.push(await desk().ring(desk().newClient('Ella Ended')));
  const row = rowOf(cardWith(page, 'Ella Ended'), 'Anna Petrova');
  await expectTexts(row, ['Free']);
  pbx.faults.lamps = 'silent';
  pbx.lamps.end('deactivated');
  await expectTexts(row, ['Line not told', 'Recommended: responsible and at work']);
  expect(await row.innerText()).not.toContain('Free');
  await desk().screenshot('presence-4-not-told', page);
  pbx.faults.lamps = 'on';
  pbx.lamps.end('deactivated');
  await expectTexts(row, ['Free']);
});
