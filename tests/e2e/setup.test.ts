/** From a fresh installation to the first card, with nothing but the set-up window. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cardWith, expectTexts, hideAll } from './cards.ts';
import { agentUser, sipPassword } from './desk.ts';
import { field, fillIn, step } from './setup-form.ts';
import { useDesk } from './use-desk.ts';

const desk = useDesk({ config: () => null });

test('an app that is not set up opens the set-up window by itself', async () => {
  const page = await desk().setupPage();
  await page.getByRole('heading', { name: 'Set up Ringside' }).waitFor();
  await desk().screenshot('setup-1-fresh', page);
});

test('closed and started once more, it opens the set-up window again', async () => {
  const { app } = desk();
  await (await desk().setupPage()).close();
  await expect.poll(() => app.windows().length).toBe(1);
  await app.evaluate(({ app: electronApp }) => electronApp.emit('second-instance', {}, ['ringside'], '/'));
  await (await desk().setupPage()).getByRole('heading', { name: 'Set up Ringside' }).waitFor();
});

test('a test of the line with a wrong password names the step that failed, and what to do', async () => {
  const { pbx, portal } = desk();
  const page = await desk().setupPage();
  await fillIn(page, {
    server: pbx.url,
    aor: `sip:${agentUser}@${pbx.domain}`,
    extension: '101',
    password: 'not the password',
    webhook: portal.webhook,
    country: 'US',
    queues: [
      { number: '600', name: 'Sales' },
      { number: '610', name: 'Support' },
    ],
  });
  await page.getByRole('button', { name: 'Test the line' }).click();
  await expectTexts(step(page, 'Connection'), ['OK']);
  await expectTexts(step(page, 'Registration'), [
    'Failed',
    'The server rejects the user name or the password (401 Unauthorized).',
    'Type the password again.',
  ]);
  await desk().screenshot('setup-2-wrong-password', page);
  expect(pbx.bindings(agentUser)).toEqual([]);
});

test('with the right password every step of the line passes, and the test leaves no contact behind', async () => {
  const page = await desk().setupPage();
  await field(page, 'Password').fill(sipPassword);
  await page.getByRole('button', { name: 'Test the line' }).click();
  for (const name of ['Connection', 'Registration', 'Answers to requests']) await expectTexts(step(page, name), ['OK']);
  await expect.poll(() => desk().pbx.bindings(agentUser)).toEqual([]);
});

test('a test of the CRM names each step; one that lacks a permission says which', async () => {
  const { portal } = desk();
  const page = await desk().setupPage();
  portal.data.scopes = ['user_basic'];
  await page.getByRole('button', { name: 'Test the CRM' }).click();
  await page.getByRole('button', { name: 'Test the CRM' }).waitFor();
  await expectTexts(page.locator('main'), [/Failed|With limits/, /telephony/]);
  await desk().screenshot('setup-3-crm-scope', page);
  portal.data.scopes = ['telephony', 'user_basic'];
  await page.getByRole('button', { name: 'Test the CRM' }).click();
  for (const name of ['Webhook', 'Permissions', 'Search by number', 'Names of colleagues', 'This desk’s employee']) {
    await expectTexts(step(page, name), ['OK']);
  }
  await desk().screenshot('setup-4-tested', page);
});

test('a value that cannot be is told at its field, and nothing is stored', async () => {
  const page = await desk().setupPage();
  const server = field(page, 'SIP server');
  await server.fill('http://pbx.example.com');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.poll(() => server.getAttribute('aria-invalid')).toBe('true');
  await desk().screenshot('setup-5-invalid', page);
  await server.fill(desk().pbx.url);
});

test('Save registers without a restart, and the first call has its card', async () => {
  const page = await desk().setupPage();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expectTexts(page.locator('body'), ['Saved. It counts from the next call on.']);
  await desk().pbx.whenRegistered(agentUser);
  await desk().screenshot('setup-6-saved', page);
  const call = await desk().ring('+19062195047');
  await expectTexts(cardWith(await desk().callerPage(), 'John Doe'), ['Anna Petrova', 'At work']);
  await hideAll(desk());
  call.hangUp();
});

test('what was saved holds no secret in any file, nor in what the app wrote out', () => {
  const { userData } = desk().folders;
  const files = readdirSync(userData, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const telling = files.filter(({ parentPath, name }) => {
    const text = readFileSync(join(parentPath, name)).toString('latin1');
    return text.includes(sipPassword) || text.includes('not-a-real-secret');
  });
  expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['config.json', 'secrets.json']));
  expect(telling.map(({ name }) => name)).toEqual([]);
  expect(desk().stderr()).not.toMatch(/desk-password-7391|not-a-real-secret/);
});

test('the settings show no stored secret, and keep it where it is not typed again', async () => {
  const page = await desk().setupPage();
  await page.reload();
  await page.getByRole('heading', { name: 'Settings', exact: true }).waitFor();
  expect([
    await field(page, 'Password').inputValue(),
    await field(page, 'Bitrix24 inbound webhook').inputValue(),
    await field(page, 'SIP server').inputValue(),
  ]).toEqual(['', '', desk().pbx.url]);
  await field(page, 'Declined calls go to').fill('610');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expectTexts(page.locator('body'), ['Saved. It counts from the next call on.']);
  await desk().pbx.whenRegistered(agentUser);
});

test("an administrator's file fills in the form, and nothing is stored until it is saved", async () => {
  const page = await desk().setupPage();
  const file = join(desk().folders.outside, 'import.json');
  const queues = [{ number: '620', name: 'Hotline' }];
  writeFileSync(file, JSON.stringify({ ...desk().config, routing: { ...desk().config.routing, queues } }));
  await page.locator('input[type="file"]').first().setInputFiles(file);
  await expectTexts(page.locator('main'), ['Filled in from the file.', 'Nothing is stored until it is saved.']);
  expect(await field(page, 'Queue name').first().inputValue()).toBe('Hotline');
  await desk().screenshot('setup-7-imported', page);
  const stored = readFileSync(join(desk().folders.userData, 'config.json'), 'utf8');
  expect(stored).not.toContain('Hotline');
});
