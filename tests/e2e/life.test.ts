/** One Ringside per user, which gives its contact back when it ends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { agentUser } from './desk.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk({ isRegistering: false });
const root = join(import.meta.dirname, '../..');

test('a second start that comes before the first is ready is not lost: its status window opens', async () => {
  await desk().app.evaluate(({ app }) => app.emit('second-instance', {}, ['ringside'], '/'));
  const page = await desk().statusPage();
  await page.getByRole('heading', { name: 'Status' }).waitFor();
  await page.close();
  await expect.poll(() => desk().app.windows().length).toBe(1);
  await desk().pbx.whenRegistered(agentUser);
});

test('a second start ends at once, opens the status window of the first, and registers nothing', async () => {
  const { launched, folders, pbx } = desk();
  const args = [root, `--user-data-dir=${folders.userData}`];
  const second = spawn(launched.chosen.executablePath, args, { stdio: 'ignore' });
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  const page = await desk().statusPage();
  await page.getByRole('heading', { name: 'Status' }).waitFor();
  expect(pbx.bindings(agentUser).length).toBe(1);
});

test('an app that quits gives its contact back, ends with 0, and comes back with the same one', async () => {
  const { app, launched, pbx } = desk();
  const before = pbx.bindings(agentUser).map(({ contactUri }) => contactUri);
  const exit = once(launched.child, 'exit');
  app
    .evaluate(({ app: electronApp }) => {
      electronApp.quit();
    })
    .catch(() => undefined);
  expect(await exit).toEqual([0, null]);
  expect(pbx.bindings(agentUser)).toEqual([]);
  const removal = pbx.received(agentUser).at(-1)?.message;
  expect(removal).toMatchObject({ kind: 'request', method: 'REGISTER' });
  await desk().startApp();
  await pbx.whenRegistered(agentUser);
  expect(pbx.bindings(agentUser).map(({ contactUri }) => contactUri)).toEqual(before);
});
