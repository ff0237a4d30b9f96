/** The portal's REST interface for a local app: the client of a webhook, with a token in the body and one renewal when it has expired. */
import type { Clock } from '../../model/clock.ts';
import { createClient, type PortalClient, type PortalReply } from '../bitrix24/client.ts';
import type { HttpPort } from '../bitrix24/http.ts';
import type { TokenSource } from './token-source.ts';

export interface OAuthClientNeeds {
  /** With a closing slash. */
  readonly portal: URL;
  readonly tokens: TokenSource;
  /** Of one call, without a renewal of the tokens. */
  readonly timeoutMs: number;
  readonly allowInsecure: boolean;
  readonly http: HttpPort;
  readonly clock: Clock;
}

/** @returns a client of the same shape as a webhook's: never rejects, `signal` ends a call with `aborted` */
export function createOAuthClient(needs: OAuthClientNeeds): PortalClient {
  const { portal, tokens, timeoutMs, allowInsecure, http, clock } = needs;
  const base = new URL('rest/', portal);
  let current: { readonly token: string; readonly client: PortalClient } | null = null;
  /** One client for each token, which it cuts out of whatever the portal says. */
  const clientWith = (token: string): PortalClient => {
    if (current?.token !== token) {
      const webhook = { base, portal, secret: token };
      current = { token, client: createClient({ webhook, timeoutMs, allowInsecure, http, clock }) };
    }
    return current.client;
  };
  return {
    call: async (method, params, signal) => {
      const ask = (token: string): Promise<PortalReply> =>
        clientWith(token).call(method, { ...params, auth: token }, signal);
      const token = tokens.accessToken();
      const reply = await ask(token);
      if (reply.kind !== 'failed' || reply.error.code !== 'token-expired') return reply;
      const renewed = await orAborted(tokens.refreshed(token), signal);
      if (renewed === 'aborted') return { kind: 'aborted' };
      return renewed.ok ? ask(renewed.value) : { kind: 'failed', error: renewed.error, wasReached: true };
    },
  };
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | 'aborted'> {
  return new Promise((resolve) => {
    const abort = (): void => {
      resolve('aborted');
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    void work.then((value) => {
      signal.removeEventListener('abort', abort);
      resolve(value);
    });
  });
}
