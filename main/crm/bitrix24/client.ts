/** Calls one REST method of a portal, with a time limit of its own and the redirect followed by hand. */
import type { CrmError } from '../../model/crm.ts';
import type { Clock } from '../../model/clock.ts';
import { readEnvelope } from './envelope.ts';
import { crmError, networkError, pageError, portalError } from './errors.ts';
import type { HttpFailure, HttpPort, HttpReply } from './http.ts';
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
      readonly atEpochMs: number;
      readonly host: string;
    }
  /** `wasReached`: some web server answered. */
  | { readonly kind: 'failed'; readonly error: CrmError; readonly wasReached: boolean }
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

const HEADERS = { 'Content-Type': 'application/json', Accept: 'application/json' };

type Hopped =
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'there'; readonly reply: HttpReply | HttpFailure; readonly url: URL };

export function createClient(needs: ClientNeeds): PortalClient {
  const { webhook, clock } = needs;
  /** By method: when its operating time is counted anew, as last told. An error reply does not always tell it. */
  const resetAtEpochMs = new Map<string, number>();

  const hop = async (url: URL, body: string, signal: AbortSignal, hopsLeft: number): Promise<Hopped> => {
    const reply = await needs.http({ url, headers: HEADERS, body, signal });
    if (reply.kind === 'failure' || reply.status < 300 || reply.status > 399) return { kind: 'there', reply, url };
    if (!REPEATABLE_REDIRECTS.includes(reply.status)) return { kind: 'refused', why: `HTTP ${reply.status}` };
    if (hopsLeft === 0) return { kind: 'refused', why: `more than ${MAX_HOPS} redirects` };
    const next = nextHop(url, reply.location, needs.allowInsecure);
    return next.ok ? hop(next.value, body, signal, hopsLeft - 1) : { kind: 'refused', why: next.error };
  };

  const read = (method: string, reply: HttpReply, host: string): PortalReply => {
    const atEpochMs = clock.nowEpochMs();
    const failed = (error: CrmError): PortalReply => ({ kind: 'failed', error, wasReached: true });
    const envelope = readEnvelope(reply.body, atEpochMs);
    if (envelope.kind === 'unreadable') {
      const contentType = reply.contentType === null ? null : withoutSecret(reply.contentType, webhook.secret);
      return failed(pageError({ ...reply, contentType }, envelope.why, atEpochMs));
    }
    if (envelope.resetInMs !== null) resetAtEpochMs.set(method, atEpochMs + envelope.resetInMs);
    if (envelope.kind === 'result') {
      const { result, next, total } = envelope;
      return { kind: 'answered', result, next, total, atEpochMs, host };
    }
    const knownResetAt = resetAtEpochMs.get(method);
    const named = {
      code: withoutSecret(envelope.code, webhook.secret),
      description: withoutSecret(envelope.description, webhook.secret),
      resetInMs: knownResetAt === undefined || knownResetAt <= atEpochMs ? null : knownResetAt - atEpochMs,
    };
    return failed(portalError(named, reply.retryAfter, atEpochMs));
  };

  const settle = (method: string, hopped: Hopped, isLate: boolean): PortalReply => {
    const now = clock.nowEpochMs();
    const failed = (error: CrmError, wasReached: boolean): PortalReply => ({ kind: 'failed', error, wasReached });
    if (hopped.kind === 'refused') {
      return failed(crmError('redirect-refused', withoutSecret(hopped.why, webhook.secret), now), true);
    }
    const { reply, url } = hopped;
    if (reply.kind === 'reply') return read(method, reply, url.host);
    if (isLate) return failed(crmError('timed-out', `no answer within ${needs.timeoutMs} ms`, now), false);
    if (reply.reason === 'aborted') return { kind: 'aborted' };
    const code = withoutSecret(reply.code, webhook.secret);
    return failed(networkError(reply.reason, code, now), reply.reason === 'cut-off' || reply.reason === 'too-large');
  };

  return {
    call: async (method, params, signal) => {
      const limit = new AbortController();
      const cancelLimit = clock.after(needs.timeoutMs, () => {
        limit.abort();
      });
      const url = new URL(`${method}.json`, webhook.base);
      const hopped = await hop(url, JSON.stringify(params), AbortSignal.any([signal, limit.signal]), MAX_HOPS);
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
