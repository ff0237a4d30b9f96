/** The main job: a call rings, the card says who and whose, one click sends it to the colleague who answers. */
import { afterEach, expect, test } from 'vitest';
import { sampleNumbers } from '../rig/portal/sample.ts';
import { button, cardWith, click, expectTexts, hideAll, rowOf, shownText } from './cards.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk();
afterEach(() => hideAll(desk()));

test('a call is on the card with its number at once, before the CRM has said anything', async () => {
  const { portal } = desk();
  let letGo = (): void => undefined;
  portal.fault = { kind: 'held', until: new Promise<void>((resolve) => (letGo = resolve)), times: 1 };
  const page = await desk().callerPage();
  const call = await desk().ring(sampleNumbers.reneeUnal, {
    from: { number: sampleNumbers.reneeUnal, displayName: 'R. Uenal' },
    headers: { Diversion: '<sip:600@pbx.example.com>' },
  });
  const card = cardWith(page, '+49 30 901820');
  await expectTexts(card, ['Call for Sales 600', 'ringing 0:0', '“R. Uenal” by the caller', 'Looking in the CRM…']);
  await desk().screenshot('main-job-1-ringing', page);
  letGo();
  await expectTexts(cardWith(page, 'Renée Ünal'), ['Responsible', 'Boris Ivanov', 'On a break']);
  expect(await shownText(page)).not.toContain('Looking in the CRM');
  call.hangUp();
  await call.whenSettled();
});

test("one click sends the call to the client's colleague: her phone rings, she answers, the caller has her", async () => {
  const { anna, pbx } = desk();
  const page = await desk().callerPage();
  const call = await desk().ring(sampleNumbers.johnDoe);
  const card = cardWith(page, 'John Doe');
  await expectTexts(card, ['+1 906 219 5047', 'Daisy LLC']);
  await expectTexts(rowOf(card, 'Anna Petrova'), ['At work', 'Free']);
  await expectTexts(rowOf(card, 'Boris Ivanov'), ['On a break', 'Line not told']);
  await desk().screenshot('main-job-2-known', page);
  await click(button(card, /^Transfer Anna Petrova · ext\. 102/));
  const rung = await anna.whenRings();
  const leg = call.legs.find(({ user }) => user === '101c');
  expect(leg?.responses.at(-1)).toMatchObject({ status: 302, contact: `<sip:102@${pbx.domain}>` });
  expect(rung.from).toContain(sampleNumbers.johnDoe);
  await expectTexts(card, ['Rings at Anna Petrova · ext. 102', 'Your phone still rings.']);
  await desk().screenshot('main-job-3-sent', page);
  expect(await button(card, /Transfer/).count()).toBe(0);
  anna.answer();
  expect(await call.whenAnsweredBy()).toBe('102');
  await expectTexts(card, ['Answered by Anna Petrova · ext. 102']);
  expect(await shownText(page)).not.toMatch(/your phone/i);
  await desk().screenshot('main-job-4-answered', page);
  call.hangUp();
  await call.whenSettled();
});

test('where the lamps tell nothing, the card says so, claims no answer, and goes by itself', async () => {
  const { anna, pbx } = desk();
  const page = await desk().callerPage();
  pbx.faults.lamps = 'silent';
  pbx.lamps.end('deactivated');
  const call = await desk().ring(desk().newClient('Pat Sent'));
  const card = cardWith(page, 'Pat Sent');
  await expectTexts(rowOf(card, 'Anna Petrova'), ['At work', 'Line not told']);
  await click(button(card, /^Transfer Anna Petrova/));
  await expectTexts(card, [
    'Sent to Anna Petrova · ext. 102',
    'A phone that rings here rings on until somebody answers.',
  ]);
  await anna.whenState('ringing');
  anna.answer();
  await call.whenAnsweredBy();
  expect(await shownText(page)).not.toMatch(/answered|rings at/i);
  await card.waitFor({ state: 'detached', timeout: 10_000 });
  call.hangUp();
  await call.whenSettled();
});
