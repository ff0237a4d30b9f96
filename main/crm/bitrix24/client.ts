/** Calls one REST method of a portal, with a time limit of its own and the redirect followed by hand. */
import type { CrmError, CrmErrorCode } from '../../model/crm.ts';
import type { Clock } from '../../model/clock.ts';
import { readEnvelope } from './envelope.ts';
import { crmError, networkError, pageError, portalError } from './errors.ts';
import type { HttpFailure, HttpPort, HttpReply, HttpRequest } from './http.ts';
import { MAX_HOPS, nextHop, REPEATABLE_REDIRECTS } from './redirect.ts';
import { withoutSecret, type Webhook } from './webhook.ts';

export type PortalReply =
  /** `host` is who answered: another than the webhook's where the portal was renamed. */
  | {
      readonly kind: 'answered';
      readonly result: unknown;
      /** Of a list in pages: where the next one starts, and how many there are in all; null where not told. */
      readonly next: number | null;
      readonly total: number | null;
      /** When the answer was read here. */
      readonly atEpochMs: number;
      /** When the portal had made it, by its own clock; `atEpochMs` where it does not tell, or tells a day that cannot be. */
      readonly finishEpochMs: number;
      /** Execution time of this method that counts against the portal's limit, and until when; null where not told. */
      readonly operatingSec: number | null;
      readonly operatingResetAtEpochMs: number | null;
      readonly host: string;
    }
  /** `wasReached`: some web server answered. `isDoubtful`: what was asked may have been done all the same; absent: it was not. */
  | { readonly kind: 'failed'; readonly error: CrmError; readonly wasReached: boolean; readonly isDoubtful?: boolean }
  /** Nobody wanted the answer any more. */
  | { readonly kind: 'aborted' };

export interface PortalClient {
  /** Never rejects. `signal` ends it with `aborted`; the time limit ends it with `timed-out`. */
  call(method: string, params: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<PortalReply>;
}

export interface ClientNeeds {
  readonly webhook: Webhook;
  /** Of one call, its redirects included. */
  readonly timeoutMs: number;
  readonly allowInsecure: boolean;
  readonly http: HttpPort;
  readonly clock: Clock;
}

/** Errors that the portal names, but may have met after its work: of its own making, or new to us. */
const AFTER_WORK: readonly CrmErrorCode[] = ['portal-fault', 'unknown-error'];

const HEADERS = { 'Content-Type': 'application/json', Accept: 'application/json' };

/** Lower case: they must not be done twice. `batch` is asked for reading alone. */
const WRITES: readonly string[] = [
  'crm.item.add',
  'crm.timeline.comment.add',
  'telephony.externalcall.register',
  'telephony.externalcall.finish',
];

type Hopped =
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'there'; readonly reply: HttpReply | HttpFailure; readonly url: URL };

export function createClient(needs: ClientNeeds): PortalClient {
  const { webhook, clock } = needs;
  /** By method: when its operating time is counted anew, as last told. An error reply does not always tell it. */
  const resetAtEpochMs = new Map<string, number>();

  const hop = async (
    request: Pick<HttpRequest, 'url' | 'body' | 'signal' | 'isWrite'>,
    hopsLeft: number,
  ): Promise<Hopped> => {
    const { url } = request;
    const reply = await needs.http({ ...request, headers: HEADERS });
    if (reply.kind === 'failure' || reply.status < 300 || reply.status > 399) return { kind: 'there', reply, url };
    if (!REPEATABLE_REDIRECTS.includes(reply.status)) return { kind: 'refused', why: `HTTP ${reply.status}` };
    if (hopsLeft === 0) return { kind: 'refused', why: `more than ${MAX_HOPS} redirects` };
    const next = nextHop(url, reply.location, needs.allowInsecure);
    return next.ok ? hop({ ...request, url: next.value }, hopsLeft - 1) : { kind: 'refused', why: next.error };
  };

  const read = (method: string, reply: HttpReply, host: string): PortalReply => {
    const atEpochMs = clock.nowEpochMs();
    const failed = (error: CrmError, isDoubtful: boolean): PortalReply => {
      return { kind: 'failed', error, wasReached: true, isDoubtful };
    };
    const envelope = readEnvelope(reply.body, atEpochMs);
    if (envelope.kind === 'unreadable') {
      const contentType = reply.contentType === null ? null : withoutSecret(reply.contentType, webhook.secret);
      return failed(pageError({ ...reply, contentType }, envelope.why, atEpochMs), true);
    }
    if (envelope.resetInMs !== null) resetAtEpochMs.set(method, atEpochMs + envelope.resetInMs);
    if (envelope.kind === 'result') {
      const { result, next, total, finishEpochMs, operatingSec, resetInMs } = envelope;
      const operatingResetAtEpochMs = resetInMs === null ? null : atEpochMs + resetInMs;
      const times = { atEpochMs, finishEpochMs: finishEpochMs ?? atEpochMs, operatingSec, operatingResetAtEpochMs };
      return { kind: 'answered', result, next, total, ...times, host };
    }
    const knownResetAt = resetAtEpochMs.get(method);
    const named = {
      code: withoutSecret(envelope.code, webhook.secret),
      description: withoutSecret(envelope.description, webhook.secret),
      resetInMs: knownResetAt === undefined || knownResetAt <= atEpochMs ? null : knownResetAt - atEpochMs,
    };
    const error = portalError(named, reply.retryAfter, atEpochMs);
    return failed(error, AFTER_WORK.includes(error.code));
  };

  const settle = (method: string, hopped: Hopped, isLate: boolean): PortalReply => {
    const now = clock.nowEpochMs();
    const failed = (error: CrmError, wasReached: boolean, isDoubtful = false): PortalReply => {
      return { kind: 'failed', error, wasReached, isDoubtful };
    };
    if (hopped.kind === 'refused') {
      return failed(crmError('redirect-refused', withoutSecret(hopped.why, webhook.secret), now), true);
    }
    const { reply, url } = hopped;
    if (reply.kind === 'reply') return read(method, reply, url.host);
    if (isLate) return failed(crmError('timed-out', `no answer within ${needs.timeoutMs} ms`, now), false, true);
    if (reply.reason === 'aborted') return { kind: 'aborted' };
    const code = withoutSecret(reply.code, webhook.secret);
    const wasReached = reply.reason === 'cut-off' || reply.reason === 'too-large';
    return failed(networkError(reply.reason, code, now), wasReached, wasReached);
  };

  return {
    call: async (method, params, signal) => {
      const limit = new AbortController();
      const cancelLimit = clock.after(needs.timeoutMs, () => {
        limit.abort();
      });
      const url = new URL(`${method}.json`, webhook.base);
      const request = { url, body: JSON.stringify(params), signal: AbortSignal.any([signal, limit.signal]) };
      const isWrite = WRITES.includes(method.toLowerCase());
      const hopped = await hop(isWrite ? { ...request, isWrite } : request, MAX_HOPS);
      cancelLimit();
      return signal.aborted ? { kind: 'aborted' } : settle(method, hopped, limit.signal.aborted);
    },
  };
}

/** A client for a portal that is not set up: every call fails at once with `why`. */
export function createIdleClient(why: string, clock: Pick<Clock, 'nowEpochMs'>): PortalClient {
  return {
    call: () =>
      Promise.resolve({
        kind: 'failed',
        error: crmError('not-set-up', why, clock.nowEpochMs()),
        wasReached: false,
      }),
  };
}
