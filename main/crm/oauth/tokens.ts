/** What the portal gave the app: a pair of tokens, as it is kept by the keyring and as the vendor's server tells it. Pure. */
import * as v from 'valibot';

/** The app that tokens belong to; those of another one are none. */
export interface OAuthApp {
  /** With a closing slash: `https://portal.example.com/`. */
  readonly portal: string;
  readonly clientId: string;
}

export interface Tokens {
  /** Lives for an hour. */
  readonly accessToken: string;
  /** Lives for 180 days, and is another one after each use. */
  readonly refreshToken: string;
  /** When somebody connected: what stays the same while tokens are renewed. */
  readonly connectedEpochMs: number;
}

const token = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,1024}$/));

const keptSchema = v.object({
  portal: v.string(),
  clientId: v.string(),
  accessToken: token,
  refreshToken: token,
  connectedEpochMs: v.number(),
});

/** @see the vendor's documentation, settings/oauth: `access_token` and `refresh_token`, snake case */
const repliedSchema = v.object({ access_token: token, refresh_token: token });

/** The text for the keyring. */
export const writeTokens = (tokens: Tokens, { portal, clientId }: OAuthApp): string =>
  JSON.stringify({ ...tokens, portal, clientId });

/** @returns null where there are none, or those of another app or portal. Never throws. */
export function readTokens(kept: string | null, app: OAuthApp): Tokens | null {
  const read = v.safeParse(keptSchema, parseJson(kept));
  if (!read.success) return null;
  const { portal, clientId, ...tokens } = read.output;
  return portal === app.portal && clientId === app.clientId ? tokens : null;
}

/** A text that changes when somebody connects anew, and not when tokens are renewed; it tells no secret. Null: not connected. */
export function connectionOf(kept: string | null): string | null {
  const read = v.safeParse(keptSchema, parseJson(kept));
  return read.success ? `${read.output.portal} ${read.output.clientId} ${read.output.connectedEpochMs}` : null;
}

/** What must stand in no log; empty where there is nothing. */
export function tokenTexts(kept: string | null): readonly string[] {
  const read = v.safeParse(keptSchema, parseJson(kept));
  return read.success ? [read.output.accessToken, read.output.refreshToken] : [];
}

/** What the vendor's server replied with. @returns null where there is no pair in it */
export function tokensOfReply(body: string, connectedEpochMs: number): Tokens | null {
  const read = v.safeParse(repliedSchema, parseJson(body));
  if (!read.success) return null;
  return { accessToken: read.output.access_token, refreshToken: read.output.refresh_token, connectedEpochMs };
}

const errorSchema = v.object({ error: v.string(), error_description: v.fallback(v.string(), '') });

/** The error that the vendor's server named; null where it named none. */
export function errorOfReply(body: string): { readonly code: string; readonly description: string } | null {
  const read = v.safeParse(errorSchema, parseJson(body));
  return read.success ? { code: read.output.error, description: read.output.error_description } : null;
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
