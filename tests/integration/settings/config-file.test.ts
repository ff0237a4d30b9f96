import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultSettings } from '../../../main/settings/schema.ts';
import { JsonFile } from '../../../main/settings/json-file.ts';
import { SettingsStore } from '../../../main/settings/store.ts';

// electron-store asks for Electron, whose package would download a binary unless it is told that one is there.
vi.hoisted(() => {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = 'none';
});

const atEpochMs = Date.parse('2026-11-22T10:00:00.000Z');
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-settings-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const open = (): SettingsStore =>
  new SettingsStore({ file: new JsonFile(folder, 'config'), systemCountry: 'DE', nowEpochMs: () => atEpochMs });
const config = (): string => join(folder, 'config.json');

describe('the config file of electron-store', () => {
  test('is written whole, readable by this user only, and read by the next start', () => {
    const settings = { ...defaultSettings('DE'), history: { storeNames: false, keepDays: 7 } };
    expect(open().save(settings)).toEqual({ ok: true, value: undefined });
    expect(JSON.parse(readFileSync(config(), 'utf8'))).toEqual(settings);
    expect(open().current()).toEqual(settings);
    expect(readdirSync(folder)).toEqual(['config.json']);
    expect(statSync(config()).mode & 0o077).toBe(0);
  });

  test('is not made by a start that saves nothing', () => {
    expect(open().problem()).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('goes aside byte for byte when it is damaged, under a name that Windows takes too', () => {
    const damaged = '{"version":1,"sip":{"servers":["wss://pbx.exam';
    writeFileSync(config(), damaged);
    const store = open();
    const aside = join(folder, 'config.corrupt-2026-11-22T10-00-00.000Z.json');
    expect(store.problem()).toMatchObject({ kind: 'corrupt', setAside: aside });
    expect(store.save(defaultSettings('DE')).ok).toBe(true);
    expect([readFileSync(aside, 'utf8'), open().problem()]).toEqual([damaged, null]);
  });

  test('goes aside when it is far too large to be a configuration', () => {
    writeFileSync(config(), `"${'x'.repeat(256 * 1024)}"`);
    expect(open().problem()).toMatchObject({ kind: 'corrupt' });
  });

  test('may be saved by an editor of Windows, which puts a byte order mark first', () => {
    writeFileSync(config(), `\uFEFF{"version":1,"numbers":{"country":"GB"}}`);
    expect(open().current().numbers.country).toBe('GB');
  });

  test('is left alone when a folder has its name', () => {
    mkdirSync(config());
    const store = open();
    expect(store.problem()).toMatchObject({ kind: 'unreadable', code: 'not-a-file' });
    expect(store.save(defaultSettings('DE'))).toMatchObject({ error: { kind: 'blocked' } });
  });

  test('that becomes impossible to write while the app runs is told, and the settings stay', () => {
    const store = open();
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'no folder any more');
    const before = store.current();
    expect(store.save({ ...before, history: { storeNames: false, keepDays: 1 } })).toMatchObject({
      error: { kind: 'not-written', code: 'ENOTDIR' },
    });
    expect(store.current()).toBe(before);
  });

  test('that is damaged by others while the app runs is not emptied', () => {
    const store = open();
    writeFileSync(config(), '{"half');
    expect(store.save(defaultSettings('DE'))).toMatchObject({ error: { kind: 'not-written' } });
    expect(readFileSync(config(), 'utf8')).toBe('{"half');
  });
});
