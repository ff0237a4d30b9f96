/** Rules for single values of the configuration: pure predicates over text, without words. */
import { posix, win32 } from 'node:path';

const loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Null where the text is no URL. */
const urlOf = (text: string): URL | null => URL.parse(text);

/** True for `localhost`, 127.0.0.0/8 and [::1]: what never leaves this computer. */
const isLoopback = (url: URL): boolean => loopbackHost.test(url.hostname);

const hasCredentials = (url: URL): boolean => url.username !== '' || url.password !== '';

/** What may be wrong with one address of `sip.servers`; null where nothing is. */
export function serverFault(
  text: string,
  allowInsecure: boolean,
): 'server-not-a-url' | 'server-not-supported' | 'server-scheme' | 'server-has-password' | 'insecure' | null {
  if (/^(?:tls|tcp|udp|sips?):/i.test(text)) return 'server-not-supported';
  const url = urlOf(text);
  if (url === null || url.hash !== '') return 'server-not-a-url';
  if (url.protocol !== 'wss:' && url.protocol !== 'ws:') return 'server-scheme';
  if (hasCredentials(url)) return 'server-has-password';
  if (url.protocol === 'ws:' && !allowInsecure && !isLoopback(url)) return 'insecure';
  return null;
}

/** What may be wrong with a webhook address, closing slash or not; null where nothing is.
 *  @see bitrix24-telephony, mechanics: `https://PORTAL/rest/USER_ID/SECRET/METHOD.json` */
export function webhookFault(text: string, allowInsecure: boolean): 'webhook' | 'insecure' | null {
  const url = urlOf(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return 'webhook';
  if (hasCredentials(url) || url.search !== '' || url.hash !== '') return 'webhook';
  if (!/^\/rest\/\d+\/[A-Za-z0-9_-]+\/?$/.test(url.pathname)) return 'webhook';
  if (url.protocol === 'http:' && !allowInsecure && !isLoopback(url)) return 'insecure';
  return null;
}

/** What may be wrong with the base of entity cards; null where nothing is. */
export function cardBaseFault(text: string, allowInsecure: boolean): 'card-base' | 'insecure' | null {
  const url = urlOf(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return 'card-base';
  if (hasCredentials(url) || url.search !== '' || url.hash !== '') return 'card-base';
  if (url.protocol === 'http:' && !allowInsecure && !isLoopback(url)) return 'insecure';
  return null;
}

/** The address with exactly one closing slash, as `new URL` spells it. */
export const withClosingSlash = (text: string): string => new URL(text).href.replace(/\/*$/, '/');

/** `sip:user@domain`: the user part of RFC 3261 §25.1 without a password, a host name or address, nothing behind it. */
export const isAor = (text: string): boolean =>
  /^sip:[A-Za-z0-9\-_.!~*'()&=+$,;?/%]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])$/.test(
    text,
  );

/** The user part of an Address of Record that has passed `isAor`. */
export const userOfAor = (aor: string): string => aor.slice('sip:'.length, aor.lastIndexOf('@'));

export const isExtension = (text: string): boolean => /^\d{1,15}$/.test(text);

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

/** Up to six characters dialled before outside numbers; empty for none. */
export const isOutsidePrefix = (text: string, extra: readonly string[]): boolean =>
  text.length <= 6 && onlyAllowed(text, extra);

const modifier = '(?:Command|Cmd|Control|Ctrl|CommandOrControl|CmdOrCtrl|Alt|Option|AltGr|Shift|Super|Meta)';
const key = '(?:[A-Z0-9]|F(?:[1-9]|1\\d|2[0-4])|Space|Tab|Insert|Delete|Home|End|PageUp|PageDown|Up|Down|Left|Right)';
const accelerator = new RegExp(`^(?:${modifier}\\+){1,4}${key}$`);

/** An Electron accelerator with at least one modifier. @see electronjs.org/docs/latest/tutorial/keyboard-shortcuts */
export const isShortcut = (text: string): boolean => accelerator.test(text);
