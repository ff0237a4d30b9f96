/** The registrar (RFC 3261 §10.3): digest, several contacts per AOR, grants, de-registration. */
import { parseNameAddr, splitList, userOf } from './address.ts';
import { digestParams, digestResponse, formatChallenge, knownAlgorithm, NonceIssuer } from './digest.ts';
import { newTag } from './ids.ts';
import type { Link } from './link.ts';
import {
  cseqOf,
  headerOf,
  headersOf,
  mandatoryHeader,
  responseTo,
  type SipHeader,
  type SipRequest,
  type SipResponse,
} from './message.ts';
import type { PbxFaults, PbxOptions, PbxUser } from './options.ts';

export interface Binding {
  readonly user: string;
  /** The contact's URI as the client wrote it. */
  readonly contactUri: string;
  /** Where it is reached: the connection or address its REGISTER came from (Asterisk's rewrite_contact). */
  readonly link: Link;
  readonly callId: string;
  readonly cseq: number;
  readonly expiresAtEpochMs: number;
  readonly userAgent: string;
}

export class Registrar {
  readonly #options: PbxOptions;
  readonly #realm: string;
  readonly #faults: PbxFaults;
  readonly #users: ReadonlyMap<string, PbxUser>;
  readonly #nowEpochMs: () => number;
  readonly #nonces: NonceIssuer;
  readonly #bindings = new Map<string, Binding[]>();

  constructor(options: PbxOptions, realm: string, faults: PbxFaults) {
    this.#options = options;
    this.#realm = realm;
    this.#faults = faults;
    this.#users = new Map(options.users.map((user) => [user.user, user]));
    this.#nowEpochMs = options.nowEpochMs ?? Date.now;
    this.#nonces = new NonceIssuer(options.nonceLifetimeMs ?? 32_000, this.#nowEpochMs);
  }

  hasUser(user: string): boolean {
    return this.#users.has(user);
  }

  /** A user's live bindings, the oldest first. */
  bindings(user: string): Binding[] {
    const now = this.#nowEpochMs();
    return (this.#bindings.get(user) ?? []).filter(({ expiresAtEpochMs }) => expiresAtEpochMs > now);
  }

  /** @returns the users who had a binding there */
  forgetLink(link: Link): readonly string[] {
    return [...this.#bindings].flatMap(([user, bindings]) => {
      const others = bindings.filter((binding) => binding.link !== link);
      this.#bindings.set(user, others);
      return others.length < bindings.length ? [user] : [];
    });
  }

  forgetAll(): void {
    this.#bindings.clear();
  }

  /** Answers a REGISTER and keeps what it says. */
  answer(request: SipRequest, link: Link): SipResponse {
    const reply = (status: number, reason: string, headers: readonly SipHeader[] = []): SipResponse =>
      responseTo(request, status, reason, { toTag: newTag(), headers });
    const forced = this.#faults.answerRegisterWith;
    if (forced) {
      const { retryAfterSec } = forced;
      const headers: SipHeader[] = retryAfterSec === undefined ? [] : [['Retry-After', String(retryAfterSec)]];
      return reply(forced.status, forced.reason, headers);
    }
    const name = userOf(mandatoryHeader(request, 'to'));
    const user = this.#users.get(name) ?? null;
    const verdict = this.#authenticate(request, user);
    if (verdict === 'forbidden') return reply(403, 'Forbidden');
    if (verdict !== 'granted' || user === null) {
      return reply(401, 'Unauthorized', this.#challenges(user, verdict === 'stale'));
    }
    return this.#update(request, user, link, reply);
  }

  /** How to answer a request other than REGISTER that has not the right credentials; null where it has. */
  refusal(request: SipRequest): SipResponse | null {
    const user = this.#users.get(userOf(mandatoryHeader(request, 'from'))) ?? null;
    const verdict = this.#authenticate(request, user);
    const parts = { toTag: newTag() };
    if (verdict === 'granted') return null;
    if (verdict === 'forbidden') return responseTo(request, 403, 'Forbidden', parts);
    return responseTo(request, 401, 'Unauthorized', { ...parts, headers: this.#challenges(user, verdict === 'stale') });
  }

  #challenges(user: PbxUser | null, isStale: boolean): SipHeader[] {
    const nonce = this.#nonces.issue();
    return this.#offered(user).map((name) => {
      const challenge = formatChallenge(this.#realm, nonce, name, isStale);
      return ['WWW-Authenticate', name === '' ? challenge.replace(',algorithm=', '') : challenge];
    });
  }

  #offered(user: PbxUser | null): readonly string[] {
    return this.#faults.challenge ?? user?.algorithms ?? ['SHA-256', 'MD5'];
  }

