/** The notifier of busy lamps: SUBSCRIBE and NOTIFY for `dialog` and `presence` of the users (RFC 6665). */
import { parseNameAddr, parseUri } from './address.ts';
import { newBranch, newTag } from './ids.ts';
import { dialogBody, presenceBody, type LampCall } from './lamp-bodies.ts';
import type { Wire } from './leg.ts';
import type { Link } from './link.ts';
import {
  headerOf,
  mandatoryHeader,
  responseTo,
  tagOf,
  type SipHeader,
  type SipRequest,
  type SipResponse,
} from './message.ts';

/** What a test does to lamps besides what calls do. */
export interface RigLamps {
  /** Subscriptions that live. */
  readonly count: number;
  /** Ends all subscriptions with a last NOTIFY. */
  end(reason: string, retryAfterSec?: number): void;
  /** Forgets all subscriptions and tells nobody: a refresh gets 481. */
  forget(): void;
  /** Sends a body to everybody who watches that user, whatever it says. @param event only to those who watch so */
  tell(user: string, body: string, event?: 'dialog' | 'presence'): void;
}

export interface LampSite {
  readonly wire: Wire;
  readonly domain: string;
  readonly nowEpochMs: () => number;
  hasUser(user: string): boolean;
  isRegistered(user: string): boolean;
  /** What the user's line does; null: nothing. */
  callOf(user: string): LampCall | null;
  /** How to answer a request without the right credentials; null where they are right. */
  refusal(request: SipRequest): SipResponse | null;
}

interface Subscription {
  readonly key: string;
  readonly user: string;
  readonly event: Event;
  readonly link: Link;
  readonly contactUri: string;
  readonly from: string;
  readonly to: string;
  readonly callId: string;
  cseq: number;
  version: number;
  lastTold: string;
  expiresAtEpochMs: number;
}

const TYPES = { dialog: 'application/dialog-info+xml', presence: 'application/pidf+xml' } as const;
type Event = keyof typeof TYPES;

export class Lamps implements RigLamps {
  readonly #site: LampSite;
  readonly #subscriptions = new Map<string, Subscription>();

  constructor(site: LampSite) {
    this.#site = site;
  }

  get count(): number {
    return this.#live().length;
  }

  /** Answers a SUBSCRIBE, and notifies. */
  receive(link: Link, request: SipRequest): void {
    const { wire } = this.#site;
    const { lamps } = wire.faults;
    if (lamps === 'mute') return;
    const reply = (status: number, reason: string, headers: readonly SipHeader[] = []): void => {
      wire.transmit(link, responseTo(request, status, reason, { toTag: newTag(), headers }));
    };
    const refusal = this.#site.refusal(request);
    if (refusal !== null) wire.transmit(link, refusal);
    else if (typeof lamps === 'object' && (lamps.event ?? eventOf(request)) === eventOf(request))
      reply(lamps.status, lamps.reason);
    else if (tagOf(mandatoryHeader(request, 'to')) !== '') this.#refresh(link, request, reply);
    else this.#subscribe(link, request, reply);
  }

  /** A user's calls or contacts have changed. */
  update(user: string): void {
    for (const subscription of this.#live()) {
      if (subscription.user === user) this.#notify(subscription, false);
    }
  }

