/** A local app in place of the webhook, from the file and the form to the keyring. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Configuration } from '../../../main/app/configuration.ts';
import { connectionOf, writeTokens } from '../../../main/crm/oauth/tokens.ts';
import { noSecrets } from '../../../main/model/settings.ts';
import { sample, sampleWith } from '../settings/sample.ts';
import { ConfigurationDesk } from './configuration-desk.ts';

const app = { portal: 'https://portal.example.com/', clientId: 'local.573ad8a0346747.09223434' };
const withApp = sampleWith({ crm: { webhook: null, oauth: { ...app, clientSecret: 'LJSl0lNB' } } });
const tokensOf = (count: number, connectedEpochMs: number): string =>
  writeTokens({ accessToken: `access-${count}`, refreshToken: `refresh-${count}`, connectedEpochMs }, app);
let desk: ConfigurationDesk;

beforeEach(() => {
  desk = new ConfigurationDesk();
});
afterEach(() => {
  desk.stop();
});

const setUp = async (config: unknown): Promise<Configuration> => {
  desk.handOut(config);
  return desk.start({ path: desk.file, isSilent: true });
};
const telling = (configuration: Configuration): { count: number } => {
  const told = { count: 0 };
  configuration.onChange(() => {
    told.count += 1;
  });
  return told;
};

describe('an app out of a file', () => {
  test('takes the place of the webhook that was stored, and the next file with a webhook takes the place of the app', async () => {
    await setUp(sample);
    const configuration = await setUp(withApp);
    expect(configuration.secrets).toEqual({ ...noSecrets, sipPassword: '…', oauthSecret: 'LJSl0lNB' });
    await configuration.keepTokens(tokensOf(1, 1000));
    const later = await setUp(sample);
    expect([later.settings.crm?.oauth, later.secrets]).toEqual([
      null,
      { ...noSecrets, sipPassword: '…', webhook: 'https://portal.example.com/rest/1/secret/' },
    ]);
  });
  test('is not connected until somebody has said yes, and stays connected after a restart', async () => {
    const configuration = await setUp(withApp);
    expect(configuration.view()).toMatchObject({ connection: 'not-connected', hasAppSecret: true, hasWebhook: false });
    await configuration.keepTokens(tokensOf(1, 1000));
    expect((await desk.start()).view().connection).toBe('connected');
  });
});

describe('its tokens', () => {
  test('are a change of the settings in use when somebody connects, and none when they are renewed', async () => {
    const configuration = await setUp(withApp);
    const told = telling(configuration);
    const counts: number[] = [];
    for (const tokens of [tokensOf(1, 1000), tokensOf(2, 1000), tokensOf(3, 2000)]) {
      await configuration.keepTokens(tokens);
      counts.push(told.count);
    }
    expect(counts).toEqual([1, 1, 2]);
  });
  test('count until the end where the keyring does not take them, and that is told', async () => {
    const configuration = await setUp(withApp);
    desk.keyring.isAvailable = false;
    expect(await configuration.keepTokens(tokensOf(1, 1000))).toBe(false);
    expect([configuration.view().connection, (await desk.start()).view().connection]).toEqual([
      'connected',
      'not-connected',
    ]);
  });
  test.each([
    ['nothing', null],
    ['no JSON', '{'],
    ['tokens of another shape', JSON.stringify({ ...app, accessToken: 1, refreshToken: [], connectedEpochMs: 1 })],
    ['a token with a line break', tokensOf(1, 1).replace('access-1', 'access\\n')],
  ])('are none where %s was kept', (_, kept) => {
    expect(connectionOf(kept)).toBeNull();
  });
});

test('an app whose secret the keyring cannot read outlives a save of something else', async () => {
  await setUp(withApp);
  desk.keyring.isAvailable = false;
  const configuration = await desk.start();
  expect(await configuration.save(configuration.view().form)).toEqual({ ok: true, value: [] });
  desk.keyring.isAvailable = true;
  const later = await desk.start();
  expect([later.settings.crm?.oauth, later.secrets.oauthSecret]).toEqual([app, 'LJSl0lNB']);
});

test('an app that is cleared in the form takes key and connection out of the keyring', async () => {
  const configuration = await setUp(withApp);
  await configuration.keepTokens(tokensOf(1, 1000));
  const { form } = configuration.view();
  const oauth = { portal: '', clientId: '', clientSecret: null };
  await configuration.save({ ...form, crm: { ...form.crm, oauth } });
  expect([configuration.settings.crm, configuration.secrets, (await desk.start()).secrets]).toEqual([
    null,
    { ...noSecrets, sipPassword: '…' },
    { ...noSecrets, sipPassword: '…' },
  ]);
});
