/** Windows on the stand-in: their size, their visibility, the focus they must not take, and their end. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRecord } from '../../electron-stand-in/record.ts';
import { type Fixture, startFixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.stop());

/** @see PNG, third edition, 11.2.2 */
const sizeOf = (png: Buffer): [number, number] => [png.readUInt32BE(16), png.readUInt32BE(20)];

test('a page has the size of its window, also after the window was resized', async () => {
  const { app, caller, setup } = fixture;
  const before = await Promise.all([caller, setup].map(async (page) => sizeOf(await page.screenshot())));
  const window = await app.browserWindow(caller);
  await window.evaluate((shown: Electron.BrowserWindow) => {
    shown.setBounds({ height: 512 });
  });
  await caller.waitForFunction(() => innerHeight === 512);
  expect([...before, sizeOf(await caller.screenshot())]).toEqual([
    [420, 300],
    [640, 480],
    [420, 512],
  ]);
});

test('text is painted: letters of Latin and Cyrillic are not all the same box', async () => {
  const widths = await fixture.caller.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d');
    if (!context) throw new Error('no canvas');
    context.font = '20px system-ui';
    return ['i', 'W', 'Ж', 'г', 'Ü'].map((letter) => Math.round(context.measureText(letter).width));
  });
  expect(new Set(widths).size).toBeGreaterThan(3);
});

test('a window that is shown without the focus is written down as that, with no call that takes the focus', async () => {
  const { app, caller } = fixture;
  const window = await app.browserWindow(caller);
  const states = await window.evaluate((shown: Electron.BrowserWindow) => {
    shown.showInactive();
    const whenShown = [shown.isVisible(), shown.isFocused()];
    shown.hide();
    return [...whenShown, shown.isVisible()];
  });
  const { focusCalls, windows } = await readRecord(app);
  expect(states).toEqual([true, false, false]);
  expect(focusCalls).toEqual([]);
  expect(windows[0]?.options).toMatchObject({ frame: false, focusable: false, type: 'toolbar', show: false });
  expect(windows[0]?.calls.map(({ call }) => call)).toEqual(['setBounds', 'showInactive', 'hide']);
});

test('a call that takes the focus is written down, whichever it is', async () => {
  const { app, setup } = fixture;
  const window = await app.browserWindow(setup);
  const isFocused = await window.evaluate((shown: Electron.BrowserWindow) => {
    shown.show();
    shown.focus();
    shown.moveTop();
    return shown.isFocused();
  });
  await app.evaluate(({ app: electronApp }) => {
    electronApp.focus();
  });
  expect(isFocused).toBe(true);
  expect((await readRecord(app)).focusCalls).toEqual([
    { call: 'show', windowId: 2 },
    { call: 'focus', windowId: 2 },
    { call: 'moveTop', windowId: 2 },
    { call: 'app.focus', windowId: null },
  ]);
});

test('a member that the stand-in lacks throws where it is touched', async () => {
  const words = await fixture.app.evaluate((electron) => {
    const touch = (member: () => unknown): string => {
      try {
        return `silent: ${typeof member()}`;
      } catch (error) {
        return (error as Error).message.replace(/ \(.*/, '');
      }
    };
    const [window] = electron.BrowserWindow.getAllWindows();
    return [
      touch(() => electron.autoUpdater),
      touch(() => Reflect.get(electron.app, 'getGPUInfo')),
      touch(() => Reflect.get(window ?? {}, 'setOpacity')),
      touch(() => Reflect.get(window?.webContents ?? {}, 'printToPDF')),
      touch(() => Reflect.get(electron.shell, 'trashItem')),
      touch(() => electron.session.defaultSession.webRequest),
    ];
  });
  expect(words).toEqual([
    'Electron stand-in: electron.autoUpdater is not implemented',
    'Electron stand-in: App.getGPUInfo is not implemented',
    'Electron stand-in: BrowserWindow.setOpacity is not implemented',
    'Electron stand-in: WebContents.printToPDF is not implemented',
    'Electron stand-in: shell.trashItem is not implemented',
    'Electron stand-in: DefaultSession.webRequest is not implemented',
  ]);
});

test('a renderer that crashes is told to the app, and comes back with a reload', async () => {
  const { app } = fixture;
  const url = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.fromId(2)?.webContents;
    if (!contents) throw new Error('no window');
    const gone = new Promise((resolve) =>
      contents.once('render-process-gone', (_event, { reason }) => {
        resolve(reason);
      }),
    );
    contents.forcefullyCrashRenderer();
    const reason = await gone;
    const loaded = new Promise((resolve) =>
      contents.once('did-finish-load', () => {
        resolve(0);
      }),
    );
    contents.reload();
    await loaded;
    return [reason, contents.getURL(), contents.isCrashed()];
  });
  expect(url).toEqual(['crashed', 'app://bundle/setup.html', false]);
});

test('closing may be refused; a closed window is gone, and the last one is told', async () => {
  const { app } = fixture;
  const life = await app.evaluate(({ BrowserWindow }) => {
    const [first, second] = BrowserWindow.getAllWindows();
    first?.once('close', (event) => {
      event.preventDefault();
    });
    first?.close();
    const isKept = first?.isDestroyed() === false;
    first?.close();
    second?.close();
    return [
      isKept,
      first?.isDestroyed(),
      first?.webContents.isDestroyed(),
      BrowserWindow.getAllWindows().length,
      ...globalThis.seen.life,
    ];
  });
  expect(life).toEqual([true, true, true, 0, 'window-all-closed']);
});
