import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deleteProvisioningFile, Provisioning, type ProvisioningOutcome } from '../../../main/settings/provisioning.ts';
import { SecretStore } from '../../../main/settings/secrets.ts';
import { SettingsStore } from '../../../main/settings/store.ts';
import { FakeFile, FakeKeyring } from '../../unit/settings/fakes.ts';
import { sample, sampleWith } from '../../unit/settings/sample.ts';

const nowEpochMs = (): number => 0;
let folder = '';
let path = '';
let configFile = new FakeFile();
let secretsFile = new FakeFile();
let keyring = new FakeKeyring();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-provisioning-'));
  path = join(folder, 'desk.json');
  configFile = new FakeFile();
  secretsFile = new FakeFile();
  keyring = new FakeKeyring();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

interface App {
  settings: SettingsStore;
  secrets: SecretStore;
  provisioning: Provisioning;
}

/** A start of the app over what earlier starts left on disk. */
const start = (): App => {
  const settings = new SettingsStore({ file: configFile, systemCountry: 'DE', nowEpochMs });
  const secrets = new SecretStore({ keyring, file: secretsFile, platform: 'linux', isPackaged: true, nowEpochMs });
  return { settings, secrets, provisioning: new Provisioning(settings, secrets) };
};
const check = (isSilent = false): Promise<ProvisioningOutcome> => start().provisioning.check({ path, isSilent });
const handOut = (config: unknown): void => {
  writeFileSync(path, JSON.stringify(config));
};
const extension = (): string | undefined => start().settings.current().sip?.extension;

describe('the first start with a provisioning file', () => {
  test('sets the app up, and the secrets go into the keyring only', async () => {
    handOut(sampleWith({ sip: { password: 'hunter2' } }));
    expect(await check()).toMatchObject({ kind: 'applied', carriesSecrets: true, warning: null });
    expect(extension()).toBe('101');
    expect((await start().secrets.load()).secrets).toEqual({
      sipPassword: 'hunter2',
      webhook: 'https://portal.example.com/rest/1/secret/',
      oauthSecret: null,
      oauthTokens: null,
    });
    expect(JSON.stringify([configFile.content, secretsFile.content])).not.toMatch(/hunter2|rest\/1/);
  });

  test('imports it once: the agent may change the settings afterwards', async () => {
    handOut(sample);
    await check();
    const { settings } = start();
    const { sip } = settings.current();
    settings.save({ ...settings.current(), sip: sip && { ...sip, extension: '104' } });
    expect(await check()).toEqual({ kind: 'unchanged' });
    expect(extension()).toBe('104');
  });

  test('without the option does nothing', async () => {
    expect(await start().provisioning.check({ path: null, isSilent: false })).toEqual({ kind: 'none' });
  });

  test('of an app that was set up by hand asks before it replaces anything', async () => {
    handOut(sample);
    await check();
    const { settings } = start();
    settings.saveProvisioned(settings.current(), null);
    handOut(sampleWith({ sip: { extension: '102' } }));
    expect([(await check()).kind, extension()]).toEqual(['pending', '101']);
  });
});

describe('a changed provisioning file', () => {
  beforeEach(async () => {
    handOut(sample);
    await check();
    handOut(sampleWith({ sip: { extension: '102', password: null }, crm: { webhook: null } }));
  });

  test('waits until the window has asked; applied, it keeps the secrets that it does not carry', async () => {
    const app = start();
    const outcome = await app.provisioning.check({ path, isSilent: false });
    expect([outcome.kind, extension()]).toEqual(['pending', '101']);
    expect(outcome.kind === 'pending' && (await app.provisioning.apply(outcome.file))).toEqual({
      ok: true,
      value: null,
    });
    expect([extension(), (await app.secrets.load()).secrets.sipPassword]).toEqual(['102', '…']);
    expect(await check()).toEqual({ kind: 'unchanged' });
  });

  test('that was declined is not asked about again', async () => {
    const app = start();
    const outcome = await app.provisioning.check({ path, isSilent: false });
    expect(outcome.kind === 'pending' && app.provisioning.decline(outcome.file)).toMatchObject({ ok: true });
    expect([await check(), extension()]).toEqual([{ kind: 'unchanged' }, '101']);
  });

  test('is applied at once under --provision-silently', async () => {
    expect(await check(true)).toMatchObject({ kind: 'applied', carriesSecrets: false });
    expect(extension()).toBe('102');
  });
});

describe('a provisioning file that cannot be applied', () => {
  test('because it is not there, is not JSON or is invalid, is told with its path', async () => {
    expect(await check()).toMatchObject({ kind: 'failed', path, error: { kind: 'unreadable', code: 'ENOENT' } });
    writeFileSync(path, '{');
    expect(await check()).toMatchObject({ kind: 'failed', error: { kind: 'not-json' } });
    handOut(sampleWith({ sip: { aor: 'x' } }));
    expect(await check()).toMatchObject({
      kind: 'failed',
      error: { kind: 'invalid', problems: [{ path: 'sip.aor' }] },
    });
    writeFileSync(path, ' '.repeat(256 * 1024 + 1));
    expect(await check()).toMatchObject({ kind: 'failed', error: { kind: 'too-large' } });
  });

  test('because there is no keyring, changes nothing and is tried again at the next start', async () => {
    handOut(sample);
    keyring.isAvailable = false;
    expect(await check()).toMatchObject({
      kind: 'failed',
      error: { kind: 'secrets-not-saved', problem: { kind: 'no-keyring' } },
    });
    expect([configFile.content, secretsFile.content]).toEqual([undefined, undefined]);
    keyring.isAvailable = true;
    expect(await check()).toMatchObject({ kind: 'applied' });
  });

  test('because the folder is read-only, is told and tried again at the next start', async () => {
    handOut(sample);
    configFile.isReadOnly = true;
    expect(await check()).toMatchObject({
      kind: 'failed',
      error: { kind: 'settings-not-saved', error: { code: 'EROFS' } },
    });
    configFile.isReadOnly = false;
    expect(await check()).toMatchObject({ kind: 'applied' });
  });
});

describe('deleting the file afterwards', () => {
  test('leaves the app set up, and its absence is no error from then on', async () => {
    handOut(sample);
    await check();
    expect(await deleteProvisioningFile(path)).toEqual({ ok: true, value: undefined });
    expect([existsSync(path), await check(), extension()]).toEqual([false, { kind: 'unchanged' }, '101']);
  });

  test('that fails is told', async () => {
    writeFileSync(path, '');
    expect(await deleteProvisioningFile(join(path, 'below'))).toEqual({ ok: false, error: { code: 'ENOTDIR' } });
    expect(readFileSync(path, 'utf8')).toBe('');
  });
});
