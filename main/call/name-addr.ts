/** Reads name-addr and addr-spec header values (RFC 3261 §20.10, §25.1), also those that break the grammar but that a person could read. */
import { headerPieces, percentDecoded, splitHeader, unquoted } from './header-text.ts';

interface ReadUri {
  /** `sip`, `sips` or `tel`; empty where the value names none. */
  readonly scheme: 'sip' | 'sips' | 'tel' | '';
  /** Decoded, without password and parameters; empty for a URI that names a host only. */
  readonly user: string;
  /** Lower case, without port; empty for `tel:`. */
  readonly host: string;
  /** URI parameters and headers, decoded, names in lower case: `cause`, `reason`. */
  readonly uriParams: ReadonlyMap<string, string>;
}

/** One value of From, To, P-Asserted-Identity, Remote-Party-ID, Diversion or History-Info. */
export interface NameAddr extends ReadUri {
  /** Unescaped, not yet fit to be shown; null where there is none. */
  readonly displayName: string | null;
  /** Parameters behind the closing bracket, names in lower case. */
  readonly params: ReadonlyMap<string, string>;
}

/** Far above what a person could read; a display name of 200 kB still leaves the URI behind it readable. */
const MAX_HEADER_LENGTH = 524_288;
/** More identities in one header are an attack, not a chain of forwardings. */
const MAX_VALUES = 20;

/** Every readable value of one header, in its order; unreadable ones are left out. Never throws; linear in the text's length. */
export function parseNameAddrs(header: string): NameAddr[] {
  const values: string[] = [];
  let name = '';
  for (const part of splitHeader(header.slice(0, MAX_HEADER_LENGTH), ',')) {
    // In `Petrova, Anna <sip:102@…>` the comma belongs to a name that should have been quoted.
    const isNamePart = !/[<@:]/.test(part) && /\p{L}/u.test(part);
    if (!isNamePart) values.push(name + part);
    name = isNamePart ? `${name}${part}, ` : '';
  }
  if (name !== '') values.push(name.slice(0, -2));
  return values.slice(0, MAX_VALUES).flatMap((value) => parseNameAddr(value) ?? []);
}

function parseNameAddr(value: string): NameAddr | null {
  const pieces = headerPieces(value);
  const bracketed = pieces.findIndex((piece) => piece.kind === 'bracketed');
  if (bracketed === -1) return parseWithoutBrackets(value);
  const name = pieces.slice(0, bracketed).map((piece) => piece.content);
  const params = pieces.slice(bracketed + 1).map((piece) => piece.raw);
  return assemble(name.join(''), pieces[bracketed]?.content ?? '', params.join(''));
}

/** Without brackets all behind the first semicolon belongs to the header (RFC 3261 §20); a name may stand before the scheme all the same. */
function parseWithoutBrackets(value: string): NameAddr | null {
  const start = Math.max(0, value.search(/(?<![\w.+-])(?:sips?|tel):/i));
  const [uri = '', ...params] = splitHeader(value.slice(start), ';');
  return assemble(unquoted(value.slice(0, start)), uri, params.join(';'));
}

function assemble(name: string, uriText: string, paramText: string): NameAddr | null {
  const uri = readUri(uriText.trim());
  if (uri === null) return null;
  const displayName = name.trim();
  return { displayName: displayName === '' ? null : displayName, ...uri, params: readParams(paramText) };
}

function readUri(text: string): ReadUri | null {
  // `pbx:5060` looks like a scheme; only those that carry telephone calls are taken for one.
  const named = /^(sips?|tel):/i.exec(text)?.[1]?.toLowerCase();
  const scheme = named === 'sip' || named === 'sips' || named === 'tel' ? named : '';
  const rest = scheme === '' ? text : text.slice(scheme.length + 1);
  const at = scheme === 'tel' ? -1 : rest.indexOf('@');
  if (at === -1) return readUriWithoutAt(scheme, rest);
  const [hostPort = '', ...tail] = rest.slice(at + 1).split(/[;?&]/);
  const [user = ''] = rest.slice(0, at).split(/[;:]/, 1);
  return { scheme, user: percentDecoded(user).trim(), host: hostOf(hostPort), uriParams: readParams(tail.join(';')) };
}

/** `tel:` URIs, hosts without a user, and the bare numbers and words that some exchanges send in place of a URI. */
function readUriWithoutAt(scheme: ReadUri['scheme'], rest: string): ReadUri | null {
  const [main = '', ...tail] = rest.split(/[;?&]/);
  const decoded = percentDecoded(main).trim();
  const uriParams = readParams(tail.join(';'));
  if (decoded === '') return null;
  const isNumber = /^\+?[\d\s()-]{2,}$/.test(decoded);
  const isWord = scheme === '' && /^[\w.+*#-]+$/.test(decoded);
  if (scheme === 'tel' || isNumber || isWord) return { scheme, user: decoded, host: '', uriParams };
  return scheme === '' ? null : { scheme, user: '', host: hostOf(main), uriParams };
}

function hostOf(hostPort: string): string {
  const host = hostPort.trim().toLowerCase();
  return /^\[[^\]]*\]/.exec(host)?.[0] ?? host.split(/[:,\s>]/, 1)[0] ?? '';
}

function readParams(text: string): ReadonlyMap<string, string> {
  const params = new Map<string, string>();
  for (const part of splitHeader(text, ';')) {
    const [name = '', ...value] = part.split('=');
    const key = name.trim().toLowerCase();
    if (key !== '' && !params.has(key)) params.set(key, percentDecoded(unquoted(value.join('='))));
  }
  return params;
}
