/** SIP addresses as the test PBX needs them: comma lists, name-addr and the parts of a URI (RFC 3261 §19.1 and §20.10). */

export interface SipUri {
  readonly scheme: string;
  /** Percent-decoded, as a server decodes it before it looks a number up (`%23` is `#`). */
  readonly user: string;
  readonly host: string;
  readonly port: number | null;
}

export interface NameAddr {
  readonly displayName: string;
  readonly uri: string;
  /** Header parameters, names in lower case; those without a value are ''. */
  readonly params: ReadonlyMap<string, string>;
}

/** Splits at the commas that stand neither in quotes nor in angle brackets. */
export function splitList(value: string): string[] {
  const parts = value.match(/(?:"(?:[^"\\]|\\.)*"|<[^>]*>|[^,"<])+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** Reads `"Name" <uri>;param=value` or `uri;param=value`. Never throws; what is no address has an empty URI. */
export function parseNameAddr(value: string): NameAddr {
  const bracketed = /^\s*(?:"((?:[^"\\]|\\.)*)"|([^<"]*))\s*<([^>]*)>(.*)$/s.exec(value);
  const [uri, rest] = bracketed
    ? [bracketed[3] ?? '', bracketed[4] ?? '']
    : [/^[^;]*/.exec(value)?.[0].trim() ?? '', value.slice(value.search(/;|$/))];
  const params = new Map<string, string>();
  for (const [, name = '', text = ''] of rest.matchAll(/;\s*([^=;\s]+)\s*(?:=\s*("[^"]*"|[^;]*))?/g)) {
    params.set(name.toLowerCase(), text.trim().replaceAll(/^"|"$/g, ''));
  }
  const displayName = (bracketed?.[1]?.replaceAll(/\\(.)/g, '$1') ?? bracketed?.[2] ?? '').trim();
  return { displayName, uri, params };
}

const decode = (text: string): string =>
  text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));

/** Takes a URI apart; null if it has no scheme. A `tel:` URI has its number as the user and an empty host. */
export function parseUri(uri: string): SipUri | null {
  const parts = /^([a-z][a-z0-9+.-]*):(?:([^@]*)@)?([^;?]*)/i.exec(uri);
  if (!parts) return null;
  const [, scheme = '', userinfo = '', hostport = ''] = parts;
  if (scheme.toLowerCase() === 'tel') return { scheme: 'tel', user: decode(hostport), host: '', port: null };
  const [, host = '', port = ''] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?/.exec(hostport) ?? [];
  const [user = ''] = userinfo.split(/[:;]/);
  return { scheme: scheme.toLowerCase(), user: decode(user), host, port: port === '' ? null : Number(port) };
}

/** The user part of the address in a From, To or Contact value; '' if there is none. */
export function userOf(value: string): string {
  return parseUri(parseNameAddr(value).uri)?.user ?? '';
}
