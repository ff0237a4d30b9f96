/** Keeps one connection's tokens: renews them when the portal takes them no more, once for everybody, and on disk before they are used. */
import type { CrmError } from '../../model/crm.ts';
import { ok, type Result } from '../../model/result.ts';
import { askForTokens, type TokenServerNeeds } from './token-server.ts';
import type { TokenSource } from './token-source.ts';
import type { Tokens } from './tokens.ts';

export interface TokenKeeperNeeds {
  readonly server: TokenServerNeeds;
  readonly tokens: Tokens;
  /** Resolves when they are on disk, or cannot be: the former refresh token is worth nothing any more either way. */
  readonly save: (tokens: Tokens) => Promise<unknown>;
}

export class TokenKeeper implements TokenSource {
  readonly #needs: TokenKeeperNeeds;
  #tokens: Tokens;
  #renewal: Promise<Result<string, CrmError>> | null = null;
  /** Nothing but a person ends it, so it is asked for once. */
  #lost: CrmError | null = null;

  constructor(needs: TokenKeeperNeeds) {
    this.#needs = needs;
    this.#tokens = needs.tokens;
  }

  accessToken(): string {
    return this.#tokens.accessToken;
  }

  refreshed(used: string): Promise<Result<string, CrmError>> {
    if (this.#lost !== null) return Promise.resolve({ ok: false, error: this.#lost });
    if (this.#renewal === null && used !== this.#tokens.accessToken)
      return Promise.resolve(ok(this.#tokens.accessToken));
    this.#renewal ??= this.#renew();
    return this.#renewal;
  }

  /** A call that lets go does not end it: the new refresh token would be lost on its way. */
  async #renew(): Promise<Result<string, CrmError>> {
    const { server, save } = this.#needs;
    const renewed = await askForTokens({ kind: 'refresh', tokens: this.#tokens }, server);
    if (renewed.ok) {
      await save(renewed.value);
      this.#tokens = renewed.value;
    } else if (renewed.error.code === 'token-expired') this.#lost = renewed.error;
    this.#renewal = null;
    return renewed.ok ? ok(renewed.value.accessToken) : renewed;
  }
}
