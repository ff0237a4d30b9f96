import { describe, expect, test } from 'vitest';
import { noSecrets } from '../../../main/model/settings.ts';
import type { Settings } from '../../../main/model/settings.ts';
import { SettingsStore } from '../../../main/settings/store.ts';
import { defaultSettings, parseConfig } from '../../../main/settings/schema.ts';
import { FakeFile } from './fakes.ts';
import { sample } from './sample.ts';

const open = (file: FakeFile): SettingsStore => new SettingsStore({ file, systemCountry: 'DE', nowEpochMs: () => 0 });

const dark: Settings = { ...defaultSettings('DE'), desktop: { ...defaultSettings('DE').desktop, theme: 'dark' } };
const sampleSettings = (): Settings => {
  const read = parseConfig(sample);
  if (!read.ok) throw new Error('The sample is invalid');
  return read.value.settings;
};

describe('a first start', () => {
  test('has the defaults in the country of the system, and writes nothing', () => {
    const file = new FakeFile();
    const store = open(file);
    expect([store.current(), store.problem(), file.content]).toEqual([defaultSettings('DE'), null, undefined]);
  });
});

describe('saving', () => {
  test('is read by the next start', () => {
    const file = new FakeFile();
    const store = open(file);
    expect(store.save(dark)).toEqual({ ok: true, value: undefined });
    expect(store.save(sampleSettings())).toMatchObject({ ok: true });
    expect([store.current(), open(file).current()]).toEqual([sampleSettings(), sampleSettings()]);
  });

  test('of what is invalid changes nothing and tells every problem', () => {
    const file = new FakeFile({ ...dark });
    const store = open(file);
    const wrong = { ...dark, numbers: { ...dark.numbers, country: 'xx', outsidePrefix: 'a' } };
    expect(store.save(wrong)).toMatchObject({
      error: { kind: 'invalid', problems: [{ path: 'numbers.country' }, { path: 'numbers.outsidePrefix' }] },
    });
    expect([store.current(), file.content]).toEqual([dark, dark]);
  });

  test('to a read-only folder is told and loses nothing', () => {
    const file = new FakeFile({ ...dark });
    file.isReadOnly = true;
    const store = open(file);
    expect(store.save(sampleSettings())).toEqual({
      ok: false,
      error: {
        kind: 'not-written',
        code: 'EROFS',
        message: 'The settings could not be saved (EROFS); nothing was changed.',
      },
    });
    expect([store.current(), file.content]).toEqual([dark, dark]);
  });
});

describe('a file that cannot be used', () => {
  test('is set aside when it is damaged, told, and saving works again', () => {
    const file = new FakeFile('{"version":');
    file.readFailure = { kind: 'corrupt' };
    const store = open(file);
    expect(store.problem()).toEqual({
      kind: 'corrupt',
      setAside: 'config.corrupt-2026-11-22T10-00-00.000Z.json',
      message:
        'The configuration is damaged. It was kept as config.corrupt-2026-11-22T10-00-00.000Z.json, and Ringside starts without it.',
    });
    expect([file.asides, store.save(dark).ok, file.content]).toEqual([['{"version":'], true, dark]);
    expect(store.problem()).toBeNull();
  });

  test('is set aside when a key is wrong, with every problem named', () => {
    const file = new FakeFile({ version: 1, numbers: { country: 'DE' }, sipp: {}, routing: { whenBusy: 'never' } });
    expect(open(file).problem()).toMatchObject({
      kind: 'invalid',
      setAside: 'config.corrupt-2026-11-22T10-00-00.000Z.json',
      problems: [
        { path: 'routing.whenBusy', code: 'not-a-choice' },
        { path: 'sipp', code: 'unknown-key' },
      ],
    });
  });

  test('is never saved over while it could not be moved aside', () => {
    const file = new FakeFile({ version: 1 });
    file.isReadOnly = true;
    const store = open(file);
    file.isReadOnly = false;
    expect(store.save(dark)).toMatchObject({ error: { kind: 'blocked', by: { kind: 'invalid', setAside: null } } });
    expect(file.content).toEqual({ version: 1 });
  });

  test('is left alone and never saved over when a newer Ringside wrote it', () => {
    const newer = { ...sample, version: 2, telepathy: true };
    const file = new FakeFile(newer);
    const store = open(file);
    expect(store.problem()).toMatchObject({ kind: 'newer-version' });
    expect(store.save(dark)).toMatchObject({ error: { kind: 'blocked', by: { kind: 'newer-version' } } });
    expect(store.problem()).toMatchObject({ kind: 'newer-version' });
    expect([file.content, file.asides]).toEqual([newer, []]);
  });

  test('is left alone and never saved over when it cannot be read', () => {
    const file = new FakeFile({ ...sample });
    file.readFailure = { kind: 'unreadable', code: 'EACCES' };
    const store = open(file);
    expect(store.problem()).toMatchObject({ kind: 'unreadable', code: 'EACCES' });
    expect([store.save(dark).ok, file.content]).toEqual([false, sample]);
  });
});

describe('what stands in the file beside the settings', () => {
  test('secrets that somebody wrote there are handed over once, and the next save drops them', () => {
    const file = new FakeFile({ ...sample });
    const store = open(file);
    expect(store.secretsFound()).toEqual({
      ...noSecrets,
      sipPassword: '…',
      webhook: 'https://portal.example.com/rest/1/secret/',
    });
    store.save(store.current());
    expect(JSON.stringify(file.content)).not.toMatch(/password|webhook|secret\//);
    expect(open(file).secretsFound()).toBeNull();
  });

  test('the fingerprint of a provisioning file outlives later saves', () => {
    const file = new FakeFile();
    const store = open(file);
    const sha256 = 'ab'.repeat(32);
    store.saveProvisioned(dark, sha256);
    store.save(sampleSettings());
    expect([store.provisionedSha256(), open(file).provisionedSha256(), open(file).problem()]).toEqual([
      sha256,
      sha256,
      null,
    ]);
  });

  test('a fingerprint that is none is an unknown key', () => {
    const file = new FakeFile({ ...dark, provisioned: 'yes' });
    expect(open(file).problem()).toMatchObject({ problems: [{ path: 'provisioned', code: 'unknown-key' }] });
  });
});
