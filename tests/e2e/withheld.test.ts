/** A caller who withholds the number: found by name, chosen for this call, and sent to the colleague who looks after that client. */
import { afterEach, expect, test } from 'vitest';
import type { RigCall } from '../rig/pbx/index.ts';
import { button, cardWith, click, expectTexts } from './cards.ts';
import { askedFor, endCall, pictures, withCrm } from './crm-desk.ts';
import { agentUser } from './desk.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk(withCrm);
let call: RigCall | null = null;
afterEach(() => endCall(desk(), call));

const ringWithheld = (): Promise<RigCall> =>
  desk().ring('anonymous', {
    fromHeader: '"Anonymous" <sip:anonymous@anonymous.invalid>',
    headers: { Privacy: 'id' },
  });

test('found by name and chosen, the responsible colleague is offered, and one click sends the call there', async () => {
  const page = await desk().callerPage();
  call = await ringWithheld();
  const card = cardWith(page, 'Number withheld');
  await expectTexts(card, ['Not looked up.']);
  expect(askedFor(desk(), /searchcrmentities/i)).toBe(0);
  await click(button(card, 'Find client'));
  await page.keyboard.type('joh');
  await expectTexts(card, ['1 client found', 'John Doe', /Responsible:\s+Anna Petrova/]);
  await pictures('withheld-1-found', page);
  await click(button(card, 'Choose: John Doe'));
  const chosen = cardWith(page, 'John Doe');
  await expectTexts(chosen, ['Number withheld', 'Chosen for this call', 'Anna Petrova', 'Free']);
  await pictures('withheld-2-chosen', page);
  await click(button(chosen, /^Transfer Anna Petrova · ext\. 102/));
  await expectTexts(chosen, ['Rings at Anna Petrova · ext. 102']);
  expect(call.legOf(agentUser)?.responses.at(-1)?.contact).toBe('<sip:102@pbx.example.com>');
});

test('what was chosen was for that call alone: the next caller without a number is nobody yet', async () => {
  const page = await desk().callerPage();
  call = await ringWithheld();
  const card = cardWith(page, 'Number withheld');
  await expectTexts(card, ['Not looked up.']);
  expect(await card.innerText()).not.toContain('John Doe');
});
