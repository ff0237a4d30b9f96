/** Digest challenges of a 401 or 407: read, and the first that is supported chosen, in the server's order (RFC 8760 §2.4). */

type DigestAlgorithm = 'MD5' | 'MD5-sess' | 'SHA-256' | 'SHA-256-sess';

export interface Challenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | null;
  readonly algorithm: DigestAlgorithm;
  /** As the challenge spells it; null where it named none, so that the answer names none (RFC 2617). */
  readonly algorithmAsSent: string | null;
  /** Whether `auth` was offered; without any `qop` the old way of RFC 2069 is used. */
  readonly hasQopAuth: boolean;
  readonly isStale: boolean;
}

const MAX_CHARS = 4096;
const ALGORITHMS: readonly DigestAlgorithm[] = ['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess'];

/** @param values header values in the server's order
 *  @returns null where none is a digest of a supported algorithm and qop */
export function chooseChallenge(values: readonly string[]): Challenge | null {
  for (const value of values.slice(0, 8).flatMap((line) => splitChallenges(line.slice(0, MAX_CHARS)))) {
    const challenge = readChallenge(value);
    if (challenge !== null) return challenge;
  }
  return null;
}

/** One header line may hold several challenges: each starts with a scheme and a space. */
function splitChallenges(value: string): readonly string[] {
  return value.split(/,\s*(?=[A-Za-z]+\s+[A-Za-z]+\s*=)/);
}

function readChallenge(value: string): Challenge | null {
  const [, list] = /^\s*Digest\s+(.*)$/is.exec(value) ?? [];
  if (list === undefined) return null;
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, plain] of list.matchAll(/([A-Za-z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))/g)) {
    parameters.set(name.toLowerCase(), quoted ?? plain ?? '');
  }
  const realm = parameters.get('realm');
  const nonce = parameters.get('nonce');
  const algorithmAsSent = parameters.get('algorithm') ?? null;
  const wanted = (algorithmAsSent ?? 'MD5').toLowerCase();
  const algorithm = ALGORITHMS.find((name) => name.toLowerCase() === wanted);
  const qop =
    parameters
      .get('qop')
      ?.toLowerCase()
      .split(/[\s,]+/) ?? null;
  if (realm === undefined || nonce === undefined || algorithm === undefined) return null;
  if (qop !== null && !qop.includes('auth')) return null;
  return {
    realm,
    nonce,
    opaque: parameters.get('opaque') ?? null,
    algorithm,
    algorithmAsSent,
    hasQopAuth: qop !== null,
    isStale: parameters.get('stale')?.toLowerCase() === 'true',
  };
}
