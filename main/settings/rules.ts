/** Rules for single values of the configuration: pure predicates over text, without words. */
import { dialSchemes } from '../model/settings.ts';
import { isUtf8 } from 'node:buffer';
import { isIP } from 'node:net';
import { posix, win32 } from 'node:path';
import { acceleratorProblemAnywhere } from '../model/accelerator.ts';
import { isLoopbackHost } from '../model/loopback.ts';
import { isAllowedServer, readServerAddress, type ServerAddressFault } from '../model/server-address.ts';

const MAX_EXTENSION_LENGTH = 15;

/** Null where the text is no URL. */
const urlOf = (text: string): URL | null => URL.parse(text);

const hasCredentials = (url: URL): boolean => url.username !== '' || url.password !== '';

/** What may be wrong with one address of `sip.servers`; null where nothing is. */
export function serverFault(text: string, allowInsecure: boolean): `server-${ServerAddressFault}` | 'insecure' | null {
  const address = readServerAddress(text);
  if (!address.ok) return `server-${address.error}`;
  return isAllowedServer(address.value, allowInsecure) ? null : 'insecure';
}

/** What may be wrong with a webhook address, closing slash or not; null where nothing is.
 *  @see bitrix24-telephony, mechanics: `https://PORTAL/rest/USER_ID/SECRET/METHOD.json` */
