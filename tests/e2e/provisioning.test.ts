/** An administrator's file on the command line: imported once, asked about when it changes, and not left lying with its passwords. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { button, cardWith, expectTexts, hideAll } from './cards.ts';
import { agentUser, startDesk, type Desk } from './desk.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk();

/** Writes the file with another second queue, and starts the app again with it. */
async function startAgainWith(queueName: string, more: readonly string[] = []): Promise<void> {
  const { config, provisioningFile } = desk();
  await desk().stopApp();
  const queues = [
    { number: '600', name: 'Sales' },
    { number: '610', name: queueName },
  ];
  writeFileSync(provisioningFile, JSON.stringify({ ...config, routing: { ...config.routing, queues } }));
  await desk().startApp([`--provision=${provisioningFile}`, ...more]);
  await desk().pbx.whenRegistered(agentUser);
}

async function secondQueueOnCard(each: Desk, name: string): Promise<string> {
  const page = await each.callerPage();
  const call = await each.ring(each.newClient(name));
  const shown = await button(cardWith(page, name), /· 610/).innerText();
  await hideAll(each);
  call.hangUp();
  return shown;
}

test('a file that was imported and holds passwords is offered for deletion, and is then gone', async () => {
  const { app, provisioningFile } = desk();
  await app.evaluate(({ app: electronApp }) => electronApp.emit('second-instance', {}, ['ringside'], '/'));
  const status = await desk().statusPage();
  await status.getByRole('button', { name: 'Settings…' }).click();
  const page = await desk().setupPage();
  await expectTexts(page.locator('main'), ['still holds passwords', provisioningFile]);
  await desk().screenshot('provisioning-delete', page);
  expect(existsSync(provisioningFile)).toBe(true);
  await page.getByRole('button', { name: 'Delete the file' }).click();
  await expect.poll(() => existsSync(provisioningFile)).toBe(false);
  await expect.poll(() => page.getByRole('button', { name: 'Delete the file' }).count()).toBe(0);
});

test('a changed file asks in the window first; until then the old settings hold', async () => {
  await startAgainWith('Second line');
  const page = await desk().setupPage();
  await expectTexts(page.locator('main'), ['Your administrator’s file has changed.', desk().provisioningFile]);
  await desk().screenshot('provisioning-changed', page);
  expect(await secondQueueOnCard(desk(), 'Before Apply')).toContain('Support');
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect.poll(() => page.getByText('Your administrator’s file has changed.').count()).toBe(0);
  await desk().pbx.whenRegistered(agentUser);
  expect(await secondQueueOnCard(desk(), 'After Apply')).toContain('Second line');
});

test('under --provision-silently a changed file holds at once, and nothing is asked', async () => {
  await startAgainWith('Hotline', ['--provision-silently']);
  expect(await secondQueueOnCard(desk(), 'Silent Apply')).toContain('Hotline');
  expect(
    desk()
      .app.windows()
      .map((page) => new URL(page.url()).pathname),
  ).toEqual(['/caller/index.html']);
});

test('a file with mistakes is not applied, and the window says what is wrong', async () => {
  await desk().stopApp();
  writeFileSync(desk().provisioningFile, JSON.stringify({ version: 1, numbers: { country: 'Nowhere' } }));
  await desk().startApp([`--provision=${desk().provisioningFile}`]);
  const page = await desk().setupPage();
  await expectTexts(page.locator('main'), ['The file has mistakes and cannot be applied as it is:', /[Cc]ountry/]);
  await desk().screenshot('provisioning-mistakes', page);
});

test('a damaged settings file is set aside and told, and never overwritten in silence', async () => {
  const broken = '{ "version": 1, "sip": ';
  const each = await startDesk({
    config: () => null,
    prepare: ({ userData }) => {
      mkdirSync(userData, { recursive: true });
      writeFileSync(join(userData, 'config.json'), broken);
    },
  });
  try {
    const page = await each.setupPage();
    await expectTexts(page.locator('main'), ['The settings could not be read.', 'kept under another name']);
    await each.screenshot('provisioning-damaged', page);
    const kept = readdirSync(each.folders.userData)
      .filter((name) => /^config\..+/.test(name))
      .map((name) => readFileSync(join(each.folders.userData, name), 'utf8'));
    expect(kept).toContain(broken);
  } finally {
    await each.stop();
  }
});

test('a file that a second start names reaches the set-up window that is open, and nothing typed is lost', async () => {
  const page = await desk().setupPage();
  const file = join(desk().folders.outside, 'second.json');
  writeFileSync(file, JSON.stringify({ ...desk().config, routing: { queues: [{ number: '630', name: 'Night' }] } }));
  await page.getByLabel('Own extension', { exact: true }).fill('102');
  await desk().app.evaluate(
    ({ app: electronApp }, named) => electronApp.emit('second-instance', {}, ['ringside', `--provision=${named}`], '/'),
    file,
  );
  await expectTexts(page.locator('main'), ['Your administrator’s file has changed.', file]);
  expect(await page.getByLabel('Own extension', { exact: true }).inputValue()).toBe('102');
});
