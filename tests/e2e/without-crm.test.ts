/** A desk without a CRM, and without a number for declined calls. */
import { expect, test } from 'vitest';
import { button, cardWith, click, expectTexts } from './cards.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk({ config: (usual) => ({ ...usual, crm: null, routing: { ...usual.routing, declineTo: null } }) });

test('without a CRM the card says that nothing is looked up, and sends calls to queues all the same', async () => {
  const page = await desk().callerPage();
  const call = await desk().ring('+19062195047');
  const card = cardWith(page, '+1 906 219 5047');
  await expectTexts(card, ['Not looked up. No CRM is set up.', 'United States']);
  await desk().screenshot('without-crm', page);
  expect(await button(card, 'Decline').count()).toBe(0);
  expect(desk().portal.requests).toEqual([]);
  await click(button(card, /^Send to queue Support · 610/));
  await desk().anna.whenRings();
  desk().anna.answer();
  expect(await call.whenAnsweredBy()).toBe('102');
});
