/** The administrator's file, from the command line to the set-up window. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Configuration } from '../../../main/app/configuration.ts';
import { sample, sampleWith } from '../settings/sample.ts';
import { ConfigurationDesk, viewsOf } from './configuration-desk.ts';

let desk: ConfigurationDesk;

beforeEach(() => {
  desk = new ConfigurationDesk();
});
afterEach(() => {
  desk.stop();
});

const withoutSecrets = (extension: string): unknown =>
  sampleWith({ sip: { extension, password: null }, crm: { webhook: null } });
const broken = { version: 1, numbers: { country: 'Nowhere' } };

/** An app that was set up by a file of its own, which is dealt with. */
const setUp = async (): Promise<Configuration> => {
  const path = join(desk.folder, 'first.json');
  desk.handOut(sample, path);
  const configuration = await desk.start({ path });
  await configuration.answerProvisioning('keep-file');
  return configuration;
};
const again = (configuration: Configuration, config: unknown, isSilent = false): Promise<void> => {
  desk.handOut(config);
  return configuration.provision({ path: desk.file, isSilent });
};

describe('a file that was applied and still holds secrets', () => {
  test('is a reason to open the window', async () => {
    desk.handOut(sample);
    const configuration = await desk.start({ path: desk.file });
    expect([configuration.needsAttention, configuration.view().appliedProvisioningFile]).toEqual([true, desk.file]);
    await configuration.answerProvisioning('delete-file');
    expect([configuration.needsAttention, configuration.view().appliedProvisioningFile]).toEqual([false, null]);
  });

  test('opens no window under --provision-silently, but is offered once it is open', async () => {
    desk.handOut(sample);
    const configuration = await desk.start({ path: desk.file, isSilent: true });
    expect([configuration.needsAttention, configuration.view().appliedProvisioningFile]).toEqual([false, desk.file]);
  });

  test('is no longer offered once the same file came without secrets', async () => {
    desk.handOut(sample);
    const configuration = await desk.start({ path: desk.file });
    await again(configuration, withoutSecrets('102'), true);
    expect(configuration.view().appliedProvisioningFile).toBeNull();
  });
});

describe('what is told of a file that waits', () => {
  test('goes when a later one is applied at once', async () => {
    const configuration = await setUp();
    await again(configuration, withoutSecrets('102'));
    expect(configuration.view().pendingProvisioning).toEqual({ file: desk.file, problems: [], canApply: true });
    await again(configuration, withoutSecrets('103'), true);
    expect([configuration.view().pendingProvisioning, configuration.settings.sip?.extension]).toEqual([null, '103']);
    expect(configuration.needsAttention).toBe(false);
  });

  test('goes when the file is again the one that was applied', async () => {
    const configuration = await setUp();
    await again(configuration, withoutSecrets('102'), true);
    await again(configuration, broken);
    expect(configuration.view().pendingProvisioning).toMatchObject({
      canApply: false,
      problems: [{ path: 'numbers.country' }],
    });
    await again(configuration, withoutSecrets('102'));
    expect([configuration.view().pendingProvisioning, configuration.needsAttention]).toEqual([null, false]);
  });

  test('is the mended file where there were mistakes, and mistakes where there was a whole file', async () => {
    const configuration = await setUp();
    await again(configuration, broken);
    await again(configuration, withoutSecrets('102'));
    expect(configuration.view().pendingProvisioning).toEqual({ file: desk.file, problems: [], canApply: true });
    await again(configuration, broken);
    expect(configuration.view().pendingProvisioning).toMatchObject({ canApply: false });
  });

  test('goes with a no, and stays away', async () => {
    const configuration = await setUp();
    await again(configuration, withoutSecrets('102'));
    expect(await configuration.answerProvisioning('ignore')).toMatchObject({ ok: true });
    await again(configuration, withoutSecrets('102'));
    expect(configuration.view().pendingProvisioning).toBeNull();
  });
});

describe('a file that cannot be applied', () => {
  test('is told with the reason, and can be applied once that is mended', async () => {
    const configuration = await setUp();
    await again(configuration, sampleWith({ sip: { extension: '102' } }));
    const views = viewsOf(configuration);
    desk.keyring.isAvailable = false;
    expect(await configuration.answerProvisioning('apply')).toEqual({ ok: false, error: 'not-applied' });
    expect(views.map((view) => view.pendingProvisioning)).toEqual([
      {
        file: desk.file,
        problems: [{ path: '', message: expect.stringContaining('no keyring') as string }],
        canApply: true,
      },
    ]);
    desk.keyring.isAvailable = true;
    expect(await configuration.answerProvisioning('apply')).toMatchObject({
      ok: true,
      value: { pendingProvisioning: null, appliedProvisioningFile: desk.file, form: { sip: { extension: '102' } } },
    });
  });

  test('at the first start can be applied later as well', async () => {
    desk.handOut(sample);
    desk.keyring.isAvailable = false;
    const configuration = await desk.start({ path: desk.file });
    expect(configuration.view().pendingProvisioning).toMatchObject({ canApply: true, problems: [{ path: '' }] });
    desk.keyring.isAvailable = true;
    await configuration.answerProvisioning('apply');
    expect([configuration.settings.sip?.extension, configuration.secrets.sipPassword]).toEqual(['101', '…']);
  });

  test('nor ignored, because nothing can be written, is told with the reason', async () => {
    const configuration = await setUp();
    await again(configuration, withoutSecrets('102'));
    desk.configFile.isReadOnly = true;
    expect(await configuration.answerProvisioning('ignore')).toEqual({ ok: false, error: 'not-applied' });
    expect(configuration.view().pendingProvisioning?.problems).toEqual([
      { path: '', message: 'The settings could not be saved (EROFS); nothing was changed.' },
    ]);
  });
});

test('secrets that were stored without protection are told, which opens no window: no answer would end it', async () => {
  desk.keyring.prefix = 'v10';
  desk.handOut(sample);
  const configuration = await desk.start({ path: desk.file, isPackaged: false, isSilent: true });
  expect(configuration.needsAttention).toBe(false);
  expect(configuration.problems()).toMatchObject([
    { kind: 'no-keyring', detail: expect.stringContaining('without') as string },
  ]);
});

describe('the window that is open', () => {
  test('is told of a file that waits, of one with mistakes and of one that was applied, and nothing restarts for the first two', async () => {
    const configuration = await setUp();
    const views = viewsOf(configuration);
    let restarts = 0;
    configuration.onChange(() => {
      restarts += 1;
    });
    await again(configuration, withoutSecrets('102'));
    await again(configuration, broken);
    expect(restarts).toBe(0);
    await again(configuration, sampleWith({ sip: { extension: '103' } }), true);
    expect(restarts).toBe(1);
    expect(views.map((view) => [view.pendingProvisioning?.canApply, view.form.sip.extension])).toEqual([
      [true, '101'],
      [false, '101'],
      [undefined, '103'],
    ]);
  });
});
