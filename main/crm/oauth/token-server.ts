/** The vendor's server that gives tokens for a code, and new ones for old ones. */
import type { CrmError } from '../../model/crm.ts';
import type { Clock } from '../../model/clock.ts';
import { err, ok, type Result } from '../../model/result.ts';
import { crmError, networkError, pageError, portalError } from '../bitrix24/errors.ts';
import type { HttpPort, HttpReply } from '../bitrix24/http.ts';
import { withoutSecret } from '../bitrix24/webhook.ts';
import { errorOfReply, tokensOfReply, type Tokens } from './tokens.ts';

/** As the vendor's documentation names it (settings/oauth). The app's secret goes there and nowhere else, not even to the portal. */
export const VENDORS_TOKEN_SERVER = 'https://oauth.bitrix.info/oauth/token/';

const TIMEOUT_MS = 10_000;

export interface TokenServerNeeds {
  /** `VENDORS_TOKEN_SERVER` but in tests. */
  readonly address: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly http: HttpPort;
  readonly clock: Clock;
}

export type Grant =
  | { readonly kind: 'code'; readonly code: string; readonly atEpochMs: number }
  | { readonly kind: 'refresh'; readonly tokens: Tokens };

/** Asks for a pair of tokens. The documented request is a GET with everything in its query.
 *  @returns `token-expired` where the grant is not taken, `webhook-rejected` where the app itself is not. Never rejects. */
export async function askForTokens(grant: Grant, needs: TokenServerNeeds): Promise<Result<Tokens, CrmError>> {
  const { clientId, clientSecret, clock } = needs;
  const given = grant.kind === 'code' ? grant.code : grant.tokens.refreshToken;
  const url = new URL(needs.address);
  url.search = new URLSearchParams({
    grant_type: grant.kind === 'code' ? 'authorization_code' : 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    ...(grant.kind === 'code' ? { code: given } : { refresh_token: given }),
  }).toString();

  const limit = new AbortController();
  const cancelLimit = clock.after(TIMEOUT_MS, () => {
    limit.abort();
  });
  const headers = { Accept: 'application/json' };
  const reply = await needs.http({ method: 'GET', url, headers, body: '', isWrite: true, signal: limit.signal });
  cancelLimit();

  const now = clock.nowEpochMs();
  if (reply.kind === 'failure') {
    return err(
      reply.reason === 'aborted'
        ? crmError('timed-out', `no answer within ${TIMEOUT_MS} ms`, now)
        : networkError(reply.reason, reply.code, now),
    );
  }
  const connectedEpochMs = grant.kind === 'code' ? grant.atEpochMs : grant.tokens.connectedEpochMs;
  const tokens = tokensOfReply(reply.body, connectedEpochMs);
  return tokens === null ? err(refusal(reply, [clientSecret, given], now)) : ok(tokens);
}

/** @see the vendor's documentation, settings/oauth/error-codes */
function refusal(reply: HttpReply, secrets: readonly string[], atEpochMs: number): CrmError {
  const named = errorOfReply(reply.body);
  if (named === null) return pageError(reply, 'neither tokens nor error', atEpochMs);
  const clean = (text: string): string => secrets.reduce(withoutSecret, text);
  const [code, description] = [clean(named.code), clean(named.description)];
  const detail = description === '' ? code : `${code}: ${description}`;
  switch (named.code.toLowerCase()) {
    case 'invalid_grant':
      return crmError('token-expired', detail, atEpochMs);
    case 'invalid_client':
      return crmError('webhook-rejected', detail, atEpochMs);
    case 'invalid_scope':
      return crmError('scope-missing', detail, atEpochMs);
    default:
      return portalError({ code, description, resetInMs: null }, reply.retryAfter, atEpochMs);
  }
}
