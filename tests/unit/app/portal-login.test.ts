/** The app's connection with the portal, while it is being replaced. */
import { expect, test } from 'vitest';
import { PortalLogin } from '../../../main/app/portal-login.ts';
import type { HttpReply } from '../../../main/crm/bitrix24/http.ts';
import { writeTokens } from '../../../main/crm/oauth/tokens.ts';
import { noSecrets } from '../../../main/model/settings.ts';
import { defaultSettings } from '../../../main/settings/schema.ts';
import { SETTINGS } from '../crm/desk.ts';
import { FakeClock } from '../crm/fake-clock.ts';
import { reply } from '../crm/scripted-portal.ts';

const app = { portal: 'https://portal.example.com/', clientId: 'local.1' };
const connectedAt = (connectedEpochMs: number): string =>
  writeTokens({ accessToken: `access-${connectedEpochMs}`, refreshToken: 'refresh', connectedEpochMs }, app);

test.each([
  ['somebody connects anew', connectedAt(2)],
  ['the connection is given up', null],
])('tokens that are renewed while %s replace nothing', async (_, oauthTokens) => {
  const answer = Promise.withResolvers<HttpReply>();
  const kept: string[] = [];
  const configuration = {
    settings: { ...defaultSettings('US'), crm: { ...SETTINGS, oauth: app } },
    secrets: { ...noSecrets, oauthSecret: 'app-secret', oauthTokens: connectedAt(1) as string | null },
    keepTokens: (tokens: string) => {
      kept.push(tokens);
      return Promise.resolve(true);
    },
  };
  const login = new PortalLogin({
    configuration,
    clock: new FakeClock(),
    openHttp: () => ({ send: () => answer.promise, close: () => undefined }),
    openBrowser: () => Promise.resolve(false),
  });
  const renewed = login.tokens()?.refreshed('access-1');
  configuration.secrets = { ...configuration.secrets, oauthTokens };
  answer.resolve(reply(200, JSON.stringify({ access_token: 'access-3', refresh_token: 'refresh-3' })));
  expect([await renewed, kept]).toEqual([{ ok: true, value: 'access-3' }, []]);
});
