import { describe, expect, test } from 'vitest';
import { noSecrets } from '../../../main/model/settings.ts';
import { defaultSettings, parseConfig } from '../../../main/settings/schema.ts';
import { sample } from './sample.ts';

/** `path code` of everything that is wrong, in the order told. */
const problemsOf = (input: unknown): string[] => {
  const read = parseConfig(input);
  return read.ok ? [] : read.error.map(({ path, code }) => `${path} ${code}`);
};

describe('the sample of the design', () => {
  test('comes to exactly these settings and these secrets', () => {
    expect(parseConfig(sample)).toEqual({
      ok: true,
      value: {
        settings: {
          version: 1,
          sip: {
            servers: ['wss://pbx.example.com:8089/ws'],
            aor: 'sip:101c@pbx.example.com',
            extension: '101',
            authorizationUser: '101c',
            pbx: 'generic',
            desksAtServer: 100,
            caFile: null,
            allowInsecure: false,
            ringingTransfer: 'redirect',
            pickupPrefix: null,
            companionPattern: null,
            busyLamps: 50,
          },
          crm: {
            kind: 'bitrix24',
            oauth: null,
            cardBase: null,
            employeeId: null,
            timeoutMs: 4000,
            allowInsecure: false,
            plan: 'standard',
            callRecords: false,
            keepLookupsDays: 30,
          },
          numbers: {
            country: 'RU',
            dialFormat: 'e164',
            outsidePrefix: '',
            extraDialCharacters: [],
            privateNumbers: 'masked',
          },
          routing: {
            whenPaused: 'mobile-first',
            whenClosed: 'queue-first',
            whenBusy: 'same-person',
            declineTo: null,
            queues: [{ number: '600', name: 'Sales' }],
          },
          desktop: {
            startAtLogin: false,
            theme: 'system',
            transferShortcut: 'CommandOrControl+Shift+F9',
            summonShortcut: 'CommandOrControl+Shift+F8',
            corner: 'system',
            dialUrl: null,
          },
          history: { storeNames: true, keepDays: 90 },
        },
        secrets: { ...noSecrets, sipPassword: '…', webhook: 'https://portal.example.com/rest/1/secret/' },
      },
    });
  });

  test('gives settings that are a valid configuration themselves, without secrets', () => {
    const first = parseConfig(sample);
    const settings = first.ok ? first.value.settings : null;
    expect(parseConfig(settings)).toEqual({
      ok: true,
      value: { settings, secrets: noSecrets },
    });
  });
});

describe('a short configuration', () => {
  test('is filled up, the authorization user from the Address of Record', () => {
    const read = parseConfig({
      version: 1,
      sip: { servers: ['wss://pbx.example.com/ws'], aor: 'sip:101c@pbx.example.com', extension: '101' },
      crm: {},
      numbers: { country: 'GB' },
    });
    expect(read).toMatchObject({
      ok: true,
      value: {
        settings: {
          sip: {
            authorizationUser: '101c',
            pbx: 'generic',
            desksAtServer: 100,
            ringingTransfer: 'redirect',
            pickupPrefix: null,
            companionPattern: null,
            busyLamps: 50,
          },
          crm: { timeoutMs: 4000 },
        },
        secrets: noSecrets,
      },
    });
  });

  test('without a line and a CRM is what an app that is not set up starts with, in the country of the system', () => {
    expect(defaultSettings('DE')).toMatchObject({ sip: null, crm: null, numbers: { country: 'DE' } });
    expect(defaultSettings('')).toMatchObject({ numbers: { country: 'US' } });
  });

  test('must name the country, because a guess would misread every national number', () => {
    expect(problemsOf({ version: 1 })).toEqual(['numbers missing']);
    expect(problemsOf({ version: 1, numbers: {} })).toEqual(['numbers.country missing']);
  });
});
