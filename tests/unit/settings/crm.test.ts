/** The settings of the CRM: the way in, the portal's limits, what is kept and recorded; and of calling back. */
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../main/settings/schema.ts';
import { sampleWith } from './sample.ts';

type Changes = Parameters<typeof sampleWith>[0];

/** `path code` of everything that is wrong, in the order told. */
const problemsOf = (changes: Changes): string[] => {
  const read = parseConfig(sampleWith(changes));
  return read.ok ? [] : read.error.map(({ path, code }) => `${path} ${code}`);
};
const app = {
  portal: 'https://portal.example.com',
  clientId: 'local.573ad8a0346747.09223434',
  clientSecret: 'LJSl0lNB',
};
const withApp = (changes: object): Changes => ({ crm: { webhook: null, oauth: { ...app, ...changes } } });

describe('an app in place of the webhook', () => {
  test('stands in the settings, and its secret does not', () => {
    const read = parseConfig(sampleWith(withApp({})));
    expect(read).toMatchObject({
      ok: true,
      value: {
        settings: { crm: { oauth: { portal: 'https://portal.example.com/', clientId: app.clientId } } },
        secrets: { webhook: null, oauthSecret: 'LJSl0lNB', oauthTokens: null },
      },
    });
    expect(JSON.stringify(read.ok && read.value.settings)).not.toContain('LJSl0lNB');
  });
  test('is refused beside a webhook, and the words say why', () => {
    expect(parseConfig(sampleWith({ crm: { oauth: app } }))).toEqual({
      ok: false,
      error: [
        {
          path: 'crm.oauth',
          code: 'two-ways-in',
          message: 'crm.oauth and crm.webhook are two ways into the same portal; leave one of them out.',
        },
      ],
    });
  });
  test.each([
    ['portal', 'portal.example.com', 'portal'],
    ['portal', 'https://portal.example.com/?a=b', 'portal'],
    ['portal', 'https://anna:word@portal.example.com/', 'portal'],
    ['portal', 'http://portal.example.com/', 'insecure'],
    ['clientId', '', 'client-id'],
    ['clientId', 'local 1', 'client-id'],
    ['clientSecret', '', 'password'],
  ])('%s may not be "%s"', (key, value, code) => {
    expect(problemsOf(withApp({ [key]: value }))).toEqual([`crm.oauth.${key} ${code}`]);
  });
  test('may be at a portal on this computer without encryption', () => {
    expect(problemsOf(withApp({ portal: 'http://127.0.0.1:8080/' }))).toEqual([]);
  });
});

test('where nothing is said the portal is an ordinary one in the cloud, answers are kept for 30 days, and no call is recorded', () => {
  const read = parseConfig(sampleWith({}));
  expect(read).toMatchObject({
    value: { settings: { crm: { plan: 'standard', callRecords: false, keepLookupsDays: 30, oauth: null } } },
  });
});

test.each([
  ['plan', 'gold', 'not-a-choice'],
  ['callRecords', 'yes', 'wrong-type'],
  ['keepLookupsDays', -1, 'out-of-range'],
  ['keepLookupsDays', 366, 'out-of-range'],
  ['keepLookupsDays', 1.5, 'out-of-range'],
])('crm.%s may not be %s', (key, value, code) => {
  expect(problemsOf({ crm: { [key]: value } })).toEqual([`crm.${key} ${code}`]);
});

describe('the address that calls back', () => {
  test.each([
    'tel:{number}',
    'sip:{number}@pbx.example.com',
    'sips:{number}@pbx.example.com;transport=tls',
    'callto:{number}',
    'https://phone.example.com/dial?to={number}',
  ])('may be %s', (dialUrl) => {
    expect(problemsOf({ desktop: { dialUrl } })).toEqual([]);
  });
  test.each([
    ['nothing', ''],
    ['without the number', 'tel:112'],
    ['with two of them', 'tel:{number}{number}'],
    ['of another scheme', 'file:///{number}'],
    ['a script', 'javascript:alert({number})'],
    ['without encryption', 'http://phone.example.com/{number}'],
    ['with a host that the caller chooses', 'https://{number}.example.com/'],
    ['with a scheme that the caller chooses', '{number}:x'],
    ['with a password', 'https://anna:word@phone.example.com/{number}'],
    ['with a space', 'tel: {number}'],
    ['no address', '{number}'],
  ])('may not be %s', (_, dialUrl) => {
    expect(problemsOf({ desktop: { dialUrl } })).toEqual(['desktop.dialUrl dial-url']);
  });
});
