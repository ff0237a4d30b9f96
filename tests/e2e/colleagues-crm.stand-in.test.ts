/** The colleagues' window and the CRM: workdays where the webhook may read them, and a portal that refuses. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { desktop } from '../electron-stand-in/record.ts';
import { refusals } from '../rig/portal/refusals.ts';
import { expectTexts } from './cards.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk();

async function open(): Promise<Page> {
  await desktop(desk().app).clickTrayMenu('Colleagues…');
  return desk().colleaguesPage();
}

test('a portal that refuses is told with its reason, and workdays come with the scope', async () => {
  desk().portal.fault = { kind: 'error', ...refusals.missingScope };
  const refused = await open();
  await expectTexts(refused.locator('main'), [
    'The CRM does not tell who is there.',
    'The webhook lacks a permission.',
  ]);
  await desk().screenshot('colleagues-refused', refused);
  await refused.close();
  desk().portal.fault = { kind: 'none' };
  desk().portal.data.scopes = ['telephony', 'user_basic', 'timeman'];
  const page = await open();
  const row = (name: string): ReturnType<Page['locator']> => page.getByRole('listitem').filter({ hasText: name });
  await expectTexts(row('Anna Petrova'), ['At work']);
  await expectTexts(row('Boris Ivanov'), ['On a break']);
  await desk().screenshot('colleagues-workdays', page);
  expect(desk().portal.requests.filter(({ method }) => method === 'batch')).toHaveLength(1);
});
