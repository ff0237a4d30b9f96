/** A local app against the embedded portal: connected in a browser, asked with a token, renewed once for everybody. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PortalLogin } from '../../../main/app/portal-login.ts';
import { createNodeHttp } from '../../../main/crm/bitrix24/node-http.ts';
import { searchEntities } from '../../../main/crm/bitrix24/search.ts';
import { createOAuthClient } from '../../../main/crm/oauth/client.ts';
import { REDIRECT_PATH } from '../../../main/crm/oauth/redirect-listener.ts';
import type { TokenSource } from '../../../main/crm/oauth/token-source.ts';
import type { PortalClient } from '../../../main/crm/bitrix24/client.ts';
import { createOAuthPortal, type OAuthPortal } from '../../rig/portal/oauth.ts';
import { createPortal, type Portal } from '../../rig/portal/portal.ts';
import { samplePortal } from '../../rig/portal/sample.ts';
import { ConfigurationDesk } from '../../unit/app/configuration-desk.ts';
import { sampleWith } from '../../unit/settings/sample.ts';
import { systemClock } from './live-crm.ts';

const NUMBER = '19062195047';
const never = new AbortController().signal;

let portal: Portal;
let oauth: OAuthPortal;
let desk: ConfigurationDesk;
let login: PortalLogin;
let pages: { status: number; text: string }[];
let browser: (url: string, port: number) => Promise<boolean>;
let clientHttp: ReturnType<typeof createNodeHttp>;

/** Follows redirects as a browser does, to the page that stays open. */
async function browse(url: string): Promise<void> {
  const reply = await fetch(url);
  pages.push({ status: reply.status, text: await reply.text() });
}

async function logIn(configured: object = {}): Promise<PortalLogin> {
  const app = { portal: oauth.origin, clientId: oauth.app.clientId, clientSecret: oauth.app.clientSecret };
  desk.handOut(sampleWith({ crm: { webhook: null, oauth: { ...app, ...configured } } }));
  const configuration = await desk.start({ path: desk.file, isSilent: true });
  return new PortalLogin({
    configuration,
    clock: systemClock,
    openHttp: () => createNodeHttp([]),
    openBrowser: (url, port) => {
      oauth.app.redirectTo = `http://127.0.0.1:${port}${REDIRECT_PATH}`;
      return browser(url, port);
    },
    tokenServer: oauth.tokenServer,
    port: 0,
  });
}

const clientOf = (tokens: TokenSource): PortalClient =>
  createOAuthClient({
    portal: new URL(oauth.origin),
    tokens,
    timeoutMs: 5000,
    allowInsecure: false,
    http: clientHttp.send,
    clock: systemClock,
  });

/** A client of a desk that has connected. */
async function connected(): Promise<PortalClient> {
  await login.connect();
  const tokens = login.tokens();
  if (tokens === null) throw new Error('Nothing is connected.');
  return clientOf(tokens);
}

beforeEach(async () => {
  portal = await createPortal(samplePortal);
  oauth = await createOAuthPortal(portal);
  desk = new ConfigurationDesk();
  pages = [];
  clientHttp = createNodeHttp([]);
  browser = (url) => browse(url).then(() => true);
  login = await logIn();
});

afterEach(async () => {
  login.stop();
  clientHttp.close();
  desk.stop();
  await oauth.close();
  await portal.close();
});

