/** The focus on the stand-in: no call takes it, the agent's own shortcut does, and shortcuts are held only while it rings. */
import { afterEach, expect, test } from 'vitest';
import { desktop, readRecord, type WindowRecord } from '../electron-stand-in/record.ts';
import type { RigCall } from '../rig/pbx/index.ts';
import { sampleNumbers } from '../rig/portal/sample.ts';
import { cardWith, expectTexts, hideAll, pressCardsAway, settled } from './cards.ts';
import { agentUser } from './desk.ts';
import { useDesk } from './use-desk.ts';

const transfer = 'CommandOrControl+Shift+F9';
const summon = 'CommandOrControl+Shift+F8';
const desk = useDesk();
let calls: RigCall[] = [];
afterEach(async () => {
  await hideAll(desk());
  for (const call of calls) call.hangUp();
  calls = [];
});

const callerWindow = async (): Promise<WindowRecord> => {
  const found = (await readRecord(desk().app)).windows.find(({ options }) => options['frame'] === false);
  if (!found) throw new Error('There is no caller window.');
  return found;
};
const shortcuts = async (): Promise<string[]> => (await readRecord(desk().app)).shortcuts;
const focusCalls = async (): Promise<string[]> => (await readRecord(desk().app)).focusCalls.map(({ call }) => call);
const firstLegStatus = (call: RigCall): number | undefined =>
  call.legs.find(({ user }) => user === agentUser)?.responses.at(-1)?.status;

