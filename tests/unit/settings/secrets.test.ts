import { describe, expect, test } from 'vitest';
import { noSecrets, type Secrets } from '../../../main/model/settings.ts';
import { SecretStore } from '../../../main/settings/secrets.ts';
import { FakeFile, FakeKeyring } from './fakes.ts';

const both: Secrets = { ...noSecrets, sipPassword: 'Zürich 7', webhook: 'https://portal.example.com/rest/1/secret/' };
const none: Secrets = noSecrets;

interface Bench {
  file: FakeFile;
  keyring: FakeKeyring;
  store: SecretStore;
}

const bench = (more: { platform?: NodeJS.Platform; isPackaged?: boolean } = {}): Bench => {
  const file = new FakeFile();
  const keyring = new FakeKeyring();
  const { platform = 'linux', isPackaged = true } = more;
  return { file, keyring, store: new SecretStore({ file, keyring, platform, isPackaged, nowEpochMs: () => 0 }) };
};

describe('with a keyring', () => {
  test('secrets come back as they were, and stand on disk as nothing readable', async () => {
    const { store, file } = bench();
    expect(await store.save(both)).toEqual({ ok: true, value: null });
    expect(await store.load()).toEqual({ secrets: both, problems: [] });
    expect(JSON.stringify(file.content)).not.toMatch(/rich 7|portal|secret/);
  });

  test('a secret that is left out stays, one that is null goes, even while the keyring is away', async () => {
    const { store, keyring } = bench();
    await store.save(both);
    await store.save({ sipPassword: 'new' });
    expect((await store.load()).secrets).toEqual({ ...both, sipPassword: 'new' });
    keyring.isAvailable = false;
    expect(await store.save({ webhook: null })).toEqual({ ok: true, value: null });
    keyring.isAvailable = true;
    expect((await store.load()).secrets).toEqual({ ...none, sipPassword: 'new' });
  });

  test('two saves at once keep both secrets', async () => {
    const { store } = bench();
    await Promise.all([store.save({ sipPassword: 'a' }), store.save({ webhook: both.webhook })]);
    expect((await store.load()).secrets).toEqual({ ...both, sipPassword: 'a' });
  });

  test('what the keyring wants encrypted anew is encrypted anew', async () => {
    const { store, keyring, file } = bench();
    await store.save(both);
    keyring.shouldReEncrypt = true;
    keyring.prefix = 'v12';
    await store.load();
    const { sipPassword } = file.content as Record<string, string>;
    expect(Buffer.from(sipPassword ?? '', 'base64').toString()).toMatch(/^v12/);
  });
});

describe('without a keyring', () => {
  test('nothing is stored, and the words say what to do', async () => {
    const { store, keyring, file } = bench();
    keyring.isAvailable = false;
    const saved = await store.save(both);
    expect(saved).toMatchObject({ ok: false, error: { kind: 'no-keyring' } });
    expect(saved).toMatchObject({ error: { message: expect.stringContaining('GNOME Keyring') as string } });
    expect(file.content).toBeUndefined();
  });

  test('secrets stored before stay on disk until the keyring is back', async () => {
    const { store, keyring } = bench();
    await store.save(both);
    keyring.isAvailable = false;
    expect(await store.load()).toMatchObject({ secrets: none, problems: [{ kind: 'no-keyring' }] });
    keyring.isAvailable = true;
    expect((await store.load()).secrets).toEqual(both);
  });

  test("Linux's basic_text is no keyring for a packaged app", async () => {
    const { store, keyring, file } = bench();
    keyring.backend = 'basic_text';
    expect(await store.save(both)).toMatchObject({ ok: false, error: { kind: 'no-keyring' } });
    expect(file.content).toBeUndefined();
  });

  test("what was encrypted with Chromium's built-in key is refused, whatever the backend calls itself", async () => {
    const { store, keyring, file } = bench();
    keyring.prefix = 'v10';
    expect(await store.save(both)).toMatchObject({ ok: false, error: { kind: 'no-keyring' } });
    expect(file.content).toBeUndefined();
  });

  test('a development run stores with basic_text and says that it protects nothing', async () => {
    const { store, keyring } = bench({ isPackaged: false });
    keyring.backend = 'basic_text';
    expect(await store.save(both)).toMatchObject({ ok: true, value: { kind: 'not-protected' } });
    expect(await store.load()).toMatchObject({ secrets: both, problems: [{ kind: 'not-protected' }] });
  });

  test('the same prefix means nothing on Windows, which uses it for its own keys', async () => {
    const { store, keyring } = bench({ platform: 'win32' });
    keyring.prefix = 'v10';
    keyring.backend = 'unknown';
    expect(await store.save(both)).toEqual({ ok: true, value: null });
  });
});

