/** Turns any name-addr or addr-spec into one that a strict parser takes, keeping user, host and tag where they can be read. */

import { isUtf8 } from 'node:buffer';
import { isIP } from 'node:net';

/** Host that stands in for one no strict parser takes (`my_host`, an IDN, a bare container id). */
export const STAND_IN_HOST = 'repaired.invalid';

const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z](?:[a-z0-9-]*[a-z0-9])?$/i;
const TAG = /;\s*tag\s*=\s*([A-Za-z0-9\-.!%*_+`'~]+)/i;

export interface ReadAddress {
  /** What stands between the brackets, or before the first parameter. */
  readonly uri: string;
  /** From the first `;` after the URI on, or empty. */
  readonly parameters: string;
}

/** Finds URI and parameters even where quotes or brackets do not balance. */
export function readAddress(value: string): ReadAddress {
  const open = openBracket(value);
  if (open >= 0) {
    const close = value.indexOf('>', open);
    const end = close < 0 ? value.length : close;
    return { uri: value.slice(open + 1, end).trim(), parameters: value.slice(end + 1).trim() };
  }
  const semicolon = value.indexOf(';');
  const end = semicolon < 0 ? value.length : semicolon;
  return { uri: value.slice(0, end).trim(), parameters: value.slice(end).trim() };
}

/** The `tag` parameter of a From or To, or null. */
export function tagOf(value: string): string | null {
  return TAG.exec(readAddress(value).parameters)?.[1] ?? null;
}

/** `<sip:user@host>` with no display name and no header parameters. Never fails. */
export function canonicalAddress(value: string): string {
  return `<${canonicalUri(readAddress(value).uri)}>`;
}

/** A SIP URI that sip.js's grammar takes; `tel:` becomes the user part, `%`-encoding what may not stand there.
 *  @see RFC 3261 §19.1.1, §19.1.6 */
function canonicalUri(uri: string): string {
  const [, scheme = '', rest = ''] = /^\s*([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(uri) ?? ['', 'sip', uri];
  const isSip = /^sips?$/i.test(scheme);
  if (!isSip) return `sip:${escapeUser(rest.split(';')[0] ?? '')}@${STAND_IN_HOST}`;
  const at = rest.lastIndexOf('@');
  const user = rest.slice(0, Math.max(at, 0));
  const [, hostPort = '', parameters = ''] = /^([^;?]*)([^?]*)/.exec(rest.slice(at + 1).trim()) ?? [];
  const host = canonicalHost(hostPort.trim());
  const userPart = user === '' ? '' : `${escapeUser(user)}@`;
  return `${scheme.toLowerCase()}:${userPart}${host}${canonicalParameters(parameters)}`;
}

/** Percent-encodes what may not stand in a user part. Escapes that are there stay, unless they spell no UTF-8: sip.js throws at those. */
export function escapeUser(user: string): string {
  const isEscape = (part: string): boolean => /^%../.test(part) && isUtf8(Buffer.from(part.replaceAll('%', ''), 'hex'));
  const escaped = user
    .trim()
    .toWellFormed()
    .replaceAll(/(?:%[0-9a-f]{2})+|[^A-Za-z0-9\-_.!~*'()&=+$,;?/]/giu, (part) =>
      isEscape(part) ? part : encodeURIComponent(part),
    );
  return escaped === '' ? 'unknown' : escaped;
}

/** The bracket that opens the URI: the first outside quotes, or the last at all where the quotes do not balance. */
function openBracket(value: string): number {
  let isQuoted = false;
  for (let at = 0; at < value.length; at += 1) {
    const char = value[at];
    if (isQuoted && char === '\\') at += 1;
    else if (char === '"') isQuoted = !isQuoted;
    else if (char === '<' && !isQuoted) return at;
  }
  return isQuoted ? value.lastIndexOf('<') : -1;
}

function canonicalHost(hostPort: string): string {
  const [, host = '', port = ''] = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(hostPort) ?? [];
  const isName = host.length <= 255 && HOST.test(host);
  const isIpv6 = host.startsWith('[') && isIP(host.slice(1, -1)) === 6;
  if (!isName && !isIpv6 && isIP(host) !== 4) return STAND_IN_HOST;
  return port === '' || Number(port) > 65_535 ? host : `${host}:${port}`;
}

/** Parameters are kept when each is a plain token pair: `;transport=ws;lr`. */
function canonicalParameters(parameters: string): string {
  return /^(?:;(?!lr[^;])[A-Za-z0-9\-.!*_+~]+(?:=[A-Za-z0-9\-.!*_+~]+)?)*$/i.test(parameters) ? parameters : '';
}
