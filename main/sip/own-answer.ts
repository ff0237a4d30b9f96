/** Answers: those given without sip.js, and sip.js's own with the request's header values put back as they came. */
import { createHash } from 'node:crypto';
import type { Echo } from './canonical-request.ts';
import { allHeaders, firstHeader, type RawMessage } from './raw-message.ts';
import { canonicalAddress, tagOf } from './sip-address.ts';

const MAX_ECHO_CHARS = 4096;

/** A stateless answer (RFC 3261 §8.2.7): the same request always gets the same one.
 *  @param headers whole lines to add */
export function statelessAnswer(
  request: RawMessage,
  status: number,
  reason: string,
  headers: readonly string[] = [],
): string {
  const callId = firstHeader(request, 'call-id') ?? '';
  const tag = createHash('sha256').update(callId).digest('hex').slice(0, 10);
  const from = firstHeader(request, 'from');
  const to = firstHeader(request, 'to');
  const optional = (name: string, value: string | null): readonly string[] =>
    value === null ? [] : [`${name}: ${value}`];
  return [
    `SIP/2.0 ${status} ${reason}`,
    ...allHeaders(request, 'via').map((via) => `Via: ${via}`),
    ...optional('From', from === null ? null : bounded(from)),
    ...optional('To', to === null ? null : toWithTag(bounded(to), tag)),
    ...optional('Call-ID', firstHeader(request, 'call-id')),
    ...optional('CSeq', firstHeader(request, 'cseq')),
    ...headers,
    'Content-Length: 0',
    '\r\n',
  ].join('\r\n');
}

/** The branch and method by which an answer of sip.js belongs to a request. */
export function answerKey(response: string): string | null {
  const [, branch] = /^Via: [^\r\n]*;branch=([A-Za-z0-9]+)/m.exec(response) ?? [];
  const [, method] = /^CSeq: \d+ ([A-Z]+)/m.exec(response) ?? [];
  return branch === undefined || method === undefined ? null : `${branch} ${method}`;
}

/** Puts the request's own header values into an answer that sip.js made from the canonical copy. */
export function withRawHeaders(response: string, echo: Echo): string {
  const end = response.indexOf('\r\n\r\n');
  const lines = response
    .slice(0, end)
    .split('\r\n')
    .flatMap((line) => {
      const name = line.slice(0, line.indexOf(':'));
      if (name === 'Via') return echo.via.map((via) => `Via: ${via}`);
      if (name === 'From') return [`From: ${echo.from}`];
      if (name === 'To') return [`To: ${toWithTag(echo.to, tagOf(line.slice(3)))}`];
      if (name === 'CSeq') return [`CSeq: ${echo.cseq}`];
      if (name === 'Call-ID') return [`Call-ID: ${echo.callId}`];
      return [line];
    });
  return lines.join('\r\n') + response.slice(end);
}

/** A tag that came with the request stays (RFC 3261 §8.2.6.2). */
function toWithTag(to: string, tag: string | null): string {
  return tag === null || tagOf(to) !== null ? to : `${to};tag=${tag}`;
}

/** A value too long to be sent back keeps what identifies it: URI and tag. */
function bounded(value: string): string {
  const tag = tagOf(value);
  return value.length <= MAX_ECHO_CHARS ? value : `${canonicalAddress(value)}${tag === null ? '' : `;tag=${tag}`}`;
}
