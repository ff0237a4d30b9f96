/** Makes of any response to us one that sip.js parses: a bad CSeq would end the process, a second challenge hide the first. */
import { canonicalCallId, canonicalType, routeLines } from './canonical-request.ts';
import { type Challenge, chooseChallenge } from './challenge.ts';
import { allHeaders, firstHeader, splitList, type RawMessage, type StartLine } from './raw-message.ts';
import { canonicalAddress, tagOf } from './sip-address.ts';

export type CanonicalResponse =
  | {
      readonly kind: 'pass';
      readonly text: string;
      /** The challenge to answer, of a 401 or 407; null where none is supported. */
      readonly challenge: Challenge | null;
    }
  | { readonly kind: 'drop'; readonly why: string };

type StatusLine = StartLine & { kind: 'response' };

const HANDED_ON = ['expires', 'min-expires', 'event', 'retry-after'] as const;

/** @param viaHost the one that sip.js takes for its own
 *  @param sentBy ours on the wire: a response with another one is not for us (RFC 3261 §18.1.2) */
export function canonicalResponse(
  message: RawMessage & { readonly start: StatusLine },
  viaHost: string,
  sentBy: string,
): CanonicalResponse {
  const { status, reason } = message.start;
  const drop = (why: string): CanonicalResponse => ({ kind: 'drop', why });
  if (message.isTooLarge) return drop('too large');
  if (status < 100 || status > 699) return drop('no such status');
  const vias = allHeaders(message, 'via').flatMap(splitList);
  const [, protocol, sender, branch] =
    /^SIP\s*\/\s*2\.0\s*\/\s*(\w+)\s+([^\s;]+).*;\s*branch\s*=\s*([^;,\s]+)/i.exec(vias[0] ?? '') ?? [];
  if (vias.length !== 1 || protocol === undefined || sender === undefined || branch === undefined)
    return drop('not one readable Via');
  if (sender.toLowerCase() !== sentBy.toLowerCase()) return drop('not our Via');
  const [, number, method] = /^(\d{1,10})\s+([A-Z]+)$/.exec(firstHeader(message, 'cseq') ?? '') ?? [];
  if (number === undefined || method === undefined) return drop('bad CSeq');
  const [from, to, callId] = [
    firstHeader(message, 'from'),
    firstHeader(message, 'to'),
    firstHeader(message, 'call-id'),
  ];
  if (from === null || to === null || callId === null || callId === '') return drop('no From, To or Call-ID');
  const isChallenge = status === 401 || status === 407;
  const challengeName = status === 401 ? 'www-authenticate' : 'proxy-authenticate';
  const challenge = isChallenge ? chooseChallenge(allHeaders(message, challengeName)) : null;
  const lines = [
    `SIP/2.0 ${status} ${reason.replaceAll(/[^\x20-\x7e]/g, '')}`,
    `Via: SIP/2.0/${protocol} ${viaHost};branch=${branch}`,
    `From: ${withTag(from)}`,
    `To: ${withTag(to)}`,
    `Call-ID: ${canonicalCallId(callId)}`,
    `CSeq: ${Number(number)} ${method}`,
    // sip.js only looks whether there is a challenge and whether it is stale; the answer is our own digest's.
    ...(challenge === null
      ? []
      : [`${challengeName}: Digest realm="realm", nonce="nonce", stale=${challenge.isStale}`]),
    ...allHeaders(message, 'contact')
      .flatMap(splitList)
      .filter((contact) => contact !== '*')
      .map((contact) => `Contact: ${canonicalAddress(contact)}`),
    ...routeLines(message),
    ...HANDED_ON.flatMap((name) => allHeaders(message, name).map((value) => `${name}: ${value}`)),
    ...(message.body === '' ? [] : [`Content-Type: ${canonicalType(firstHeader(message, 'content-type'))}`]),
  ];
  return {
    kind: 'pass',
    text: `${lines.join('\r\n')}\r\n\r\n${message.body}`,
    challenge,
  };
}

function withTag(value: string): string {
  const tag = tagOf(value);
  return `${canonicalAddress(value)}${tag === null ? '' : `;tag=${tag}`}`;
}