describe('stored secrets that cannot be used', () => {
  test('are asked for again when another key encrypted them, and stay on disk until then', async () => {
    const { store, keyring, file } = bench();
    await store.save(both);
    const before = file.content;
    keyring.key = 'k2';
    expect(await store.load()).toEqual({
      secrets: none,
      problems: [
        {
          kind: 'undecryptable',
          names: ['sipPassword', 'webhook'],
          message: 'Please enter the SIP password and the webhook again: the keyring cannot read what was stored.',
        },
      ],
    });
    expect(file.content).toEqual(before);
    await store.save({ sipPassword: 'typed again' });
    expect(await store.load()).toMatchObject({
      secrets: { sipPassword: 'typed again', webhook: null },
      problems: [{ kind: 'undecryptable', names: ['webhook'] }],
    });
  });

  test('are set aside when the file is damaged, and can be typed again', async () => {
    const { store, file } = bench();
    file.content = { version: 1, password: 'x' };
    expect(await store.load()).toMatchObject({ secrets: none, problems: [{ kind: 'corrupt' }] });
    expect(file.asides).toEqual([{ version: 1, password: 'x' }]);
    expect(await store.save(both)).toMatchObject({ ok: true });
  });

  test('are not written over when the file cannot be read', async () => {
    const { store, file } = bench();
    await store.save(both);
    file.readFailure = { kind: 'unreadable', code: 'EACCES' };
    expect(await store.save({ sipPassword: 'new' })).toMatchObject({ error: { kind: 'unreadable', code: 'EACCES' } });
    file.readFailure = null;
    expect((await store.load()).secrets).toEqual(both);
  });

  test('a read-only folder is told', async () => {
    const { store, file } = bench();
    file.isReadOnly = true;
    expect(await store.save(both)).toMatchObject({ error: { kind: 'not-written', code: 'EROFS' } });
  });
});

describe('the key of what is kept on disk', () => {
  const key = Uint8Array.from({ length: 32 }, (_, i) => i);
  const other = new Uint8Array(32).fill(9);

  test('is made once, comes back as it was, and stands on disk as nothing readable', async () => {
    const { store, file } = bench();
    await store.save(both);
    expect(await store.cipherKey(() => key)).toEqual(key);
    expect(Buffer.from((await store.cipherKey(() => other)) ?? [])).toEqual(Buffer.from(key));
    expect(JSON.stringify(file.content)).not.toContain(Buffer.from(key).toString('base64'));
    expect((await store.load()).secrets).toEqual(both);
  });

  test('is another one where the keyring lost the former, and leaves the secrets alone', async () => {
    const { store, keyring, file } = bench();
    await store.save(both);
    await store.cipherKey(() => key);
    const { sipPassword, webhook } = file.content as Record<string, unknown>;
    keyring.key = 'k2';
    expect(await store.cipherKey(() => other)).toEqual(other);
    expect(file.content).toMatchObject({ sipPassword, webhook });
  });

  test.each([
    ['there is no keyring', { isAvailable: false }],
    ["Linux's basic_text is all there is, which everybody can read", { backend: 'basic_text' as const }],
    ["it was encrypted with Chromium's built-in key", { prefix: 'v10' }],
  ])('is none where %s, and nothing is written', async (_, state) => {
    const { store, keyring, file } = bench();
    Object.assign(keyring, state);
    expect(await store.cipherKey(() => key)).toBeNull();
    expect(file.content).toBeUndefined();
  });

  test('is kept in a development run, which keeps its secrets no better', async () => {
    const { store, keyring } = bench({ isPackaged: false });
    keyring.backend = 'basic_text';
    keyring.prefix = 'v10';
    expect([await store.cipherKey(() => key), await store.cipherKey(() => other)]).toEqual([key, Buffer.from(key)]);
  });

  test('is none where it cannot be written, and where the file is damaged, which stays for the secrets to be told of', async () => {
    const { store, file } = bench();
    file.isReadOnly = true;
    expect(await store.cipherKey(() => key)).toBeNull();
    file.content = { version: 2 };
    expect([await store.cipherKey(() => key), file.content]).toEqual([null, { version: 2 }]);
  });
});

test('a file of an earlier version, which knows two secrets only, is read as it stands', async () => {
  const { store, file } = bench();
  await store.save(both);
  const { version, sipPassword, webhook } = file.content as Record<string, unknown>;
  file.content = { version, sipPassword, webhook };
  expect(await store.load()).toEqual({ secrets: both, problems: [] });
});
