/** The way to the portal: a local app's where one is set up, else the webhook's, else none, and why. */
import type { Clock } from '../model/clock.ts';
import type { CrmSettings } from '../model/settings.ts';
import { createClient, createIdleClient, type PortalClient } from './bitrix24/client.ts';
import type { HttpPort } from './bitrix24/http.ts';
import { isSchemeAllowed, parseWebhook } from './bitrix24/webhook.ts';
import { createOAuthClient } from './oauth/client.ts';
import type { TokenSource } from './oauth/token-source.ts';

export interface LinkNeeds {
  readonly settings: CrmSettings;
  /** Null or unreadable: every request fails at once as `not-set-up`. */
  readonly webhook: string | null;
  /** In place of the webhook where it is set; tokens are null until somebody has connected the app. */
  readonly oauth: { readonly portal: string; readonly tokens: TokenSource | null } | null;
  readonly http: HttpPort;
  readonly clock: Clock;
}

export interface PortalLink {
  readonly client: PortalClient;
  /** False: the client asks nobody, and says why. */
  readonly isSetUp: boolean;
  /** Where the portal's pages are, with a closing slash; null where none is set up. */
  readonly portal: URL | null;
  readonly host: string | null;
}

/** Nothing is sent by it. */
export function linkTo(needs: LinkNeeds): PortalLink {
  const { settings, oauth, http, clock } = needs;
  const { timeoutMs, allowInsecure } = settings;
  const idle = (why: string, portal: URL | null = null): PortalLink => ({
    client: createIdleClient(why, clock),
    isSetUp: false,
    portal,
    host: portal?.host ?? null,
  });
  if (oauth !== null) {
    const portal = URL.parse(oauth.portal.replace(/\/*$/, '/'));
    if (portal === null || !isSchemeAllowed(portal, allowInsecure))
      return idle('The portal’s address is no https address');
    const { tokens } = oauth;
    if (tokens === null) return idle('Ringside is not connected with the portal yet', portal);
    const client = createOAuthClient({ portal, tokens, timeoutMs, allowInsecure, http, clock });
    return { client, isSetUp: true, portal, host: portal.host };
  }
  const webhook = parseWebhook(needs.webhook, allowInsecure);
  if (!webhook.ok) return idle(webhook.error);
  const client = createClient({ webhook: webhook.value, timeoutMs, allowInsecure, http, clock });
  return { client, isSetUp: true, portal: webhook.value.portal, host: webhook.value.base.host };
}
