/** A lead of a caller whom the CRM does not know: taken back before it is sent, sent exactly once with our marks, opened. */
import type { Locator } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRecord } from '../electron-stand-in/record.ts';
import type { RigCall } from '../rig/pbx/index.ts';
import { sampleNumbers } from '../rig/portal/sample.ts';
import { button, cardWith, click, expectTexts } from './cards.ts';
import { askedFor, endCall, pictures, withCrm } from './crm-desk.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk(withCrm);
let call: RigCall | null = null;
let card: Locator;
beforeEach(async () => {
  call = await desk().ring(sampleNumbers.unknown, {
    from: { number: sampleNumbers.unknown, displayName: 'Sam Stranger' },
  });
  card = cardWith(await desk().callerPage(), '+44 20 7183 8750');
  await expectTexts(card, ['Not in the CRM']);
});
afterEach(() => endCall(desk(), call));

/** Fills in the form; the pointer and Enter do the rest. */
async function createLead(name: string): Promise<void> {
  await click(button(card, 'Create lead'));
  const field = card.getByRole('textbox', { name: 'Name', exact: true });
  await expect.poll(() => field.inputValue()).toBe('Sam Stranger');
  await field.fill(name);
  await pictures('lead-1-form', card.page());
  await card.page().keyboard.press('Enter');
  await expectTexts(card, [/Lead will be created in \d+\ss/, 'Call from +44 20 7183 8750']);
}

const made = (): object[] => desk().portal.data.entities.filter(({ originId }) => originId !== undefined);

test('taken back within ten seconds, nothing of it ever reaches the portal', async () => {
  await createLead('Sam Too Early');
  await pictures('lead-2-held', card.page());
  await click(button(card, 'Undo'));
  await button(card, 'Create lead').waitFor();
  call?.hangUp();
  await call?.whenSettled();
  expect([made(), askedFor(desk(), /^crm\.item\.add$/)]).toEqual([[], 0]);
});

test('when the call ends there is exactly one lead with our marks, and the card opens it', async () => {
  await createLead('Sam Stranger');
  call?.hangUp();
  await call?.whenSettled();
  await expectTexts(card, ['Lead created']);
  await pictures('lead-3-created', card.page());
  const lead = {
    type: 'LEAD',
    id: 706,
    name: 'Sam Stranger',
    phones: [sampleNumbers.unknown],
    assignedById: 1,
    title: 'Call from +44 20 7183 8750',
    originatorId: 'ringside',
    originId: expect.stringMatching(/^[\w-]{8,}$/) as string,
    sourceId: 'CALL',
  };
  expect([made(), askedFor(desk(), /^crm\.item\.add$/)]).toEqual([[lead], 1]);
  await click(button(card, /^Open/));
  const opened = async (): Promise<string[]> => (await readRecord(desk().app)).opened.map(({ target }) => target);
  await expect.poll(opened).toEqual([`${desk().portal.origin}/crm/lead/details/706/`]);
});
