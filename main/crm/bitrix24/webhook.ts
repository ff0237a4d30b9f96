/** An inbound webhook's address, and what keeps its secret out of everything else. */
import { isLoopbackHost } from '../../model/loopback.ts';
import { err, ok, type Result } from '../../model/result.ts';

export interface Webhook {
  /** `https://portal.example.com/rest/1/secret/`: a secret as a whole. */
  readonly base: URL;
  /** What stands before `/rest/`: where the portal's pages are, with a closing slash. Not secret. */
  readonly portal: URL;
  readonly secret: string;
}

/** Why an address is none; each is a sentence for the admin, without the address. */
export type WebhookProblem =
  'The webhook address is missing' | 'Not a web address' | 'No /rest/USER/SECRET/ in it' | 'Only https is allowed';

const SHAPE = /^(?<prefix>.*\/)rest\/(?<user>\d+)\/(?<secret>[^/]+)(?:\/.*)?$/;

/** https, or http towards loopback, or http where the settings allow it. */
export function isSchemeAllowed(url: URL, allowInsecure: boolean): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && (allowInsecure || isLoopbackHost(url.hostname)));
}

/** Reads an address as the portal's page shows it; a method pasted along with it (`…/profile.json`) is cut. */
export function parseWebhook(text: string | null, allowInsecure: boolean): Result<Webhook, WebhookProblem> {
  if (text === null || text.trim() === '') return err('The webhook address is missing');
  const url = URL.parse(text.trim());
  if (url === null) return err('Not a web address');
  const { prefix, user, secret } = SHAPE.exec(url.pathname)?.groups ?? {};
  if (prefix === undefined || user === undefined || secret === undefined) return err('No /rest/USER/SECRET/ in it');
  if (!isSchemeAllowed(url, allowInsecure)) return err('Only https is allowed');
  return ok({
    base: new URL(`${prefix}rest/${user}/${secret}/`, url.origin),
    portal: new URL(prefix, url.origin),
    secret,
  });
}

/** `text` with the secret replaced by `…`, in the spellings a server or Node may echo it in. */
export function withoutSecret(text: string, secret: string): string {
  const spellings = new Set([secret, encodeURIComponent(secret), decoded(secret)]);
  return [...spellings].reduce((clean, spelling) => clean.replaceAll(spelling, '…'), text);
}

/** A path segment may hold a `%` that starts no escape: then it has no second spelling. */
function decoded(segment: string): string {
  return /%(?![\da-f]{2})/i.test(segment) ? segment : unescapeBytes(segment);
}

function unescapeBytes(segment: string): string {
  const bytes = segment.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
