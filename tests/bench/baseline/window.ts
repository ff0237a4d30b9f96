/** Opens the baseline's page in a window of the app's own Chromium, so that both are drawn by the same. */
import type { ElectronApplication, Page } from 'playwright-core';
import { windowAt } from '../../electron-stand-in/launch.ts';
import { passwordOf, plainCompanion, type Office } from '../../demo/office.ts';

/** @returns its page, once it is registered */
export async function openBaseline(app: ElectronApplication, pageUrl: string, { pbx }: Office): Promise<Page> {
  const url = new URL(pageUrl);
  url.searchParams.set('server', pbx.url);
  url.searchParams.set('aor', `sip:${plainCompanion}@${pbx.domain}`);
  url.searchParams.set('password', passwordOf(plainCompanion));
  await app.evaluate(({ BrowserWindow }, address) => {
    const window = new BrowserWindow({
      width: 420,
      height: 240,
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
    });
    window.showInactive();
    void window.loadURL(address);
  }, url.href);
  const page = await windowAt(app, '/baseline.html');
  await pbx.whenRegistered(plainCompanion);
  return page;
}
