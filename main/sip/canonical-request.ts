/** Makes of any request that can be understood one that sip.js parses, and keeps what its answers have to repeat. */
import { createHash } from 'node:crypto';
import { allHeaders, firstHeader, splitList, type RawMessage, type StartLine } from './raw-message.ts';
import { canonicalAddress, STAND_IN_HOST, tagOf } from './sip-address.ts';

/** Header values of a request that every answer to it repeats as they came (RFC 3261 §8.2.6.2). */
export interface Echo {
  readonly via: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly callId: string;
  readonly cseq: string;
}

/** What of a request the line itself looks at. */
export interface RequestFacts {
  readonly method: string;
  readonly requestUri: string;
  readonly callId: string;
  readonly fromTag: string;
  readonly cseq: number;
  /** Branch under which sip.js knows the transaction. */
  readonly branch: string;
}

export type CanonicalRequest =
  | { readonly kind: 'pass'; readonly text: string; readonly echo: Echo; readonly facts: RequestFacts }
  | { readonly kind: 'answer'; readonly status: number; readonly reason: string; readonly headers: readonly string[] }
  | { readonly kind: 'drop'; readonly why: string };

/** What sip.js handles; UPDATE and PUBLISH it does not. */
const METHODS = 'ACK, BYE, CANCEL, INFO, INVITE, MESSAGE, NOTIFY, OPTIONS, PRACK, REFER, REGISTER, SUBSCRIBE';

const SINGLE = ['from', 'to', 'call-id', 'cseq'] as const;
/** Handed on as they came; everything else sip.js has no use for here. Expires, Supported and Require stay out:
 *  they start timers and reliable answers that a line without media must not have. */