describe('connecting', () => {
  test('a yes in the browser is a connection, kept by the keyring, and the tab can be closed', async () => {
    expect(await login.connect()).toEqual({ ok: true, value: { isKept: true } });
    expect(pages).toMatchObject([{ status: 200, text: expect.stringContaining('You can close this tab') as string }]);
    expect(JSON.stringify(desk.secretsFile.content)).not.toMatch(/access-1|refresh-1|LJSl0lNB/);
    const again = await desk.start();
    expect(again.view()).toMatchObject({ connection: 'connected', hasAppSecret: true, hasWebhook: false });
  });

  test('a no in the browser is told as such, and nothing is kept', async () => {
    oauth.answer = 'no';
    expect(await login.connect()).toEqual({ ok: false, error: { kind: 'denied', why: 'access_denied' } });
    expect([login.tokens(), oauth.tokenRequests]).toEqual([null, []]);
  });

  test('an answer that does not know the state is refused, and the true one is still waited for', async () => {
    browser = async (url, port) => {
      await browse(`http://127.0.0.1:${port}${REDIRECT_PATH}?code=forged&state=guessed`);
      await browse(`http://127.0.0.1:${port}/favicon.ico`);
      await browse(url);
      return true;
    };
    expect(await login.connect()).toMatchObject({ ok: true });
    expect(pages.map(({ status }) => status)).toEqual([400, 400, 200]);
    expect(oauth.tokenRequests.map(({ code }) => code)).toEqual(['code-1']);
  });

  test('an app whose secret is wrong is told in the portal’s words, without the secret', async () => {
    login.stop();
    login = await logIn({ clientSecret: 'wrong-secret' });
    const told = await login.connect();
    expect(told).toMatchObject({ ok: false, error: { kind: 'refused', error: { code: 'webhook-rejected' } } });
    expect(JSON.stringify(told)).not.toContain('wrong-secret');
  });

  test('can be given up, and tried again', async () => {
    browser = () => Promise.resolve(true);
    const waiting = login.connect();
    expect(await login.connect()).toEqual({ ok: false, error: { kind: 'already-running' } });
    login.cancel();
    expect(await waiting).toEqual({ ok: false, error: { kind: 'cancelled' } });
    browser = (url) => browse(url).then(() => true);
    expect(await login.connect()).toMatchObject({ ok: true });
  });

  test('says so where no browser could be opened', async () => {
    browser = () => Promise.resolve(false);
    expect(await login.connect()).toEqual({ ok: false, error: { kind: 'no-browser' } });
  });
});

describe('asking', () => {
  test('a look-up carries the token and finds what a webhook finds', async () => {
    const client = await connected();
    const found = await searchEntities(client, NUMBER, never);
    expect(found).toMatchObject({ kind: 'answered' });
    expect(oauth.asked).toEqual(['access-1-s1morf609228']);
  });

  test('ten calls that meet an expired token share one renewal, and all are answered', async () => {
    const client = await connected();
    oauth.expire();
    const calls = Array.from({ length: 10 }, () => client.call('profile', {}, never));
    expect((await Promise.all(calls)).map(({ kind }) => kind)).toEqual(calls.map(() => 'answered'));
    expect(oauth.tokenRequests.map(({ grant_type: grant }) => grant)).toEqual(['authorization_code', 'refresh_token']);
  });

  test('the new refresh token is in the keyring before the new access token is used', async () => {
    const client = await connected();
    oauth.expire();
    const kept: boolean[] = [];
    const write = desk.secretsFile.write.bind(desk.secretsFile);
    desk.secretsFile.write = (content) => {
      kept.push(oauth.asked.includes('access-2-s1morf609228'));
      return write(content);
    };
    await client.call('profile', {}, never);
    expect([kept, oauth.asked.at(-1)]).toEqual([[false], 'access-2-s1morf609228']);
    const again = await desk.start();
    expect(again.secrets.oauthTokens).toContain('refresh-2-4f9k4jpmg13u');
  });

  test('a renewal goes on when the call that began it lets go, so that no refresh token is lost', async () => {
    const client = await connected();
    oauth.expire();
    let release: () => void = () => undefined;
    oauth.tokensHeldBy = new Promise((resolve) => {
      release = resolve;
    });
    const gone = new AbortController();
    const asking = client.call('profile', {}, gone.signal);
    await oauth.whenAskedForTokens(2);
    gone.abort();
    expect(await asking).toEqual({ kind: 'aborted' });
    release();
    expect(await client.call('profile', {}, never)).toMatchObject({ kind: 'answered' });
    expect(oauth.tokenRequests).toHaveLength(2);
  });

  test('a connection that the portal took back is told once, without a token in it, and not asked about again', async () => {
    const client = await connected();
    oauth.expire();
    oauth.revoke();
    const told = await client.call('profile', {}, never);
    expect(told).toMatchObject({ kind: 'failed', error: { code: 'token-expired' } });
    expect(JSON.stringify(told)).not.toMatch(/refresh-1|access-1/);
    await client.call('profile', {}, never);
    expect(oauth.tokenRequests).toHaveLength(2);
  });

  test('connecting anew puts another connection into use', async () => {
    await connected();
    oauth.revoke();
    const client = await connected();
    expect(await client.call('profile', {}, never)).toMatchObject({ kind: 'answered' });
    expect(oauth.asked).toEqual(['access-2-s1morf609228']);
  });
});

test('tokens of one portal are none of another', async () => {
  await login.connect();
  desk.handOut(
    sampleWith({ crm: { webhook: null, oauth: { portal: 'https://other.example.com', clientId: 'local.1.2' } } }),
  );
  const configuration = await desk.start({ path: desk.file, isSilent: true });
  expect(configuration.view().connection).toBe('not-connected');
});
