/** All calls in progress: routes answers and in-dialog requests to their leg, gives up what is mute, forgets what is settled. */
import { parseNameAddr, parseUri } from './address.ts';
import { audioSdp } from './invite.ts';
import type { Call } from './call.ts';
import type { LampCall } from './lamp-bodies.ts';
import type { Leg } from './leg.ts';
import type { Link } from './link.ts';
import {
  headerOf,
  branchOf,
  mandatoryHeader,
  responseTo,
  tagOf,
  type SipHeader,
  type SipRequest,
  type SipResponse,
} from './message.ts';

const dialogKey = (callId: string, localTag: string, remoteTag: string): string => `${callId} ${localTag} ${remoteTag}`;

export class Calls {
  readonly #calls = new Set<Call>();
  readonly #legs = new Map<string, Leg>();
  readonly #dialogs = new Map<string, { leg: Leg; call: Call }>();

  get count(): number {
    return this.#calls.size;
  }

  add(call: Call): void {
    this.#calls.add(call);
  }

  adopt(leg: Leg): void {
    this.#legs.set(leg.branch, leg);
  }

  answered(leg: Leg, call: Call): void {
    this.#dialogs.set(dialogKey(leg.callId, tagOf(leg.plan.from), leg.remoteTag), { leg, call });
  }

  settled(call: Call): void {
    this.#calls.delete(call);
    for (const leg of call.legs) {
      this.#legs.delete(leg.branch);
      this.#dialogs.delete(dialogKey(leg.callId, tagOf(leg.plan.from), leg.remoteTag));
    }
  }

  /** What a user's line does, as its lamp shows it: a call that is talked counts before one that rings. */
  callOf(user: string): LampCall | null {
    const legs = [...this.#legs.values()].filter((leg) => leg.user === user && !leg.isCancelled);
    const leg = legs.find(({ state }) => state === 'answered') ?? legs.find(({ state }) => state === 'ringing');
    if (leg === undefined) return null;
    const { displayName, uri } = parseNameAddr(leg.plan.from);
    return { state: leg.state === 'answered' ? 'confirmed' : 'early', remote: { uri, name: displayName } };
  }

  /** The PBX went down: callers are cut off, nobody is told. */
  loseAll(): void {
    for (const call of this.#calls) {
      call.end(503, 'Service Unavailable', 'server');
      for (const leg of call.legs) leg.giveUp(503, 'Service Unavailable');
    }
    this.#calls.clear();
    this.#legs.clear();
    this.#dialogs.clear();
  }

  /** Legs that ring over a connection that is gone have failed. */
  lost(link: Link): void {
    for (const leg of this.#legs.values()) {
      if (leg.plan.link === link) leg.giveUp(503, 'Service Unavailable');
    }
  }

  /** Timer B, and the wait after a CANCEL that has no answer (RFC 3261 §17.1.1.2, §9.1), in one look at all legs. */
  giveUpMute(noResponseAfterMs: number, nowMs: number): void {
    for (const leg of this.#legs.values()) {
      const isMute = leg.responses.length === 0 && nowMs - leg.sentAtMs > noResponseAfterMs;
      const isDeafToCancel = leg.cancelSentAtMs !== null && nowMs - leg.cancelSentAtMs > noResponseAfterMs;
      if (isMute || isDeafToCancel) leg.giveUp(408, 'Request Timeout');
    }
  }

  /** @returns whether it belonged to a leg */
  receive(response: SipResponse, atMs: number): boolean {
    const leg = this.#legs.get(branchOf(response));
    leg?.receive(response, atMs);
    return leg !== undefined;
  }

  /** Answers a request with a To tag; ACK has no answer. */
  answerInDialog(request: SipRequest, send: (response: SipResponse) => void): void {
    const localTag = tagOf(mandatoryHeader(request, 'to'));
    const remoteTag = tagOf(mandatoryHeader(request, 'from'));
    const dialog = this.#dialogs.get(dialogKey(mandatoryHeader(request, 'call-id'), localTag, remoteTag));
    if (request.method === 'ACK') return;
    if (!dialog) {
      send(responseTo(request, 481, 'Call/Transaction Does Not Exist'));
      return;
    }
    const { leg, call } = dialog;
    switch (request.method) {
      case 'BYE':
        send(responseTo(request, 200, 'OK'));
        call.calleeHungUp(leg);
        break;
      case 'INVITE':
        send(
          responseTo(request, 200, 'OK', {
            headers: [
              ['Contact', `<${request.uri}>`],
              ['Content-Type', 'application/sdp'],
            ],
            body: audioSdp(),
          }),
        );
        break;
      case 'REFER':
        send(responseTo(request, 202, 'Accepted'));
        refer(call, leg, request);
        break;
      default:
        send(responseTo(request, 200, 'OK'));
    }
  }
}

/** Blind transfer as measured on Asterisk: the final 200 says "started", not "answered"; an unknown number leaves the caller where he is. */
function refer(call: Call, leg: Leg, request: SipRequest): void {
  const notify = (status: string, state: string): void => {
    const headers: SipHeader[] = [
      ['Event', 'refer'],
      ['Subscription-State', state],
      ['Content-Type', 'message/sipfrag;version=2.0'],
    ];
    leg.inDialog('NOTIFY', headers, `SIP/2.0 ${status}\r\n`);
  };
  notify('100 Trying', 'active;expires=600');
  const target = parseUri(parseNameAddr(headerOf(request, 'refer-to') ?? '').uri);
  if (target && call.transfer(leg, target.user)) {
    notify('180 Ringing', 'active;expires=600');
    notify('200 OK', 'terminated;reason=noresource');
  } else notify('404 Not Found', 'terminated;reason=noresource');
}