  closed(link: Link): void {
    for (const { key, link: own } of this.#live()) if (own === link) this.#subscriptions.delete(key);
  }

  end(reason: string, retryAfterSec?: number): void {
    const state = `terminated;reason=${reason}${retryAfterSec === undefined ? '' : `;retry-after=${retryAfterSec}`}`;
    for (const subscription of this.#live()) this.#send(subscription, state, null);
    this.forget();
  }

  forget(): void {
    this.#subscriptions.clear();
  }

  tell(user: string, body: string, event?: Event): void {
    for (const subscription of this.#live()) {
      const isMeant = subscription.user === user && (event ?? subscription.event) === subscription.event;
      if (isMeant) this.#send(subscription, this.#activeState(subscription), body);
    }
  }

  #subscribe(link: Link, request: SipRequest, reply: Reply): void {
    const name = eventOf(request);
    const event = name === 'dialog' || name === 'presence' ? name : null;
    const user = parseUri(request.uri)?.user ?? '';
    if (event === null) reply(489, 'Bad Event', [['Allow-Events', 'dialog, presence']]);
    else if (!this.#site.hasUser(user)) reply(404, 'Not Found');
    else {
      const callId = mandatoryHeader(request, 'call-id');
      const tag = newTag();
      const subscription: Subscription = {
        key: `${callId} ${tag}`,
        user,
        event,
        link,
        contactUri: parseNameAddr(headerOf(request, 'contact') ?? '').uri,
        from: `<sip:${user}@${this.#site.domain}>;tag=${tag}`,
        to: mandatoryHeader(request, 'from'),
        callId,
        cseq: 0,
        version: 0,
        lastTold: '',
        expiresAtEpochMs: 0,
      };
      this.#subscriptions.set(subscription.key, subscription);
      this.#grant(subscription, request);
    }
  }

  #refresh(link: Link, request: SipRequest, reply: Reply): void {
    const key = `${mandatoryHeader(request, 'call-id')} ${tagOf(mandatoryHeader(request, 'to'))}`;
    const subscription = this.#live().find((each) => each.key === key && each.link === link);
    if (subscription === undefined) reply(481, 'Subscription Does Not Exist');
    else this.#grant(subscription, request);
  }

  /** A SUBSCRIBE is answered by a 200, and by a NOTIFY with the whole state. */
  #grant(subscription: Subscription, request: SipRequest): void {
    const { wire, nowEpochMs } = this.#site;
    const { link, user, key } = subscription;
    const asked = Number(headerOf(request, 'expires') ?? wire.faults.lampExpiresSec);
    const grantedSec = Math.min(asked, wire.faults.lampExpiresSec);
    subscription.expiresAtEpochMs = nowEpochMs() + grantedSec * 1000;
    const headers: SipHeader[] = [
      ['Expires', String(grantedSec)],
      ['Contact', `<sip:${user}@${wire.sentBy(link)};transport=${link.transport.toLowerCase()}>`],
    ];
    wire.transmit(link, responseTo(request, 200, 'OK', { toTag: tagOf(subscription.from), headers }));
    if (grantedSec === 0) {
      this.#send(subscription, 'terminated;reason=timeout', null);
      this.#subscriptions.delete(key);
    } else this.#notify(subscription, true);
  }

  #notify(subscription: Subscription, isWanted: boolean): void {
    if (this.#site.wire.faults.lamps === 'silent') return;
    const { user, event, version } = subscription;
    const uri = `sip:${user}@${this.#site.domain}`;
    const call = this.#site.callOf(user);
    const isRegistered = this.#site.isRegistered(user);
    const told = JSON.stringify([call?.state, isRegistered]);
    if (told === subscription.lastTold && !isWanted) return;
    subscription.lastTold = told;
    subscription.version += 1;
    const body = event === 'dialog' ? dialogBody(version, uri, call) : presenceBody(uri, isRegistered, call);
    this.#send(subscription, this.#activeState(subscription), body);
  }

  #activeState({ expiresAtEpochMs }: Subscription): string {
    return `active;expires=${Math.max(0, Math.round((expiresAtEpochMs - this.#site.nowEpochMs()) / 1000))}`;
  }

  #send(subscription: Subscription, state: string, body: string | null): void {
    const { wire } = this.#site;
    const { link, contactUri, from, to, callId, event, user } = subscription;
    subscription.cseq += 1;
    const headers: SipHeader[] = [
      ['Via', `SIP/2.0/${link.transport} ${wire.sentBy(link)};rport;branch=${newBranch()}`],
      ['From', from],
      ['To', to],
      ['Call-ID', callId],
      ['CSeq', `${subscription.cseq} NOTIFY`],
      ['Max-Forwards', '70'],
      ['Contact', `<sip:${user}@${wire.sentBy(link)};transport=${link.transport.toLowerCase()}>`],
      ['Event', event],
      ['Subscription-State', state],
      ...(body === null ? [] : [['Content-Type', TYPES[event]] satisfies SipHeader]),
    ];
    wire.transmit(link, { kind: 'request', method: 'NOTIFY', uri: contactUri, headers, body: body ?? '' });
  }

  #live(): readonly Subscription[] {
    const now = this.#site.nowEpochMs();
    for (const { key, expiresAtEpochMs } of this.#subscriptions.values()) {
      if (expiresAtEpochMs > 0 && expiresAtEpochMs <= now) this.#subscriptions.delete(key);
    }
    return [...this.#subscriptions.values()];
  }
}

function eventOf(request: SipRequest): string {
  const [name = ''] = (headerOf(request, 'event') ?? '').split(';');
  return name;
}

type Reply = (status: number, reason: string, headers?: readonly SipHeader[]) => void;
