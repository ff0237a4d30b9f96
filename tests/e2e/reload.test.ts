/** The caller window's page goes, by a reload or a crash, while a call rings: the card is back, and works. */
import { expect, test } from 'vitest';
import { button, cardWith, click, expectTexts } from './cards.ts';
import { agentUser, type Desk } from './desk.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk();

/** Runs a script in the caller window's page by way of main: Playwright gives up a page whose process has crashed. */
function inCallerPage({ app }: Desk, script: string): Promise<unknown> {
  return app.evaluate(({ BrowserWindow }, code) => {
    const caller = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('/caller/'));
    return caller?.webContents.executeJavaScript(code);
  }, script);
}

test('after a reload the card is back with all that was known, and sends the call', async () => {
  const page = await desk().callerPage();
  const call = await desk().ring(desk().newClient('Rhea Reload'));
  await expectTexts(cardWith(page, 'Rhea Reload'), ['Anna Petrova']);
  await page.reload();
  const card = cardWith(page, 'Rhea Reload');
  await click(button(card, /^Transfer Anna Petrova/));
  await expectTexts(card, ['Rings at Anna Petrova · ext. 102']);
  await desk().anna.whenState('ringing');
  call.hangUp();
  await call.whenSettled();
});

test("after a crash of the page's process the card is back by itself, asks the CRM no more, and sends the call", async () => {
  const page = await desk().callerPage();
  const call = await desk().ring(desk().newClient('Cora Crash'));
  await expectTexts(cardWith(page, 'Cora Crash'), ['Anna Petrova']);
  const asked = desk().portal.requests.length;
  await desk().app.evaluate(({ BrowserWindow }) => {
    const caller = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('/caller/'));
    caller?.webContents.forcefullyCrashRenderer();
  });
  const shown = (): Promise<unknown> => inCallerPage(desk(), 'document.body.innerText').catch(() => 'not yet');
  await expect.poll(shown, { timeout: 10_000 }).toMatch(/Cora Crash[^]*Transfer\s+Anna Petrova/);
  await inCallerPage(desk(), "document.querySelector('.recommended button').click()");
  await desk().anna.whenState('ringing');
  expect(call.legs.find(({ user }) => user === agentUser)?.state).toBe('redirected');
  expect(desk().portal.requests.length).toBe(asked);
  await expect.poll(shown).toMatch(/Rings at\s+Anna Petrova/);
});