const HANDED_ON = ['event', 'subscription-state', 'content-disposition'] as const;
const CALL_ID = /^[A-Za-z0-9\-.!%*_+`'~()<>:\\"/[\]?{}]+(?:@[A-Za-z0-9\-.!%*_+`'~()<>:\\"/[\]?{}]+)?$/;
const MAX_CSEQ = 2 ** 31;

type RequestLine = StartLine & { kind: 'request' };

/** @param ownUri URI of our Contact: whatever comes down this line is meant for it
 *  @param isKnownCall whether a Call-ID is one of ours, so that its To tag means a dialog */
export function canonicalRequest(
  message: RawMessage & { readonly start: RequestLine },
  ownUri: string,
  isKnownCall: (callId: string) => boolean,
): CanonicalRequest {
  const { method } = message.start;
  const refusal = refuse(message);
  if (refusal !== null) {
    return method === 'ACK' && refusal.kind === 'answer' ? { kind: 'drop', why: refusal.reason } : refusal;
  }
  const via = allHeaders(message, 'via');
  const [from, to, callId, cseqValue] = SINGLE.map((name) => firstHeader(message, name) ?? '') as [
    string,
    string,
    string,
    string,
  ];
  const cseq = Number.parseInt(cseqValue, 10);
  const fromTag = tagOf(from) ?? 'none';
  const branch = transactionBranch(via[0] ?? '', callId, fromTag, cseq);
  // A To tag that no call of ours gave is a leftover: the call is new to us, and somebody wants to be seen ringing.
  const toTag = method === 'INVITE' && !isKnownCall(callId) ? null : tagOf(to);
  const body = bodyOf(message);
  const lines = [
    `${method} ${ownUri} SIP/2.0`,
    `Via: SIP/2.0/WS ${STAND_IN_HOST};branch=${branch}`,
    `From: ${canonicalAddress(from)};tag=${fromTag}`,
    `To: ${canonicalAddress(to)}${toTag === null ? '' : `;tag=${toTag}`}`,
    `Call-ID: ${canonicalCallId(callId)}`,
    `CSeq: ${cseq} ${method}`,
    ...contactLines(message, method),
    ...routeLines(message),
    ...HANDED_ON.flatMap((name) => allHeaders(message, name).map((value) => `${name}: ${value}`)),
    ...(body === '' ? [] : [`Content-Type: ${canonicalType(firstHeader(message, 'content-type'))}`]),
  ];
  return {
    kind: 'pass',
    text: `${lines.join('\r\n')}\r\n\r\n${body}`,
    echo: { via, from, to, callId, cseq: cseqValue },
    facts: { method, requestUri: message.start.requestUri, callId, fromTag, cseq, branch },
  };
}

/** A Call-ID the grammar takes: an odd one is spelt in hexadecimal. */
export function canonicalCallId(callId: string): string {
  return CALL_ID.test(callId) ? callId : `${Buffer.from(callId).toString('hex').slice(0, 128)}@${STAND_IN_HOST}`;
}

/** `type/subtype` without parameters, or what stands for "unreadable". */
export function canonicalType(value: string | null): string {
  return (
    /^(?:application|text|message|multipart)\/[A-Za-z0-9\-.+]+/i.exec(value ?? '')?.[0] ?? 'application/octet-stream'
  );
}

/** `Record-Route` lines that the grammar takes, one URI each. */
export function routeLines(message: RawMessage): readonly string[] {
  return allHeaders(message, 'record-route')
    .flatMap(splitList)
    .map((route) => `Record-Route: ${canonicalAddress(route)}`);
}

function refuse(
  message: RawMessage & { readonly start: RequestLine },
): Exclude<CanonicalRequest, { kind: 'pass' }> | null {
  const { method, requestUri } = message.start;
  const answer = (
    status: number,
    reason: string,
    headers: readonly string[] = [],
  ): CanonicalRequest & { kind: 'answer' } => ({
    kind: 'answer',
    status,
    reason,
    headers,
  });
  if (firstHeader(message, 'via') === null) return { kind: 'drop', why: 'no Via: nowhere to answer to' };
  if (message.isTooLarge) return answer(513, 'Message Too Large');
  const odd = SINGLE.find((name) => allHeaders(message, name).length !== 1);
  if (odd !== undefined) return answer(400, `Not exactly one ${odd}`);
  if (firstHeader(message, 'call-id') === '') return answer(400, 'Empty Call-ID');
  const [, number, cseqMethod] = /^(\d{1,10})\s+(\S+)$/.exec(firstHeader(message, 'cseq') ?? '') ?? [];
  if (number === undefined || Number(number) >= MAX_CSEQ || cseqMethod !== method) return answer(400, 'Bad CSeq');
  if (!METHODS.split(', ').includes(method)) return answer(405, 'Method Not Allowed', [`Allow: ${METHODS}`]);
  if (method === 'INVITE' || method === 'ACK' || method === 'CANCEL') return null;
  if (!/^<?\s*(?:sips?|tel):/i.test(requestUri)) return answer(416, 'Unsupported URI Scheme');
  if (hasWrongLength(message)) return answer(400, 'Bad Content-Length');
  if ((method === 'PRACK' || method === 'INFO') && tagOf(firstHeader(message, 'to') ?? '') === null) {
    return answer(481, 'Call/Transaction Does Not Exist');
  }
  return null;
}

/** Lengths that contradict each other or promise more than came (RFC 3261 §18.3). */
function hasWrongLength(message: RawMessage): boolean {
  const lengths = allHeaders(message, 'content-length');
  return lengths.some(
    (length) =>
      length !== lengths[0] ||
      !/^\d{1,9}$/.test(length) ||
      Number(length) > Buffer.byteLength(message.body, message.encoding),
  );
}

/** What Content-Length says of what came after the head (RFC 3261 §18.3). */
export function bodyOf(message: RawMessage): string {
  const length = firstHeader(message, 'content-length') ?? '';
  const bytes = Buffer.from(message.body, message.encoding);
  return /^\d{1,9}$/.test(length) && Number(length) < bytes.length
    ? bytes.toString(message.encoding, 0, Number(length))
    : message.body;
}

/** An INVITE needs a Contact for sip.js; a missing or unreadable one is no reason not to ring. */
function contactLines(message: RawMessage, method: string): readonly string[] {
  const [contact] = allHeaders(message, 'contact').flatMap(splitList);
  if (contact === undefined) return method === 'INVITE' ? [`Contact: <sip:unknown@${STAND_IN_HOST}>`] : [];
  return [`Contact: ${canonicalAddress(contact)}`];
}

/** One branch per transaction. sip.js matches by branch alone, RFC 3261 §17.2.3 by the sender too, and requests of RFC 2543 have none. */
function transactionBranch(topVia: string, callId: string, fromTag: string, cseq: number): string {
  const [hop = ''] = splitList(topVia);
  const branch = /;\s*branch\s*=\s*([^;,\s]+)/i.exec(hop)?.[1] ?? '';
  const sentBy = hop.split(';')[0] ?? '';
  const hash = createHash('sha256').update([sentBy, branch, callId, fromTag, cseq].join('\n'));
  return `z9hG4bK${hash.digest('hex').slice(0, 32)}`;
}
