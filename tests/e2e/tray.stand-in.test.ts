/** The tray on the stand-in: a shape for each state, words, the last calls, do not disturb, and what its entries open. */
import { afterEach, expect, test } from 'vitest';
import { desktop } from '../electron-stand-in/record.ts';
import type { RigCall } from '../rig/pbx/index.ts';
import { button, cardWith, click, expectTexts, hideAll } from './cards.ts';
import { agentUser } from './desk.ts';
import { readTray, trayLabels, trayShape } from './tray.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk();
let call: RigCall | null = null;
afterEach(async () => {
  await hideAll(desk());
  call?.hangUp();
  await call?.whenSettled();
});

test('at rest it is ready, says so in words, and offers what an agent needs', async () => {
  const { app } = desk();
  await expect.poll(() => trayShape(app)).toBe('ready');
  expect((await readTray(app)).toolTip).toMatch(/^Ringside · Reachable, checked \d+ s ago$/);
  expect(await trayLabels(app)).toEqual([
    expect.stringMatching(/^Reachable, checked \d+ s ago$/),
    'No calls yet',
    'Calls…',
    'Do not disturb',
    'Colleagues…',
    'Status…',
    'Settings…',
    'Quit Ringside',
  ]);
});

test('while a call rings it has the ringing shape, and the call is in the menu afterwards', async () => {
  const { app, anna } = desk();
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Rolf Recent'));
  await expect.poll(() => trayShape(app)).toBe('ringing');
  await click(button(cardWith(page, 'Rolf Recent'), /^Transfer Anna Petrova/));
  await anna.whenState('ringing');
  await expect.poll(() => trayShape(app)).toBe('ready');
  expect((await trayLabels(app))[1]).toMatch(
    /^\d\d:\d\d · Rolf Recent · \+1 202 555 1001 · sent to Anna Petrova · (?:ext\. )?102$/,
  );
});

test('asleep it is offline, and ready again after waking', async () => {
  const { app, pbx } = desk();
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
  await expect.poll(() => trayShape(app)).toBe('offline');
  expect((await trayLabels(app))[0]).toBe('Offline: this computer sleeps or has no network');
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
  await pbx.whenRegistered(agentUser);
  await expect.poll(() => trayShape(app)).toBe('ready');
});

test('do not disturb turns calls away with 480, shows no card, and writes them down', async () => {
  const { app, pbx } = desk();
  await desktop(app).clickTrayMenu('Do not disturb');
  await expect.poll(() => trayShape(app)).toBe('do-not-disturb');
  expect((await trayLabels(app))[0]).toMatch(/^Do not disturb · Reachable/);
  const number = desk().newClient('Doris Disturbs');
  call = pbx.call({ to: agentUser, from: { number } });
  expect((await call.whenEnded()).status).toBe(480);
  await expect.poll(async () => (await trayLabels(app))[1]).toMatch(/\+1 202 555 1002 · turned away, do not disturb$/);
  expect(await (await desk().callerPage()).locator('[data-call]').count()).toBe(0);
  await desktop(app).clickTrayMenu('Do not disturb');
  await expect.poll(() => trayShape(app)).toBe('ready');
});

test('a caller who hung up is missed in the menu, and only he; one whom the own phone has is answered', async () => {
  const { app, ownPhone } = desk();
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Mona Missed'));
  await expectTexts(cardWith(page, 'Mona Missed'), ['Anna Petrova']);
  call.hangUp();
  await expect.poll(async () => (await trayLabels(app))[1]).toMatch(/Mona Missed .* missed$/);
  call = await desk().ring(desk().newClient('Tess Taken'));
  await expectTexts(cardWith(page, 'Tess Taken'), ['Anna Petrova']);
  ownPhone.answer();
  await expect.poll(async () => (await trayLabels(app))[1]).toMatch(/Tess Taken .* answered$/);
});

test('its entries open the status and the set-up window, which take the focus, and closing them leaves the app', async () => {
  const { app } = desk();
  await desktop(app).clickTrayMenu('Status…');
  const status = await desk().statusPage();
  await status.getByRole('heading', { name: 'Status' }).waitFor();
  await desktop(app).clickTrayMenu('Settings…');
  const setup = await desk().setupPage();
  await setup.getByRole('heading', { name: 'Settings', exact: true }).waitFor();
  await Promise.all([status.close(), setup.close()]);
  await expect.poll(() => app.windows().length).toBe(1);
  await expect.poll(() => trayShape(app)).toBe('ready');
  const page = await desk().callerPage();
  call = await desk().ring(desk().newClient('Cleo Closed'));
  await expectTexts(cardWith(page, 'Cleo Closed'), ['Anna Petrova']);
});

test('the menu lists the last five calls, the newest first', async () => {
  const { app } = desk();
  for (const name of ['Five A', 'Five B', 'Five C', 'Five D', 'Five E', 'Five F']) {
    call = await desk().ring(desk().newClient(name));
    await cardWith(await desk().callerPage(), name).waitFor();
    call.hangUp();
    await call.whenSettled();
  }
  const names = async (): Promise<string[]> =>
    (await trayLabels(app)).flatMap((label) => / · (Five .) · /.exec(label)?.[1] ?? []);
  await expect.poll(names).toEqual(['Five F', 'Five E', 'Five D', 'Five C', 'Five B']);
});