test('the window is made so that it cannot take the focus', async () => {
  expect((await callerWindow()).options).toMatchObject({
    show: false,
    focusable: false,
    acceptFirstMouse: true,
    alwaysOnTop: true,
    skipTaskbar: true,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
});

test('ten calls are shown without one call that takes the focus', async () => {
  const page = await desk().callerPage();
  for (const index of Array.from({ length: 10 }).keys()) {
    const name = `Focus ${'ABCDEFGHIJ'.charAt(index)}`;
    calls = [await desk().ring(desk().newClient(name))];
    await expectTexts(cardWith(page, name), ['Anna Petrova']);
    await hideAll(desk());
    calls[0]?.hangUp();
    await calls[0]?.whenSettled();
  }
  const { calls: made } = await callerWindow();
  expect(made.filter(({ call }) => call === 'showInactive').length).toBe(10);
  expect(made.filter(({ call }) => call === 'show' || call === 'focus')).toEqual([]);
  expect(await focusCalls()).toEqual([]);
});

test('shortcuts are held only while something rings', async () => {
  expect(await shortcuts()).toEqual([]);
  calls = [await desk().ring(desk().newClient('Sandy Shortcut'))];
  await expect.poll(shortcuts).toEqual([transfer, summon]);
  await expectTexts(cardWith(await desk().callerPage(), 'Sandy Shortcut'), ['Ctrl ⇧ F9']);
  calls[0]?.hangUp();
  await expect.poll(shortcuts).toEqual([]);
});

test('the transfer shortcut sends the topmost card to its recommended place, and leaves the other alone', async () => {
  const page = await desk().callerPage();
  calls = [await desk().ring(desk().newClient('Ollie Older')), await desk().ring(desk().newClient('Tom Topmost'))];
  await expectTexts(cardWith(page, 'Tom Topmost'), ['Ctrl ⇧ F9']);
  expect(await cardWith(page, 'Ollie Older').getByText('Ctrl ⇧ F9').count()).toBe(0);
  await settled(cardWith(page, 'Tom Topmost'));
  await desktop(desk().app).pressShortcut(transfer);
  await expectTexts(cardWith(page, 'Tom Topmost'), ['Rings at Anna Petrova · ext. 102']);
  expect(calls.map(firstLegStatus)).toEqual([180, 302]);
  expect(await focusCalls()).toEqual([]);
});

test('a shortcut that was on its way when a card appeared does not send it: it counts as late as a click', async () => {
  const page = await desk().callerPage();
  calls = [await desk().ring(desk().newClient('Gus Guarded'))];
  const card = cardWith(page, 'Gus Guarded');
  await desktop(desk().app).pressShortcut(transfer);
  await expectTexts(card, ['Anna Petrova']);
  await settled(card);
  expect(calls.map(firstLegStatus)).toEqual([180]);
  await desktop(desk().app).pressShortcut(transfer);
  await expectTexts(card, ['Rings at Anna Petrova · ext. 102']);
});

test("on one's own client the transfer shortcut does nothing", async () => {
  const page = await desk().callerPage();
  calls = [await desk().ring(sampleNumbers.maraKlein)];
  const card = cardWith(page, 'Mara Klein');
  await expectTexts(card, ['Your client.']);
  await settled(card);
  await desktop(desk().app).pressShortcut(transfer);
  // What is asked of main after the shortcut is answered after it.
  await desktop(desk().app).pressShortcut(summon);
  await page.getByRole('alertdialog', { name: 'Mara Klein' }).waitFor();
  expect(calls.map(firstLegStatus)).toEqual([180]);
});

test('summoned, the card is an alert dialog with the focus on its button; Enter sends, and the focus is given back', async () => {
  const page = await desk().callerPage();
  calls = [await desk().ring(desk().newClient('Sam Summon'))];
  await expectTexts(cardWith(page, 'Sam Summon'), ['Anna Petrova']);
  expect(await page.getByRole('alertdialog').count()).toBe(0);
  const before = (await focusCalls()).length;
  await desktop(desk().app).pressShortcut(summon);
  const dialog = page.getByRole('alertdialog', { name: 'Sam Summon' });
  await dialog.waitFor();
  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent.trim() ?? '');
  await expect.poll(focused).toMatch(/^Transfer\s+Anna Petrova/);
  expect((await focusCalls()).slice(before)).toEqual(['setFocusable(true)', 'focus', 'webContents.focus']);
  await desk().screenshot('focus-summoned', page);
  await page.keyboard.press('Enter');
  await expectTexts(cardWith(page, 'Sam Summon'), ['Rings at Anna Petrova · ext. 102']);
});

test('Esc gives the focus back and hides the card; the next card does not take it again', async () => {
  const page = await desk().callerPage();
  calls = [await desk().ring(desk().newClient('Eva Escape'))];
  await expectTexts(cardWith(page, 'Eva Escape'), ['Anna Petrova']);
  await desktop(desk().app).pressShortcut(summon);
  await page.getByRole('alertdialog').waitFor();
  const before = (await focusCalls()).length;
  await pressCardsAway(page);
  const last = async (): Promise<string[]> =>
    (await callerWindow()).calls
      .map(({ call, args }) => `${call} ${args.join()}`)
      .filter((each) => /blur|Focusable/.test(each));
  await expect.poll(async () => (await last()).slice(-2)).toEqual(['blur ', 'setFocusable false']);
  expect(calls.map(firstLegStatus)).toEqual([180]);
  calls.push(await desk().ring(desk().newClient('Ned Nofocus')));
  await expectTexts(cardWith(page, 'Ned Nofocus'), ['Anna Petrova']);
  expect(await page.getByRole('alertdialog').count()).toBe(0);
  expect((await focusCalls()).slice(before)).toEqual([]);
});

test('a page that is stuck does not keep the window away: it comes within the time of a glance', async () => {
  const page = await desk().callerPage();
  const window = await desk().app.browserWindow(page);
  const shown = window.evaluate(
    (each: Electron.BrowserWindow) =>
      new Promise<number>((resolve) => {
        each.once('show', () => {
          resolve(performance.timeOrigin + performance.now());
        });
      }),
  );
  await page.evaluate(() => {
    setTimeout(() => {
      const untilMs = performance.now() + 1500;
      while (performance.now() < untilMs);
    });
  });
  const rungEpochMs = performance.timeOrigin + performance.now();
  calls = [await desk().ring(desk().newClient('Stu Stuck'))];
  const waitedMs = (await shown) - rungEpochMs;
  expect(waitedMs).toBeGreaterThan(150);
  expect(waitedMs).toBeLessThan(600);
  await expectTexts(cardWith(page, 'Stu Stuck'), ['Anna Petrova']);
});

test('a shortcut that another program has is told once, and the card does not promise it', async () => {
  const page = await desk().callerPage();
  const before = (await readRecord(desk().app)).notifications.length;
  await desktop(desk().app).takeShortcut(transfer);
  for (const name of ['Tara Taken', 'Theo Taken']) {
    calls = [await desk().ring(desk().newClient(name))];
    const card = cardWith(page, name);
    await expectTexts(card, ['Anna Petrova']);
    await expect.poll(shortcuts).toEqual([summon]);
    expect(await card.getByText('F9').count()).toBe(0);
    calls[0]?.hangUp();
    await calls[0]?.whenSettled();
    await hideAll(desk());
  }
  const told = (await readRecord(desk().app)).notifications.slice(before);
  expect(told.map(({ title, body }) => `${title}: ${body}`)).toEqual([
    'A shortcut does not work: Another program uses Ctrl ⇧ F9. Another one can be chosen in the settings.',
  ]);
});
