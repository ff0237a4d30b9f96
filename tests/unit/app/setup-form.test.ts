import { describe, expect, test } from 'vitest';
import { readCrm, readForm, readLine } from '../../../main/app/read-form.ts';
import { changedSecrets, formOf } from '../../../main/app/setup-form.ts';
import type { SetupForm } from '../../../main/bridge/contract/setup-views.ts';
import { noSecrets, type Secrets, type Settings } from '../../../main/model/settings.ts';
import { defaultSettings, parseConfig, type Config } from '../../../main/settings/schema.ts';
import sample from '../settings/sample.json' with { type: 'json' };
import { everyKeyChanged } from '../settings/every-key.ts';

const parsed = (input: unknown): Config => {
  const config = parseConfig(input);
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  return config.value;
};
const nothing = noSecrets;
const { settings, secrets } = parsed(sample);
const rebuilt = (form: SetupForm, base: Settings, stored: Secrets): Config => {
  const read = readForm(form, base, stored);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
};

describe('the form and the configuration', () => {
  test('a configuration that is shown and saved unchanged is the same configuration', () => {
    expect(rebuilt(formOf(settings, null), settings, secrets)).toEqual({ settings, secrets });
  });
  test('nothing of a configuration in which every key differs from its default is lost by a save', () => {
    const { config, unchanged } = everyKeyChanged();
    expect(unchanged).toEqual([]);
    expect(rebuilt(formOf(config.settings, null), config.settings, config.secrets)).toEqual(config);
  });
  test('what the PBX is said to be is saved', () => {
    const form = formOf(settings, null);
    const typed = { ...form, sip: { ...form.sip, pbx: 'asterisk' as const } };
    expect(rebuilt(typed, settings, secrets).settings.sip).toEqual({ ...settings.sip, pbx: 'asterisk' });
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
  test('spaces around what is typed are no part of it', () => {
    const form = formOf(settings, null);
    const spaced = { ...form, numbers: { ...form.numbers, outsidePrefix: ' 9 ' } };
    expect(rebuilt(spaced, settings, secrets).settings.numbers.outsidePrefix).toBe('9');
  });
  test('settings of the CRM outlive a save while its webhook cannot be read', () => {
    const form = formOf(settings, null);
    const typed = { ...form, crm: { ...form.crm, employeeId: '99' } };
    expect(rebuilt(typed, settings, nothing).settings.crm).toEqual({ ...settings.crm, employeeId: '99' });
  });
  test.each(['cardBase', 'employeeId'])(
    'a CRM of which only %s is filled in lacks its webhook, and is not dropped',
    (key) => {
      const base = { ...settings, crm: null };
      const form = formOf(base, null);
      const typed = {
        ...form,
        crm: { ...form.crm, cardBase: '', [key]: key === 'cardBase' ? 'https://a.example.com' : '99' },
      };
      expect(readForm(typed, base, nothing)).toEqual({
        ok: false,
        error: [{ path: 'crm.webhook', message: 'crm.webhook is missing.' }],
      });
    },
  );
  test('a webhook that is cleared switches the look-up off; one that is left alone stays', () => {
    const form = formOf(settings, null);
    const cleared = rebuilt({ ...form, crm: { ...form.crm, webhook: '' } }, settings, secrets);
    expect([cleared.settings.crm, rebuilt(form, settings, secrets).secrets.webhook]).toEqual([null, secrets.webhook]);
  });
});

describe('how calls are sent on', () => {
  const form = formOf(settings, null);
  const typed: SetupForm = {
    ...form,
    sip: { ...form.sip, ringingTransfer: 'take', pickupPrefix: ' ** ', companionPattern: '{ext}c' },
    routing: { ...form.routing, whenBusy: 'next-person' },
  };
  test('is saved as it was typed', () => {
    const { sip, routing } = rebuilt(typed, settings, secrets).settings;
    expect({ sip, routing }).toEqual({
      sip: { ...settings.sip, ringingTransfer: 'take', pickupPrefix: '**', companionPattern: '{ext}c' },
      routing: { ...settings.routing, whenBusy: 'next-person' },
    });
  });
  test('has no code and no pattern where the fields are empty', () => {
    const saved = rebuilt(typed, settings, secrets).settings;
    const cleared = { ...typed, sip: { ...typed.sip, pickupPrefix: ' ', companionPattern: '' } };
    expect(rebuilt(cleared, saved, secrets).settings.sip).toMatchObject({ pickupPrefix: null, companionPattern: null });
  });
  test('is neither by answering first nor with a pickup code where the PBX is a Kamailio', () => {
    const kamailio = { ...typed, sip: { ...typed.sip, pbx: 'kamailio' as const } };
    expect(readForm(kamailio, settings, secrets)).toMatchObject({
      ok: false,
      error: [{ path: 'sip.ringingTransfer' }, { path: 'sip.pickupPrefix' }],
    });
  });
});

describe('what a save changes in the keyring', () => {
  const form = formOf(settings, null);
  test('nothing, where nothing was typed', () => {
    expect(changedSecrets(form, { settings, secrets }, secrets)).toEqual({});
  });
  test('the password alone, where only it was typed', () => {
    const typed = { ...form, sip: { ...form.sip, password: 'new' } };
    expect(changedSecrets(typed, rebuilt(typed, settings, secrets), secrets)).toEqual({ sipPassword: 'new' });
  });
});

describe('an app in place of the webhook', () => {
  const { oauth, ...other } = formOf(settings, null).crm;
  const app = { portal: ' https://portal.example.com ', clientId: ' local.1.2 ', clientSecret: 'LJSl0lNB' };
  const form: SetupForm = { ...formOf(settings, null), crm: { ...other, webhook: '', oauth: { ...oauth, ...app } } };

  test('is saved with its secret, which the form does not show again', () => {
    const saved = rebuilt(form, settings, secrets);
    expect([saved.settings.crm?.oauth, saved.secrets.webhook, saved.secrets.oauthSecret]).toEqual([
      { portal: 'https://portal.example.com/', clientId: 'local.1.2' },
      null,
      'LJSl0lNB',
    ]);
    expect(JSON.stringify(formOf(saved.settings, null))).not.toContain('LJSl0lNB');
    expect(changedSecrets(form, saved, secrets)).toEqual({ webhook: null, oauthSecret: 'LJSl0lNB' });
  });
  test('is refused beside a webhook that is stored, until that is removed', () => {
    expect(readForm({ ...form, crm: { ...form.crm, webhook: null } }, settings, secrets)).toMatchObject({
      ok: false,
      error: [{ path: 'crm.oauth' }],
    });
  });
  test('lacks its secret where that is neither typed nor stored', () => {
    const typed = { ...form, crm: { ...form.crm, oauth: { ...app, clientSecret: null } } };
    expect(readForm(typed, settings, nothing)).toEqual({
      ok: false,
      error: [{ path: 'crm.oauth.clientSecret', message: 'crm.oauth.clientSecret is missing.' }],
    });
  });
  test('takes its secret and its connection along when it is cleared', () => {
    const saved = rebuilt(form, settings, secrets);
    const none = { portal: '', clientId: '', clientSecret: null };
    const cleared = { ...form, crm: { ...form.crm, webhook: 'https://portal.example.com/rest/1/new/', oauth: none } };
    const stored = { ...saved.secrets, oauthTokens: '{}' };
    expect(changedSecrets(cleared, rebuilt(cleared, saved.settings, stored), stored)).toEqual({
      webhook: 'https://portal.example.com/rest/1/new/',
      oauthSecret: null,
      oauthTokens: null,
    });
  });
  test('is what is tried, without a webhook', () => {
    expect(readCrm(form, settings, secrets)).toMatchObject({ ok: true, value: { webhook: null } });
  });
});

describe('one half of the form, to be tried', () => {
  const whole = formOf(settings, null);
  const badLine = { ...whole.sip, aor: 'Boris', servers: ['nowhere'], caFile: '/etc/ca.pem' };
  const badDesk = { ...whole.numbers, country: '' };

  test('is the line, whatever is wrong with the CRM and the desk', () => {
    const form = { ...whole, numbers: badDesk, crm: { ...whole.crm, webhook: 'nowhere', timeoutMs: 0 } };
    expect(readLine(form, settings, secrets)).toEqual({
      ok: true,
      value: { sip: settings.sip, password: secrets.sipPassword },
    });
  });
  test('is the CRM, whatever is wrong with the line and the desk, with what the line knows', () => {
    const form = { ...whole, numbers: badDesk, sip: badLine };
    expect(readCrm(form, settings, secrets)).toEqual({
      ok: true,
      value: { crm: settings.crm, webhook: secrets.webhook, ownExtension: '101', caFile: '/etc/ca.pem' },
    });
  });
  test('is the CRM without what of the line cannot be', () => {
    const form = { ...whole, sip: { ...badLine, extension: '101c', caFile: 'ca.pem' } };
    expect(readCrm(form, settings, secrets)).toMatchObject({ value: { ownExtension: null, caFile: null } });
  });
  test('names its own problems only', () => {
    const form = { ...whole, sip: badLine, crm: { ...whole.crm, webhook: 'nowhere' } };
    const paths = (read: { readonly ok: boolean; readonly error?: readonly { readonly path: string }[] }): unknown =>
      read.error?.map(({ path }) => path);
    expect([paths(readLine(form, settings, secrets)), paths(readCrm(form, settings, secrets))]).toEqual([
      ['sip.servers.0', 'sip.aor'],
      ['crm.webhook'],
    ]);
  });
  test('that is not filled in is said to be so', () => {
    const base = defaultSettings('DE');
    const form = formOf(base, null);
    expect([readLine(form, base, nothing), readCrm(form, settings, nothing)]).toEqual([
      { ok: false, error: [{ path: 'sip.servers', message: 'The line is not filled in yet.' }] },
      { ok: false, error: [{ path: 'crm.webhook', message: 'The webhook is not filled in yet.' }] },
    ]);
  });
});
