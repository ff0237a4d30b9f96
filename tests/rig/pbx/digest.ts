/** HTTP digest as SIP uses it (RFC 3261 §22, RFC 7616, RFC 8760): challenge, check and answer, MD5 and SHA-256, qop=auth. */
import { createHash, createHmac, randomBytes } from 'node:crypto';

export type DigestAlgorithm = 'MD5' | 'SHA-256';

const hashNames: Readonly<Record<DigestAlgorithm, string>> = { MD5: 'md5', 'SHA-256': 'sha256' };

const hash = (algorithm: DigestAlgorithm, text: string): string =>
  createHash(hashNames[algorithm]).update(text).digest('hex');

/** The name as one of the algorithms known here (case does not matter), or null. */
export function knownAlgorithm(name: string): DigestAlgorithm | null {
  const upper = name.toUpperCase();
  return upper === 'MD5' || upper === 'SHA-256' ? upper : null;
}

export interface DigestInput {
  readonly algorithm: DigestAlgorithm;
  readonly username: string;
  readonly realm: string;
  readonly password: string;
  readonly method: string;
  readonly uri: string;
  readonly nonce: string;
  /** null: the reply of RFC 2069, which servers still take. */
  readonly qop: { readonly nc: string; readonly cnonce: string } | null;
}

/** The `response` of a digest, in hexadecimal. @see RFC 7616 §3.4.1 */
export function digestResponse(input: DigestInput): string {
  const { algorithm, nonce, qop } = input;
  const secret = hash(algorithm, `${input.username}:${input.realm}:${input.password}`);
  const request = hash(algorithm, `${input.method}:${input.uri}`);
  const middle = qop === null ? nonce : `${nonce}:${qop.nc}:${qop.cnonce}:auth`;
  return hash(algorithm, `${secret}:${middle}:${request}`);
}

/** The parameters of a `Digest …` value with names in lower case and quotes removed; empty if it is another scheme. */
export function digestParams(value: string): ReadonlyMap<string, string> {
  const params = new Map<string, string>();
  if (!/^digest\s/i.test(value)) return params;
  for (const [, name = '', quoted, bare] of value.slice(7).matchAll(/([a-z0-9-]+)\s*=\s*(?:"([^"]*)"|([^\s,]+))/gi)) {
    params.set(name.toLowerCase(), quoted ?? bare ?? '');
  }
  return params;
}

/** One WWW-Authenticate value. The algorithm is any text, so that a test can offer one that nobody knows. */
export function formatChallenge(realm: string, nonce: string, algorithm: string, isStale: boolean): string {
  const stale = isStale ? ',stale=true' : '';
  return `Digest realm="${realm}",nonce="${nonce}",opaque="5ccc069c403ebaf9",algorithm=${algorithm},qop="auth"${stale}`;
}

/** The client's side, for the scripted phones: the Authorization value for a challenge, or null if its algorithm is unknown. */
export function answerChallenge(
  challenge: string,
  who: { readonly username: string; readonly password: string },
  request: { readonly method: string; readonly uri: string },
): string | null {
  const params = digestParams(challenge);
  const algorithm = knownAlgorithm(params.get('algorithm') ?? 'MD5');
  if (algorithm === null) return null;
  const realm = params.get('realm') ?? '';
  const nonce = params.get('nonce') ?? '';
  const qop = { nc: '00000001', cnonce: randomBytes(8).toString('hex') };
  const response = digestResponse({ algorithm, ...who, realm, ...request, nonce, qop });
  return [
    `Digest username="${who.username}",realm="${realm}",nonce="${nonce}",uri="${request.uri}",response="${response}"`,
    `algorithm=${algorithm},cnonce="${qop.cnonce}",qop=auth,nc=${qop.nc},opaque="${params.get('opaque') ?? ''}"`,
  ].join(',');
}

/** Nonces that carry their time of issue under a signature, so that none has to be remembered. */
export class NonceIssuer {
  readonly #secret = randomBytes(16);
  readonly #lifetimeMs: number;
  readonly #nowEpochMs: () => number;

  /** @param lifetimeMs after that a nonce is stale; Asterisk's default is 32 s */
  constructor(lifetimeMs: number, nowEpochMs: () => number) {
    this.#lifetimeMs = lifetimeMs;
    this.#nowEpochMs = nowEpochMs;
  }

  issue(): string {
    const payload = `${this.#nowEpochMs().toString(36)}.${randomBytes(6).toString('hex')}`;
    return `${payload}.${this.#sign(payload)}`;
  }

  /** False for an old nonce and for one of another server's life: both are answered with stale=true. */
  isFresh(nonce: string): boolean {
    const [time = '', salt = '', signature = ''] = nonce.split('.');
    return (
      signature === this.#sign(`${time}.${salt}`) && this.#nowEpochMs() - Number.parseInt(time, 36) < this.#lifetimeMs
    );
  }

  #sign(payload: string): string {
    return createHmac('sha256', this.#secret).update(payload).digest('hex').slice(0, 16);
  }
}
