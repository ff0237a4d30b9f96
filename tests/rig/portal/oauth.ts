/** The OAuth half of a portal in front of the embedded one, and the vendor's token server, after the documented wire shapes (settings/oauth). */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Portal } from './portal.ts';

export interface AppOfPortal {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The handler's address that the app's page in the portal names. */
  redirectTo: string;
}

export interface OAuthPortal {
  /** With a closing slash. */
  readonly origin: string;
  /** Address of the token server. */
  readonly tokenServer: string;
  readonly app: AppOfPortal;
  /** What somebody answers in the browser. */
  answer: 'yes' | 'no';
  /** Holds the answers to token requests back until it resolves. */
  tokensHeldBy: Promise<void>;
  /** Queries of token requests, in order. */
  readonly tokenRequests: readonly Readonly<Record<string, string>>[];
  /** The `count`-th token request, 1-based, has come. */
  whenAskedForTokens(count: number): Promise<void>;
  /** `auth` of REST requests, in order. */
  readonly asked: readonly string[];
  /** Every access token that was given expires. */
  expire(): void;
  /** No refresh token is taken any more, as when the app is removed from the portal. */
  revoke(): void;
  close(): Promise<void>;
}

type Fields = Readonly<Record<string, string>>;

/** @param portal answers the methods; its webhook's owner is whom the app acts for */
export async function createOAuthPortal(portal: Portal): Promise<OAuthPortal> {
  const app: AppOfPortal = {
    clientId: 'local.573ad8a0346747.09223434',
    clientSecret: 'LJSl0lNB76B5YY6u',
    redirectTo: '',
  };
  const tokenRequests: Fields[] = [];
  const asked: string[] = [];
  const waiters: (() => void)[] = [];
  const codes = new Set<string>();
  const access = new Map<string, 'good' | 'expired'>();
  const refresh = new Set<string>();
  let count = 0;

  const newPair = (): object => {
    count += 1;
    const [accessToken, refreshToken] = [`access-${count}-s1morf609228`, `refresh-${count}-4f9k4jpmg13u`];
    access.set(accessToken, 'good');
    refresh.add(refreshToken);
    return {
      access_token: accessToken,
      client_endpoint: `${oauth.origin}rest/`,
      domain: 'oauth.bitrix.info',
      expires_in: 3600,
      member_id: 'a223c6b3710f85df22e9377d6c4f7553',
      refresh_token: refreshToken,
      scope: 'app',
      server_endpoint: 'https://oauth.bitrix.info/rest/',
      status: 'L',
    };
  };

  const tokens = ({
    grant_type: grant,
    client_id: id,
    client_secret: secret,
    code,
    refresh_token: former,
  }: Fields): Answer => {
    if (id !== app.clientId || secret !== app.clientSecret) return [401, { error: 'invalid_client' }];
    const isTaken = grant === 'authorization_code' ? codes.delete(code ?? '') : refresh.delete(former ?? '');
    return isTaken
      ? [200, newPair()]
      : [400, { error: 'invalid_grant', error_description: `No such grant: ${former ?? code ?? ''}` }];
  };

  const authorise = (response: ServerResponse, { client_id: id, state }: Fields): void => {
    const back = new URL(app.redirectTo);
    codes.add(`code-${codes.size + 1}`);
    const yes = {
      code: `code-${codes.size}`,
      state,
      domain: 'portal.example.com',
      member_id: 'a223',
      scope: 'crm,telephony',
    };
    const said = oauth.answer === 'yes' && id === app.clientId ? yes : { error: 'access_denied', state };
    back.search = new URLSearchParams(said as Fields).toString();
    response.writeHead(302, { Location: back.href }).end();
  };

  const method = async (path: string, body: string): Promise<Answer> => {
    const { auth, ...params } = JSON.parse(body) as Readonly<Record<string, unknown>>;
    asked.push(String(auth));
    const state = access.get(String(auth));
    if (state === undefined)
      return [401, { error: 'invalid_token', error_description: 'Unable to get application by token' }];
    if (state === 'expired')
      return [401, { error: 'expired_token', error_description: 'The access token provided has expired.' }];
    const headers = { 'Content-Type': 'application/json' };
    const reply = await fetch(new URL(path, portal.webhook), { method: 'POST', headers, body: JSON.stringify(params) });
    return [reply.status, await reply.json()];
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    const query = Object.fromEntries(url.searchParams);
    if (url.pathname === '/oauth/authorize/') {
      authorise(response, query);
      return;
    }
    const [status, content] = await answer(request, url, query);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(content));
  };
  const answer = async (request: IncomingMessage, { pathname }: URL, query: Fields): Promise<Answer> => {
    if (pathname.startsWith('/rest/')) return method(pathname.slice('/rest/'.length), await textOf(request));
    if (pathname !== '/oauth/token/' || request.method !== 'GET') return [404, { error: 'not_found' }];
    tokenRequests.push(query);
    for (const waiter of waiters) waiter();
    await oauth.tokensHeldBy;
    return tokens(query);
  };

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const oauth: OAuthPortal = {
    origin,
    tokenServer: `${origin}oauth/token/`,
    app,
    answer: 'yes',
    tokensHeldBy: Promise.resolve(),
    tokenRequests,
    asked,
    whenAskedForTokens: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (tokenRequests.length >= count) resolve();
        };
        waiters.push(look);
        look();
      }),
    expire: () => {
      for (const token of access.keys()) access.set(token, 'expired');
    },
    revoke: () => {
      refresh.clear();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return oauth;
}

type Answer = readonly [status: number, content: unknown];

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
