/** What the stand-in writes down in the desktop's stead, and how a test plays it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desktop, readRecord } from '../../electron-stand-in/record.ts';
import { type Fixture, startFixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.stop());

/** A picture of 1 × 1 pixels. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==',
  'base64',
);

test('tray, menu and notification are written down, and answer to clicks', async () => {
  const { app, userDataDir } = fixture;
  const iconPath = join(userDataDir, 'readyTemplate.png');
  writeFileSync(iconPath, png);
  await app.evaluate(({ Tray, Menu, Notification, nativeImage }, path) => {
    const clicks: string[] = [];
    const tray = new Tray(nativeImage.createFromPath(path));
    tray.setToolTip('Reachable');
    tray.on('click', () => clicks.push('tray'));
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: 'Do not disturb', type: 'checkbox', click: ({ checked }) => clicks.push(`dnd ${String(checked)}`) },
        { label: 'Last calls', submenu: [{ label: 'John Doe', click: () => clicks.push('John Doe') }] },
      ]),
    );
    const notification = new Notification({ title: 'Unreachable', body: 'since 14:02' });
    notification.on('click', () => clicks.push('notification'));
    notification.show();
    Object.assign(globalThis, { clicks });
  }, iconPath);
  const play = desktop(app);
  await play.clickTray();
  await play.clickTrayMenu('Do not disturb');
  await play.clickTrayMenu('Last calls', 'John Doe');
  await play.clickNotification();
  const clicks = await app.evaluate(() => (globalThis as unknown as { clicks: string[] }).clicks);
  const { trays, notifications } = await readRecord(app);
  expect(clicks).toEqual(['tray', 'dnd true', 'John Doe', 'notification']);
  expect(trays).toMatchObject([
    {
      image: { path: iconPath, widthPx: 1, heightPx: 1, isTemplate: true, scaleFactors: [1] },
      toolTip: 'Reachable',
      menu: [{ label: 'Do not disturb', isChecked: true }, { submenu: [{ label: 'John Doe' }] }],
      isDestroyed: false,
    },
  ]);
  expect(notifications).toEqual([{ title: 'Unreachable', body: 'since 14:02', isSilent: false, isClosed: false }]);
});

test('a shortcut that another program holds is refused, and a registered one can be pressed', async () => {
  const { app } = fixture;
  const play = desktop(app);
  await play.takeShortcut('Ctrl+Shift+F8');
  const registered = await app.evaluate(({ globalShortcut }) =>
    ['Ctrl+Shift+F8', 'Ctrl+Shift+F9'].map((key) =>
      globalShortcut.register(key, () => globalThis.seen.life.push(`pressed ${key}`)),
    ),
  );
  await play.pressShortcut('Ctrl+Shift+F9');
  expect(registered).toEqual([false, true]);
  expect(await app.evaluate(() => globalThis.seen.life)).toEqual(['pressed Ctrl+Shift+F9']);
  expect((await readRecord(app)).shortcuts).toEqual(['Ctrl+Shift+F9']);
  await expect(play.pressShortcut('F1')).rejects.toThrow('has not registered F1');
});

test("the app's theme and the system's reach the page", async () => {
  const { app, caller } = fixture;
  const isDark = (): Promise<boolean> => caller.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await app.evaluate(({ nativeTheme }) => {
    nativeTheme.themeSource = 'dark';
  });
  await expect.poll(isDark).toBe(true);
  await app.evaluate(({ nativeTheme }) => {
    nativeTheme.themeSource = 'system';
  });
  await expect.poll(isDark).toBe(false);
  await desktop(app).setSystemTheme({ isDark: true, isHighContrast: true });
  await expect.poll(isDark).toBe(true);
  expect(await caller.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
});

test('displays, dialogs and links are as the test prepares and reads them', async () => {
  const { app } = fixture;
  const play = desktop(app);
  const area = { x: 0, y: 0, width: 800, height: 600 };
  await play.setDisplays([{ id: 1, bounds: area, workArea: area, scaleFactor: 2 }]);
  await play.answerDialog({ canceled: false, filePaths: ['provisioning.json'] });
  const answers = await app.evaluate(async ({ dialog, screen, shell }) => {
    await shell.openExternal('https://example.com/card');
    const { filePaths } = await dialog.showOpenDialog({ title: 'Import' });
    return [screen.getPrimaryDisplay().scaleFactor, ...filePaths];
  });
  const { dialogs, opened } = await readRecord(app);
  expect(answers).toEqual([2, 'provisioning.json']);
  expect(dialogs).toEqual([{ kind: 'showOpenDialog', options: { title: 'Import' } }]);
  expect(opened).toEqual([{ how: 'openExternal', target: 'https://example.com/card' }]);
});
