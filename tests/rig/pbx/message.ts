/** A small SIP message parser and serialiser (RFC 3261 §7 and §25) for the test PBX: no library, so that it shares no bug with the app. */

/** One header line; the name as it was written, the value trimmed and unfolded. */
export type SipHeader = readonly [name: string, value: string];

export interface SipRequest {
  readonly kind: 'request';
  readonly method: string;
  readonly uri: string;
  readonly headers: readonly SipHeader[];
  readonly body: string;
}

export interface SipResponse {
  readonly kind: 'response';
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly SipHeader[];
  readonly body: string;
}

export type SipMessage = SipRequest | SipResponse;

/** What arrived and is no SIP message, with the first fault found. */
export interface Malformed {
  readonly kind: 'malformed';
  readonly why: string;
  readonly text: string;
}

/** RFC 3261 §7.3.3, and the later one-letter forms a client may use. */
const compactNames: Readonly<Record<string, string>> = {
  c: 'content-type',
  e: 'content-encoding',
  f: 'from',
  i: 'call-id',
  k: 'supported',
  l: 'content-length',
  m: 'contact',
  o: 'event',
  r: 'refer-to',
  s: 'subject',
  t: 'to',
  u: 'allow-events',
  v: 'via',
};

const canonical = (name: string): string => {
  const lower = name.toLowerCase();
  return compactNames[lower] ?? lower;
};

/** Parses one whole message, as WebSocket frames (RFC 7118 §5) and datagrams carry it.
 *  @returns the message, or what is wrong with it. Never throws. */
export function parseMessage(text: string): SipMessage | Malformed {
  const malformed = (why: string): Malformed => ({ kind: 'malformed', why, text });
  const trimmed = text.replace(/^[\r\n]+/, '');
  const end = trimmed.indexOf('\r\n\r\n');
  if (end < 0) return malformed('no empty line after the headers');
  const [startLine = '', ...lines] = trimmed
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers: SipHeader[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) return malformed(`no header: ${line}`);
    headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }
  const rest = { headers, body: trimmed.slice(end + 4) };
  const length = headerOf(rest, 'content-length');
  if (length !== null && Number(length) > Buffer.byteLength(rest.body)) return malformed('body shorter than announced');
  for (const needed of ['via', 'from', 'to', 'call-id', 'cseq']) {
    if (headerOf(rest, needed) === null) return malformed(`no ${needed} header`);
  }
  const response = /^SIP\/2\.0 (\d{3}) ?(.*)$/.exec(startLine);
  if (response) return { kind: 'response', status: Number(response[1]), reason: response[2] ?? '', ...rest };
  const request = /^(\S+) (\S+) SIP\/2\.0$/.exec(startLine);
  if (request) return { kind: 'request', method: request[1] ?? '', uri: request[2] ?? '', ...rest };
  return malformed(`no start line: ${startLine}`);
}

/** Writes a message with its Content-Length in bytes, whatever length its headers claim. */
export function formatMessage(message: SipMessage): string {
  const start =
    message.kind === 'request'
      ? `${message.method} ${message.uri} SIP/2.0`
      : `SIP/2.0 ${message.status} ${message.reason}`;
  const lines = message.headers
    .filter(([name]) => canonical(name) !== 'content-length')
    .map(([name, value]) => `${name}: ${value}`);
  return [start, ...lines, `Content-Length: ${Buffer.byteLength(message.body)}`, '', message.body].join('\r\n');
}

/** All values of a header in their order, one per line of the message; compact forms are found too. */
export function headersOf(message: Pick<SipMessage, 'headers'>, name: string): string[] {
  const wanted = canonical(name);
  return message.headers.filter(([each]) => canonical(each) === wanted).map(([, value]) => value);
}

/** The first value of a header, or null. */
export function headerOf(message: Pick<SipMessage, 'headers'>, name: string): string | null {
  return headersOf(message, name)[0] ?? null;
}

/** A header's first value, '' if it is missing: for those that {@link parseMessage} has already insisted on. */
export function mandatoryHeader(message: SipMessage, name: 'via' | 'from' | 'to' | 'call-id' | 'cseq'): string {
  return headerOf(message, name) ?? '';
}

/** The number and method of CSeq; NaN and '' where it is not `number METHOD`. */
export function cseqOf(message: SipMessage): { number: number; method: string } {
  const [number = '', method = ''] = mandatoryHeader(message, 'cseq').split(/\s+/);
  return { number: Number(number), method };
}

/** The branch of the topmost Via, which names the transaction (RFC 3261 §17.1.3); '' if there is none. */
export function branchOf(message: SipMessage): string {
  const [top = ''] = mandatoryHeader(message, 'via').split(',');
  return /;\s*branch\s*=\s*([^;\s]+)/i.exec(top)?.[1] ?? '';
}

/** The tag of a From or To value, '' if it has none. */
export function tagOf(value: string): string {
  return /;\s*tag\s*=\s*([^;\s]+)/i.exec(value.replace(/^.*>/, ''))?.[1] ?? '';
}

export interface ResponseParts {
  /** Added to To where the request's had none; left out for 100 and wherever a server would forget it. */
  readonly toTag?: string;
  readonly headers?: readonly SipHeader[];
  readonly body?: string;
}

/** The answer to a request: Via, Record-Route, From, To, Call-ID and CSeq copied (RFC 3261 §8.2.6.2). */
export function responseTo(
  request: SipRequest,
  status: number,
  reason: string,
  { toTag, headers = [], body = '' }: ResponseParts = {},
): SipResponse {
  const to = mandatoryHeader(request, 'to');
  const copied = ['via', 'record-route', 'from', 'call-id', 'cseq'];
  return {
    kind: 'response',
    status,
    reason,
    headers: [
      ...request.headers.filter(([name]) => copied.includes(canonical(name))),
      ['To', toTag === undefined || tagOf(to) !== '' ? to : `${to};tag=${toTag}`],
      ...headers,
    ],
    body,
  };
}

/** The ACK to a refusal, or the CANCEL, of an INVITE: its branch and CSeq number, no routes (RFC 3261 §9.1 and §17.1.1.3).
 *  @param to for an ACK the answer's, with its tag
 *  @param reasons values of Reason */
export function inSameTransaction(
  invite: SipRequest,
  method: 'ACK' | 'CANCEL',
  to: string,
  reasons: readonly string[] = [],
): SipRequest {
  const copied = ['via', 'from', 'call-id', 'max-forwards'];
  return {
    ...invite,
    method,
    headers: [
      ...invite.headers.filter(([name]) => copied.includes(canonical(name))),
      ['To', to],
      ['CSeq', `${cseqOf(invite).number} ${method}`],
      ...reasons.map((reason) => ['Reason', reason] as const),
    ],
    body: '',
  };
}
