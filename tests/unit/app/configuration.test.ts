import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noSecrets } from '../../../main/model/settings.ts';
import type { Configuration } from '../../../main/app/configuration.ts';
import type { SetupForm } from '../../../main/bridge/contract/setup-views.ts';
import { sample, sampleWith } from '../settings/sample.ts';
import { ConfigurationDesk, viewsOf } from './configuration-desk.ts';

const webhook = 'https://portal.example.com/rest/1/secret/';
let desk: ConfigurationDesk;

beforeEach(() => {
  desk = new ConfigurationDesk();
});
afterEach(() => {
  desk.stop();
});

/** An app that was set up from the sample. */
const setUp = async (config: unknown = sample): Promise<Configuration> => {
  desk.handOut(config);
  return desk.start({ path: desk.file, isSilent: true });
};
const withCrm = (form: SetupForm, crm: Partial<SetupForm['crm']>): SetupForm => ({
  ...form,
  crm: { ...form.crm, ...crm },
});
const kindsOf = (configuration: Configuration): string[] => configuration.problems().map(({ kind }) => kind);

describe('secrets that cannot be read', () => {
  test('take no settings of the CRM with them when something else is saved', async () => {
    await setUp(sampleWith({ crm: { employeeId: '99', cardBase: 'https://cards.example.com/', timeoutMs: 2500 } }));
    desk.keyring.isAvailable = false;
    const configuration = await desk.start();
    const { crm } = configuration.settings;
    expect(await configuration.save(configuration.view().form)).toEqual({ ok: true, value: [] });
    expect(configuration.settings.crm).toEqual(crm);
    desk.keyring.isAvailable = true;
    const later = await desk.start();
    expect([later.settings.crm, later.secrets.webhook]).toEqual([crm, webhook]);
  });

  test('stay told until each has been typed anew', async () => {
    await setUp();
    desk.keyring.key = 'k2';
    const configuration = await desk.start();
    const { form } = configuration.view();
    await configuration.save(withCrm(form, { webhook }));
    expect(configuration.problems()).toEqual([
      {
        kind: 'secrets-unreadable',
        detail: 'Please enter the SIP password again: the keyring cannot read what was stored.',
      },
    ]);
    expect([configuration.view().hasPassword, configuration.secrets.webhook]).toEqual([false, webhook]);
    await configuration.save({ ...form, sip: { ...form.sip, password: 'new word' } });
    expect([configuration.problems(), configuration.secrets]).toEqual([
      [],
      { ...noSecrets, sipPassword: 'new word', webhook },
    ]);
  });

  test('because their file is damaged stay told until none is missing', async () => {
    await setUp();
    desk.secretsFile.readFailure = { kind: 'corrupt' };
    const configuration = await desk.start();
    const { form } = configuration.view();
    await configuration.save(withCrm(form, { webhook }));
    expect(kindsOf(configuration)).toEqual(['secrets-unreadable']);
    await configuration.save({ ...form, sip: { ...form.sip, password: 'new word' } });
    expect(kindsOf(configuration)).toEqual([]);
  });

  test('count in memory when they were just typed, even if the keyring loses them at once', async () => {
    await setUp();
    const configuration = await desk.start();
    desk.keyring.decryptStringAsync = () => Promise.reject(new Error('locked'));
    await configuration.save(withCrm(configuration.view().form, { webhook: webhook.replace('secret', 'other') }));
    expect(configuration.secrets).toEqual({
      ...noSecrets,
      sipPassword: '…',
      webhook: webhook.replace('secret', 'other'),
    });
    expect(kindsOf(configuration)).toEqual(['secrets-unreadable']);
  });
});

describe('the webhook', () => {
  test('that is removed switches the CRM off', async () => {
    const configuration = await setUp();
    await configuration.save(withCrm(configuration.view().form, { webhook: '' }));
    expect([configuration.settings.crm, configuration.secrets.webhook]).toEqual([null, null]);
  });

  test('that is missing beside other settings of the CRM is a problem, and nothing is saved', async () => {
    const configuration = await setUp({ ...sample, crm: null });
    const saved = await configuration.save(withCrm(configuration.view().form, { employeeId: '99' }));
    expect(saved).toEqual({ ok: true, value: [{ path: 'crm.webhook', message: 'crm.webhook is missing.' }] });
    expect(configuration.settings.crm).toBeNull();
  });
});

describe('a file that is imported through the window', () => {
  const company = sampleWith({
    numbers: { extraDialCharacters: ['*'] },
    routing: { queues: [{ number: '*600', name: 'Sales' }] },
    history: { storeNames: false, keepDays: 30 },
  });
  const imported = (configuration: Configuration, config: unknown): SetupForm => {
    const { form } = configuration.import(JSON.stringify(config));
    if (form === null) throw new Error('The file is invalid.');
    return form;
  };

  test('is saved with the settings that the window does not show', async () => {
    const configuration = await desk.start();
    const form = imported(configuration, company);
    expect(await configuration.save(form)).toEqual({ ok: true, value: [] });
    expect(configuration.settings).toMatchObject({
      numbers: { extraDialCharacters: ['*'] },
      routing: { queues: [{ number: '*600', name: 'Sales' }] },
      history: { storeNames: false, keepDays: 30 },
    });
  });

  test('counts until the window is read anew', async () => {
    const configuration = await setUp();
    imported(configuration, company);
    configuration.view();
    const { form } = configuration.readAnew();
    await configuration.save(form);
    expect(configuration.settings.history).toEqual({ storeNames: true, keepDays: 90 });
  });

  test('counts no longer once it was saved', async () => {
    const configuration = await desk.start();
    await configuration.save(imported(configuration, company));
    desk.handOut(sample);
    await configuration.provision({ path: desk.file, isSilent: true });
    await configuration.save(configuration.view().form);
    expect(configuration.settings.history).toEqual({ storeNames: true, keepDays: 90 });
  });

  test('that is no configuration leaves an earlier one in force', async () => {
    const configuration = await desk.start();
    const form = imported(configuration, company);
    configuration.import('no JSON');
    await configuration.save(form);
    expect(configuration.settings.history.storeNames).toBe(false);
  });
});

test('a damaged file that was set aside is told until something was saved in its place', async () => {
  desk.configFile.readFailure = { kind: 'corrupt' };
  const configuration = await desk.start();
  expect(kindsOf(configuration)).toEqual(['config-set-aside']);
  await configuration.save(configuration.view().form);
  expect(kindsOf(configuration)).toEqual([]);
});

test('the set-up window is told of a save and of every problem that comes or goes, until it stops listening', async () => {
  const configuration = await setUp();
  const views = viewsOf(configuration);
  const form = configuration.view().form;
  await configuration.save({ ...form, desktop: { ...form.desktop, theme: 'dark' } });
  desk.problems.report('ca-file', 'ENOENT');
  desk.problems.clear('ca-file');
  expect(views.map((view) => [view.form.desktop.theme, view.problems.length])).toEqual([
    ['dark', 0],
    ['dark', 1],
    ['dark', 0],
  ]);
  const told: string[] = [];
  const stop = configuration.onView(() => told.push('told'));
  stop();
  desk.problems.report('ca-file', 'ENOENT');
  expect(told).toEqual([]);
});
