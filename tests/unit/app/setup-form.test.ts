import { describe, expect, test } from 'vitest';
import { changedSecrets, configOf, formOf } from '../../../main/app/setup-form.ts';
import type { SetupForm } from '../../../main/bridge/contract/setup-views.ts';
import type { Secrets, Settings } from '../../../main/model/settings.ts';
import { defaultSettings, parseConfig, type Config } from '../../../main/settings/schema.ts';
import sample from '../settings/sample.json' with { type: 'json' };

const parsed = (input: unknown): Config => {
  const config = parseConfig(input);
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  return config.value;
};
const nothing: Secrets = { sipPassword: null, webhook: null };
const { settings, secrets } = parsed(sample);
const rebuilt = (form: SetupForm, base: Settings, stored: Secrets): Config => parsed(configOf(form, base, stored));

describe('the form and the configuration', () => {
  test('a configuration that is shown and saved unchanged is the same configuration', () => {
    expect(rebuilt(formOf(settings, null), settings, secrets)).toEqual({ settings, secrets });
  });
  test('keys that the form does not show survive a save', () => {
    const base: Settings = { ...settings, history: { storeNames: false, keepDays: 30 } };
    expect(rebuilt(formOf(base, null), base, secrets).settings.history).toEqual({ storeNames: false, keepDays: 30 });
  });
  test('an app that is not set up can be saved with its desk alone', () => {
    const base = defaultSettings('DE');
    expect(rebuilt(formOf(base, null), base, nothing)).toMatchObject({ settings: { sip: null, crm: null } });
  });
  test('stored secrets never stand in the form', () => {
    expect(JSON.stringify(formOf(settings, null))).not.toContain('secret');
  });
  test('blank lines among servers and queues are no problem', () => {
    const form = formOf(settings, null);
    const blank = {
      ...form,
      sip: { ...form.sip, servers: [...form.sip.servers, '  '] },
      routing: { ...form.routing, queues: [...form.routing.queues, { number: ' ', name: '' }] },
    };
    expect(rebuilt(blank, settings, secrets).settings).toEqual(settings);
  });
  test('a webhook that is cleared switches the look-up off; one that is left alone stays', () => {
    const form = formOf(settings, null);
    const cleared = rebuilt({ ...form, crm: { ...form.crm, webhook: '' } }, settings, secrets);
    expect([cleared.settings.crm, rebuilt(form, settings, secrets).secrets.webhook]).toEqual([null, secrets.webhook]);
  });
});

describe('what a save changes in the keyring', () => {
  const form = formOf(settings, null);
  test('nothing, where nothing was typed', () => {
    expect(changedSecrets(form, { settings, secrets })).toEqual({});
  });
  test('the password alone, where only it was typed', () => {
    const typed = { ...form, sip: { ...form.sip, password: 'new' } };
    expect(changedSecrets(typed, rebuilt(typed, settings, secrets))).toEqual({ sipPassword: 'new' });
  });
});
