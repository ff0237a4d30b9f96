/** The app's connection with the portal (`crm.oauth`): made by a click, kept by the keyring, renewed for as long as the app runs. */
import { randomBytes } from 'node:crypto';
import { connect, type ConnectFailure } from '../crm/oauth/connect.ts';
import { REDIRECT_PORT } from '../crm/oauth/redirect-listener.ts';
import { TokenKeeper } from '../crm/oauth/token-keeper.ts';
import { VENDORS_TOKEN_SERVER, type TokenServerNeeds } from '../crm/oauth/token-server.ts';
import type { TokenSource } from '../crm/oauth/token-source.ts';
import { connectionOf, readTokens, writeTokens, type OAuthApp } from '../crm/oauth/tokens.ts';
import type { NodeHttp } from '../crm/bitrix24/node-http.ts';
import type { Clock } from '../model/clock.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { Configuration } from './configuration.ts';

export interface PortalLoginParts {
  readonly configuration: Pick<Configuration, 'settings' | 'secrets' | 'keepTokens'>;
  readonly clock: Clock;
  readonly openHttp: () => NodeHttp;
  /** @returns false where it could not be opened */
  readonly openBrowser: (url: string, port: number) => Promise<boolean>;
  /** The vendor's, but in tests. */
  readonly tokenServer?: string;
  /** The one that the app's page in the portal names, but in tests. */
  readonly port?: number;
}

export type LoginFailure =
  | ConnectFailure
  /** No app is saved in the settings. */
  | { readonly kind: 'no-app' }
  | { readonly kind: 'already-running' };

interface Login {
  readonly app: OAuthApp;
  readonly server: Omit<TokenServerNeeds, 'http'>;
}

export class PortalLogin {
  readonly #parts: PortalLoginParts;
  #http: NodeHttp | null = null;
  #kept: { readonly key: string; readonly keeper: TokenKeeper } | null = null;
  #running: AbortController | null = null;

  constructor(parts: PortalLoginParts) {
    this.#parts = parts;
  }

  /** Of the connection in use; null where there is none. One for all sessions: two would take each other's refresh token. */
  tokens(): TokenSource | null {
    const login = this.#login();
    if (login === null) return null;
    const { configuration } = this.#parts;
    const kept = configuration.secrets.oauthTokens;
    const tokens = readTokens(kept, login.app);
    if (tokens === null) return null;
    const key = JSON.stringify([connectionOf(kept), login.server.clientSecret]);
    if (this.#kept?.key !== key) {
      const keeper = new TokenKeeper({
        tokens,
        server: this.#server(login),
        save: async (renewed) => {
          const text = writeTokens(renewed, login.app);
          // Somebody may have connected anew meanwhile, or given the connection up.
          const isInUse = connectionOf(configuration.secrets.oauthTokens) === connectionOf(text);
          return isInUse && configuration.keepTokens(text);
        },
      });
      this.#kept = { key, keeper };
    }
    return this.#kept.keeper;
  }

  /** As `tokens`, for this app: null where it is not the one in use. */
  tokensOf({ portal, clientId }: OAuthApp): TokenSource | null {
    const app = this.#login()?.app;
    return app?.portal === portal && app.clientId === clientId ? this.tokens() : null;
  }

  /** Opens the portal's page in the browser and waits for what comes of it, five minutes at most.
   *  @returns whether the tokens are in the keyring: else they count until the app ends */
  async connect(): Promise<Result<{ readonly isKept: boolean }, LoginFailure>> {
    const login = this.#login();
    if (login === null) return err({ kind: 'no-app' });
    if (this.#running !== null) return err({ kind: 'already-running' });
    this.#running = new AbortController();
    const { clock, openBrowser, port = REDIRECT_PORT } = this.#parts;
    const connected = await connect({
      portal: new URL(login.app.portal),
      server: this.#server(login),
      port,
      state: randomBytes(24).toString('base64url'),
      openBrowser,
      clock,
      signal: this.#running.signal,
    });
    this.#running = null;
    if (!connected.ok) return connected;
    const isKept = await this.#parts.configuration.keepTokens(writeTokens(connected.value, login.app));
    return ok({ isKept });
  }

  /** Waits no longer for the browser. */
  cancel(): void {
    this.#running?.abort();
  }

  stop(): void {
    this.cancel();
    this.#http?.close();
    this.#http = null;
  }

  #login(): Login | null {
    const { configuration, clock, tokenServer = VENDORS_TOKEN_SERVER } = this.#parts;
    const { crm } = configuration.settings;
    const { oauthSecret } = configuration.secrets;
    if (crm?.oauth == null || oauthSecret === null) return null;
    const { portal, clientId } = crm.oauth;
    return { app: { portal, clientId }, server: { address: tokenServer, clientId, clientSecret: oauthSecret, clock } };
  }

  #server({ server }: Login): TokenServerNeeds {
    this.#http ??= this.#parts.openHttp();
    return { ...server, http: this.#http.send };
  }
}