export function webhookFault(text: string, allowInsecure: boolean): 'webhook' | 'insecure' | null {
  const url = urlOf(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return 'webhook';
  if (hasCredentials(url) || url.search !== '' || url.hash !== '') return 'webhook';
  if (!/^\/rest\/\d+\/[A-Za-z0-9_-]+\/?$/.test(url.pathname)) return 'webhook';
  if (url.protocol === 'http:' && !allowInsecure && !isLoopbackHost(url.hostname)) return 'insecure';
  return null;
}

/** What may be wrong with the base of entity cards; null where nothing is. */
export function cardBaseFault(text: string, allowInsecure: boolean): 'card-base' | 'insecure' | null {
  const url = urlOf(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return 'card-base';
  if (hasCredentials(url) || url.search !== '' || url.hash !== '') return 'card-base';
  if (url.protocol === 'http:' && !allowInsecure && !isLoopbackHost(url.hostname)) return 'insecure';
  return null;
}

/** What may be wrong with the address of a portal that an app is connected with; null where nothing is. */
export function portalFault(text: string, allowInsecure: boolean): 'portal' | 'insecure' | null {
  const fault = cardBaseFault(text, allowInsecure);
  return fault === 'card-base' ? 'portal' : fault;
}

/** As the portal gives them: `local.573ad8a0346747.09223434`. */
export const isClientId = (text: string): boolean => /^[A-Za-z0-9._-]{1,128}$/.test(text);

/** Where `{number}` stands, exactly once, and the rest is an address of a scheme that calls; not in the host, which a number must not choose. */
export function isDialUrl(text: string): boolean {
  if (text.length > 512 || text.split('{number}').length !== 2 || /[\s\p{Cc}]/u.test(text)) return false;
  const filled = (number: string): URL | null => urlOf(text.replace('{number}', number));
  const [one, other] = [filled('441632960111'), filled('15550100')];
  if (one === null || other === null || !dialSchemes.includes(one.protocol)) return false;
  return one.protocol === other.protocol && one.host === other.host && !hasCredentials(one);
}

/** The address with exactly one closing slash, as `new URL` spells it. */
export const withClosingSlash = (text: string): string => new URL(text).href.replace(/\/*$/, '/');

const hostName = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z](?:[a-z0-9-]*[a-z0-9])?$/i;

const isHostName = (text: string): boolean =>
  text.length <= 253 && hostName.test(text) && text.split('.').every((label) => label.length <= 63);

/** A host name whose last label begins with a letter, a whole IPv4 address, or an IPv6 address in brackets. */
const isSipHost = (text: string): boolean =>
  isIP(text) === 4 || isHostName(text) || (/^\[[^%]+\]$/.test(text) && isSipIpv6(text.slice(1, -1)));

/** Not the unspecified address, at which there is no server, and which sip.js does not take. */
const isSipIpv6 = (text: string): boolean => isIP(text) === 6 && text !== '::';

/** Escapes must spell UTF-8: sip.js decodes them, and throws at others. */
const isSipUser = (text: string): boolean =>
  /^(?:[A-Za-z0-9\-_.!~*'()&=+$,;?/]|%[0-9A-Fa-f]{2}){1,64}$/.test(text) &&
  (text.match(/(?:%..)+/g) ?? []).every((escapes) => isUtf8(Buffer.from(escapes.replaceAll('%', ''), 'hex')));

/** `sip:user@domain`, nothing behind it: the user part without a password.
 *  Whatever passes is one that sip.js takes; the line cannot be built with another. @see RFC 3261 §25.1 */
export function isAor(text: string): boolean {
  const [, user, host] = /^sip:([^@]*)@([^@]*)$/.exec(text) ?? [];
  return user !== undefined && host !== undefined && isSipUser(user) && isSipHost(host);
}

/** The user part of an Address of Record that has passed `isAor`. */
export const userOfAor = (aor: string): string => aor.slice('sip:'.length, aor.lastIndexOf('@'));

/** The user part of colleagues' companions, with `{ext}` where the extension stands: `{ext}c`.
 *  It stays a user part with an extension of any length. */
export function isCompanionPattern(text: string): boolean {
  const around = text.split('{ext}');
  return (
    around.length === 2 &&
    around.every((part) => part === '' || isSipUser(part)) &&
    isSipUser(around.join('0'.repeat(MAX_EXTENSION_LENGTH)))
  );
}

export const isExtension = (text: string): boolean => /^\d+$/.test(text) && text.length <= MAX_EXTENSION_LENGTH;

export const isAuthorizationUser = (text: string): boolean => /^[^\s"\\]{1,128}$/.test(text);

/** Any text on one line. */
export const isOneLine = (text: string): boolean => /^\P{Cc}+$/u.test(text) && text.trim() !== '';

/** Absolute on either family of systems, so that one file can be checked anywhere. */
export const isFullPath = (text: string): boolean => posix.isAbsolute(text) || win32.isAbsolute(text);

export const isEmployeeId = (text: string): boolean => /^\d{1,12}$/.test(text);

/** Codes that CLDR can name though they stand for no country. */
const notCountries = ['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ'];

/** ISO 3166-1 alpha-2, in capitals; withdrawn codes (UK, SU, DD…) are refused because CLDR spells them otherwise. */
export function isCountry(text: string): boolean {
  if (!/^[A-Z]{2}$/.test(text) || notCountries.includes(text)) return false;
  if (Intl.getCanonicalLocales(`und-${text}`)[0] !== `und-${text}`) return false;
  return new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(text) !== undefined;
}

const onlyAllowed = (text: string, extra: readonly string[]): boolean =>
  /^[0-9*#]*$/.test(text) && ['*', '#'].every((mark) => extra.includes(mark) || !text.includes(mark));

/** A number as it is sent to the PBX: digits, one leading `+`, and those of `*` and `#` that the company allows. */
export const isDialable = (text: string, extra: readonly string[]): boolean =>
  /^\+?[0-9*#]{1,20}$/.test(text) && onlyAllowed(text.replace(/^\+/, ''), extra);

/** A code of the PBX's own, so that `*` and `#` need no leave of `numbers.extraDialCharacters`. */
export const isPickupPrefix = (text: string): boolean => /^[0-9*#]{1,8}$/.test(text);

/** Up to six characters dialled before outside numbers; empty for none. */
export const isOutsidePrefix = (text: string, extra: readonly string[]): boolean =>
  text.length <= 6 && onlyAllowed(text, extra);

/** What may be wrong with a shortcut on any system that the file may be handed out to; null where nothing is. */
export function shortcutFault(text: string): 'shortcut' | 'shortcut-types-letters' | null {
  const problem = acceleratorProblemAnywhere(text);
  if (problem === null) return null;
  return problem === 'types-letters' ? 'shortcut-types-letters' : 'shortcut';
}
