/** Connects a local app with its portal: somebody says yes in the browser, the browser comes back with a code, the code becomes tokens. */
import type { CrmError } from '../../model/crm.ts';
import type { Clock } from '../../model/clock.ts';
import { err, type Result } from '../../model/result.ts';
import { listenForCode, type RedirectFailure } from './redirect-listener.ts';
import { askForTokens, type TokenServerNeeds } from './token-server.ts';
import type { Tokens } from './tokens.ts';

/** Long enough to log in at the portal, with a second factor. */
const WITHIN_MS = 5 * 60_000;

export type ConnectFailure =
  | RedirectFailure
  | { readonly kind: 'no-browser' }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'cancelled' }
  /** Somebody said yes, but the vendor's server gave no tokens. */
  | { readonly kind: 'refused'; readonly error: CrmError };

export interface ConnectNeeds {
  readonly portal: URL;
  readonly server: TokenServerNeeds;
  /** `REDIRECT_PORT` but in tests. @param port 0 takes a free one */
  readonly port: number;
  /** Not to be guessed: at least 128 random bits. */
  readonly state: string;
  /** @param port on which the browser is waited for @returns false where it could not be opened */
  readonly openBrowser: (url: string, port: number) => Promise<boolean>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** The page on which the portal asks. @see the vendor's documentation, settings/oauth: `/oauth/authorize/` with `client_id` and `state` */
function authorisePage(portal: URL, clientId: string, state: string): string {
  const url = new URL('oauth/authorize/', portal);
  url.search = new URLSearchParams({ client_id: clientId, state }).toString();
  return url.href;
}

/** Never rejects; nothing listens any more when it settles. */
export async function connect(needs: ConnectNeeds): Promise<Result<Tokens, ConnectFailure>> {
  const { portal, server, port, state, openBrowser, clock, signal } = needs;
  const listening = await listenForCode(port, state);
  if (!listening.ok) return listening;
  const listener = listening.value;
  const url = authorisePage(portal, server.clientId, state);
  const isOpened = await openBrowser(url, listener.port);
  const code = isOpened ? await soonEnough(listener.code, clock, signal) : err({ kind: 'no-browser' as const });
  listener.close();
  if (!code.ok) return code;
  // A code lives for 30 seconds: it is used at once.
  const grant = { kind: 'code', code: code.value, atEpochMs: clock.nowEpochMs() } as const;
  const tokens = await askForTokens(grant, server);
  return tokens.ok ? tokens : err({ kind: 'refused', error: tokens.error });
}

type Waited = Result<string, RedirectFailure | { readonly kind: 'timed-out' } | { readonly kind: 'cancelled' }>;

function soonEnough(code: Promise<Waited>, clock: Clock, signal: AbortSignal): Promise<Waited> {
  return new Promise((resolve) => {
    const settle = (waited: Waited): void => {
      cancelLimit();
      signal.removeEventListener('abort', abort);
      resolve(waited);
    };
    const abort = (): void => {
      settle(err({ kind: 'cancelled' }));
    };
    const cancelLimit = clock.after(WITHIN_MS, () => {
      settle(err({ kind: 'timed-out' }));
    });
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    else void code.then(settle);
  });
}
