/** Answers to digest challenges: MD5 and SHA-256, where sip.js knows MD5 only (RFC 7616, RFC 8760). */
import { createHash, randomBytes } from 'node:crypto';
import { Core } from 'sip.js';
import type { Challenge } from './challenge.ts';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

export interface DigestRequest {
  readonly method: string;
  /** The Request-URI, as sent. */
  readonly uri: string;
}

/** @param cnonce hexadecimal, fresh for every answer
 *  @param nonceCount 1-based count of answers to this nonce
 *  @returns value of the Authorization header. Never throws. */
export function digestAnswer(
  challenge: Challenge,
  credentials: Credentials,
  request: DigestRequest,
  cnonce: string,
  nonceCount: number,
): string {
  const { realm, nonce, algorithm, hasQopAuth } = challenge;
  const hash = (text: string): string =>
    createHash(algorithm.startsWith('SHA-256') ? 'sha256' : 'md5')
      .update(text)
      .digest('hex');
  const nc = nonceCount.toString(16).padStart(8, '0');
  const secret = hash(`${credentials.user}:${unescape(realm)}:${credentials.password}`);
  const ha1 = algorithm.endsWith('-sess') ? hash(`${secret}:${nonce}:${cnonce}`) : secret;
  const ha2 = hash(`${request.method}:${request.uri}`);
  const response = hasQopAuth ? hash(`${ha1}:${nonce}:${nc}:${cnonce}:auth:${ha2}`) : hash(`${ha1}:${nonce}:${ha2}`);
  return `Digest ${[
    `username="${credentials.user.replaceAll(/["\\]/g, '\\$&')}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${request.uri}"`,
    `response="${response}"`,
    ...(challenge.algorithmAsSent === null ? [] : [`algorithm=${challenge.algorithmAsSent}`]),
    ...(challenge.opaque === null ? [] : [`opaque="${challenge.opaque}"`]),
    ...(hasQopAuth ? ['qop=auth', `cnonce="${cnonce}"`, `nc=${nc}`] : []),
  ].join(', ')}`;
}

/** What sip.js asks for credentials, once per request: it takes the challenge that the line chose, not the one sip.js parsed. */
export class LineDigest extends Core.DigestAuthentication {
  readonly #credentials: Credentials;
  readonly #chosen: () => Challenge | null;
  #answer = '';
  #nonce = '';
  #nonceCount = 0;

  constructor(loggers: Core.LoggerFactory, credentials: Credentials, chosen: () => Challenge | null) {
    super(loggers, undefined, credentials.user, undefined);
    this.#credentials = credentials;
    this.#chosen = chosen;
  }

  override authenticate(request: Core.OutgoingRequestMessage): boolean {
    const challenge = this.#chosen();
    if (challenge === null) return false;
    this.#nonceCount = challenge.nonce === this.#nonce ? this.#nonceCount + 1 : 1;
    this.#nonce = challenge.nonce;
    this.#answer = digestAnswer(
      challenge,
      this.#credentials,
      { method: request.method, uri: request.ruri.toRaw() },
      randomBytes(8).toString('hex'),
      this.#nonceCount,
    );
    return true;
  }

  override toString(): string {
    return this.#answer;
  }
}

/** A quoted string's meaning (RFC 3261 §25.1); the header repeats it as it came. */
function unescape(quoted: string): string {
  return quoted.replaceAll(/\\(.)/g, '$1');
}