  #authenticate(request: SipRequest, user: PbxUser | null): 'granted' | 'challenge' | 'stale' | 'forbidden' {
    const offered = this.#offered(user).map((name) => knownAlgorithm(name === '' ? 'MD5' : name));
    const given = headersOf(request, 'authorization')
      .map(digestParams)
      .find((params) => params.get('realm') === this.#realm);
    if (!given) return 'challenge';
    const read = (name: string): string => given.get(name) ?? '';
    const algorithm = knownAlgorithm(given.get('algorithm') ?? 'MD5');
    const isRight =
      user !== null &&
      !this.#faults.rejectCredentials &&
      algorithm !== null &&
      offered.includes(algorithm) &&
      read('username') === (user.authorizationUser ?? user.user) &&
      read('response') ===
        digestResponse({
          algorithm,
          username: read('username'),
          realm: this.#realm,
          password: user.password,
          method: request.method,
          uri: read('uri'),
          nonce: read('nonce'),
          qop: given.has('qop') ? { nc: read('nc'), cnonce: read('cnonce') } : null,
        });
    if (!isRight) return this.#options.onWrongPassword === 403 ? 'forbidden' : 'challenge';
    return this.#nonces.isFresh(read('nonce')) ? 'granted' : 'stale';
  }

  #update(
    request: SipRequest,
    user: PbxUser,
    link: Link,
    reply: (status: number, reason: string, headers?: readonly SipHeader[]) => SipResponse,
  ): SipResponse {
    const contacts = headersOf(request, 'contact').flatMap(splitList);
    const asked = contacts.map((contact) => this.#askedSec(request, contact));
    const minSec = this.#options.minExpiresSec ?? 0;
    if (asked.some((sec) => sec > 0 && sec < minSec)) {
      return reply(423, 'Interval Too Brief', [['Min-Expires', String(minSec)]]);
    }
    const callId = mandatoryHeader(request, 'call-id');
    const cseq = cseqOf(request).number;
    const known = this.bindings(user.user);
    // RFC 3261 §10.3 step 7: a late REGISTER must not undo a newer one.
    if (contacts.length > 0 && known.some((each) => each.callId === callId && each.cseq >= cseq)) {
      return reply(500, 'Server Internal Error');
    }
    if (contacts.includes('*')) {
      this.#bindings.set(user.user, []);
      return reply(200, 'OK');
    }
    const uris = contacts.map((contact) => parseNameAddr(contact).uri);
    const kept = known.filter(({ contactUri }) => !uris.includes(contactUri));
    const added = uris.flatMap((contactUri, index): Binding[] => {
      const askedSec = asked[index] ?? 0;
      const grantedSec = this.#options.grantExpiresSec ?? Math.min(askedSec, 3600);
      if (askedSec === 0) return [];
      const expiresAtEpochMs = this.#nowEpochMs() + grantedSec * 1000;
      const userAgent = headerOf(request, 'user-agent') ?? '';
      return [{ user: user.user, contactUri, link, callId, cseq, expiresAtEpochMs, userAgent }];
    });
    const room = (user.maxContacts ?? 5) - added.length;
    if (kept.length > room && added.length > 0) {
      if (user.removeExisting !== true || room < 0) return reply(403, 'Forbidden');
      kept.sort((one, other) => one.expiresAtEpochMs - other.expiresAtEpochMs).splice(0, kept.length - room);
    }
    this.#bindings.set(user.user, [...kept, ...added]);
    return reply(200, 'OK', this.#listing(user.user));
  }

  #askedSec(request: SipRequest, contact: string): number {
    const text = parseNameAddr(contact).params.get('expires') ?? headerOf(request, 'expires') ?? '3600';
    const seconds = Number(text);
    return Number.isInteger(seconds) && seconds >= 0 ? seconds : 3600;
  }

  #listing(user: string): SipHeader[] {
    const now = this.#nowEpochMs();
    return this.bindings(user).map(({ contactUri, expiresAtEpochMs }) => [
      'Contact',
      `<${contactUri}>;expires=${Math.round((expiresAtEpochMs - now) / 1000)}`,
    ]);
  }
}
