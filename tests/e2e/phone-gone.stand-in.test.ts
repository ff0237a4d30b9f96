/** On an Address of Record with room for one, Ringside throws the desk phone out: an alarm, and what to do about it. */
import { expect, test } from 'vitest';
import { desktop, readRecord } from '../electron-stand-in/record.ts';
import { cardWith, expectTexts } from './cards.ts';
import { readTray, trayShape } from './tray.ts';
import { useDesk } from './use-desk.ts';

const password = 'own-phone';
const desk = useDesk({
  pbx: {
    users: [
      { user: '101', password, maxContacts: 1, removeExisting: true },
      { user: '102', password: 'annas-phone' },
    ],
    groups: { '600': ['101'], '610': ['102'] },
  },
  config: (usual) => ({
    ...usual,
    sip: { ...usual.sip, aor: 'sip:101@pbx.example.com', authorizationUser: '101', password },
  }),
  isRegistering: false,
});
const notifications = async (): Promise<string[]> =>
  (await readRecord(desk().app)).notifications.map(({ title, body }) => `${title}: ${body}`);

test('the phone that was thrown out is told by the tray at once, and by one notification after ten seconds', async () => {
  const { app } = desk();
  await expect.poll(() => trayShape(app), { timeout: 10_000 }).toBe('phone-gone');
  expect((await readTray(app)).toolTip).toMatch(
    /^Ringside · The desk phone is not registered · Reachable, checked \d+ s ago$/,
  );
  const alarm = /^Only Ringside is registered on this line: The desk phone was thrown out, or is off: .*max_contacts/;
  await expect.poll(notifications, { timeout: 15_000 }).toEqual([expect.stringMatching(alarm)]);
  await desktop(app).clickNotification();
  const status = await desk().statusPage();
  await expectTexts(status.locator('main'), [
    /Reachable, checked/,
    'Only Ringside is registered on this line: the desk phone was thrown out, or is off.',
    /max_contacts.*remove_existing=no/,
  ]);
  await desk().screenshot('phone-gone-status', status);
});

test('calls ring here all the same: it is no deafness', async () => {
  const call = desk().pbx.call({ to: '600', from: { number: desk().newClient('Della Desk') } });
  await expectTexts(cardWith(await desk().callerPage(), 'Della Desk'), ['Anna Petrova']);
  call.hangUp();
  await call.whenSettled();
});
