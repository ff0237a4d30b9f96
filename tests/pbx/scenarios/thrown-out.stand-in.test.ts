/** A companion that is alone on an Address of Record that it shares: it has thrown the phone out, or the phone is off. It says so, and
 *  no longer once the phone is back. Where there is room for one only, a phone that comes back throws the companion out in its turn. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cardWith, expectTexts } from '../../e2e/cards.ts';
import { readTray, trayShape } from '../../e2e/tray.ts';
import { readRecord } from '../../electron-stand-in/record.ts';
import { createPhone, type Phone } from '../../rig/pbx/index.ts';
import { accountOf } from '../accounts.ts';
import type { Companion } from '../companion.ts';
import { servers, sharedServer, useOffice } from '../use-office.ts';

const alarm = /^Only Ringside is registered on this line: The desk phone was thrown out, or is off: .*max_contacts/;
const notifications = async ({ app }: Companion): Promise<string[]> =>
  (await readRecord(app)).notifications.map(({ title, body }) => `${title}: ${body}`);

describe.each(servers)('on %s, with room for one contact', (name) => {
  const office = useOffice(sharedServer(name), { phones: ['202'], companions: ['202'] });

  test('the phone that was thrown out is told by the tray at once, by one notification, and in the status window with what to do', async () => {
    const companion = office().companion();
    await expect.poll(() => trayShape(companion.app), { timeout: 10_000 }).toBe('phone-gone');
    expect((await readTray(companion.app)).toolTip).toMatch(/The desk phone is not registered · Reachable, checked/);
    await expect
      .poll(() => notifications(companion), { timeout: 15_000 })
      .toEqual([expect.stringMatching(alarm) as string]);
    const status = await companion.openStatus();
    await expectTexts(status.locator('main'), [
      /Reachable, checked/,
      'the desk phone was thrown out, or is off.',
      /max_contacts.*remove_existing=no/,
    ]);
    await status.close();
  });

  test('a call rings on the card alone, and the caller hears it ring', async () => {
    const { companion, phone, newClient, callIn } = office();
    const call = await callIn('202', newClient('Thea Thrown-out'));
    await expectTexts(cardWith(await companion().callerPage(), 'Thea Thrown-out'), ['Anna Petrova', /ringing 0:0/]);
    expect([await call.whenRinging(), call.answer, phone('202').rings.length]).toEqual([180, null, 0]);
  });

  test('a phone that takes the place back is left there: Ringside says that it cannot be reached, and the caller has the phone', async () => {
    const { companion, phone, newClient, callIn } = office();
    await phone('202').register();
    await expect
      .poll(async () => (await readTray(companion().app)).toolTip, { timeout: 40_000 })
      .toMatch(/the desk phone has taken its place/);
    const status = await companion().openStatus();
    await expectTexts(status.locator('main'), ['The desk phone has taken Ringside’s place', /max_contacts/]);
    const call = await callIn('202', newClient('Paula Place'));
    await phone('202').whenRings();
    phone('202').answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '202']);
    // "Try now" takes the place again, as the one who clicks it asks for.
    await status.getByRole('button', { name: 'Try now' }).click();
    await companion().whenReachable();
    await status.close();
  });
});

describe.each(servers)('on %s, with room for two', (name) => {
  const server = sharedServer(name);
  const office = useOffice(server, { phones: ['102'], companions: ['201'] });
  let phone: Phone | null = null;
  beforeAll(() => office().companion().whenReachable());
  afterAll(async () => {
    await phone?.unregister();
    await phone?.close();
  });

  test('a phone that is off is told of, and the alarm ends when it is back: then both ring', async () => {
    const { companion, newClient, callIn } = office();
    const { app } = companion();
    await expect.poll(() => trayShape(app), { timeout: 10_000 }).toBe('phone-gone');
    phone = await createPhone({ pbx: server, ...accountOf('201').phone });
    await expect.poll(() => trayShape(app), { timeout: 40_000 }).toBe('ready');
    const status = await companion().openStatus();
    await expectTexts(status.locator('main'), ['registered beside Ringside']);
    expect(await status.locator('main').innerText()).not.toMatch(/thrown out/);
    await status.close();
    const call = await callIn('201', newClient('Beate Both'));
    await expectTexts(cardWith(await companion().callerPage(), 'Beate Both'), ['Anna Petrova']);
    await phone.whenRings();
    phone.answer();
    expect([(await call.whenFinal()).status, await call.whenHears()]).toEqual([200, '201']);
    await expectTexts(cardWith(await companion().callerPage(), 'Beate Both'), [/on your phone/]);
  });
});
