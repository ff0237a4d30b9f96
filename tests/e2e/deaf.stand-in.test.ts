/** A desk that calls cannot reach says so: another shape and one notification after ten seconds, and a word on return. */
import { expect, test } from 'vitest';
import { desktop, readRecord } from '../electron-stand-in/record.ts';
import { expectTexts } from './cards.ts';
import { agentUser } from './desk.ts';
import { readTray, trayShape } from './tray.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk();
const notifications = async (): Promise<string[]> =>
  (await readRecord(desk().app)).notifications.map(({ title, body }) => `${title}: ${body}`);

test(
  'deaf for more than ten seconds is an alarm, told once; on return the time is told',
  { timeout: 40_000 },
  async () => {
    const { app, pbx } = desk();
    await expect.poll(() => trayShape(app)).toBe('ready');
    await pbx.setConnectionPolicy('refuse');
    pbx.dropConnections();
    const sinceMs = performance.now();
    await expect.poll(() => trayShape(app)).toBe('registering');
    expect(await notifications()).toEqual([]);
    await expect.poll(() => trayShape(app), { timeout: 15_000 }).toBe('deaf');
    expect(performance.now() - sinceMs).toBeGreaterThan(9000);
    const alarm =
      /^Calls do not reach this computer: Unreachable since \d\d:\d\d: the server does not answer\. The desk/;
    await expect.poll(notifications).toEqual([expect.stringMatching(alarm)]);
    expect((await readTray(app)).toolTip).toMatch(/Unreachable since \d\d:\d\d: the server does not answer/);
    await desktop(app).clickNotification();
    const status = await desk().statusPage();
    await expectTexts(status.locator('main'), [
      /Unreachable since \d\d:\d\d/,
      'Nothing listens at the server’s address.',
    ]);
    await desk().screenshot('deaf-status', status);

    await pbx.setConnectionPolicy('accept');
    await pbx.whenRegistered(agentUser);
    await expect.poll(() => trayShape(app)).toBe('ready');
    const back =
      /^Reachable again: (?:You were unreachable \d\d:\d\d–\d\d:\d\d|Unreachable for a moment at \d\d:\d\d)\.$/;
    await expect.poll(notifications).toEqual([expect.stringMatching(alarm), expect.stringMatching(back)]);
    await expectTexts(status.locator('main'), [/Reachable, checked/, /You were unreachable \d\d:\d\d–\d\d:\d\d/]);
    await desk().screenshot('deaf-status-back', status);
  },
);

test('a hiccup of a moment is neither told nor an alarm', async () => {
  const before = await notifications();
  desk().pbx.dropConnections();
  await expect.poll(() => desk().pbx.connectionCount).toBe(0);
  await desk().pbx.whenRegistered(agentUser);
  await expect.poll(() => trayShape(desk().app)).toBe('ready');
  expect(await notifications()).toEqual(before);
});
