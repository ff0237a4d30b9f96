/** Reads a SIP message as text, tolerantly and within bounds, before any strict parser sees it (RFC 3261 §7). */

/** Larger messages are refused by what their head says: a 200 kB display name took sip.js 372 ms. */
export const MAX_MESSAGE_CHARS = 65_536;
/** More header lines than any server sends; the rest is not read. */
const MAX_HEADER_LINES = 256;

interface RawHeader {
  /** Lower case, compact forms spelt out: `call-id`. */
  readonly name: string;
  /** Unfolded and trimmed; otherwise as sent. */
  readonly value: string;
}

export type StartLine =
  | { readonly kind: 'request'; readonly method: string; readonly requestUri: string }
  | { readonly kind: 'response'; readonly status: number; readonly reason: string };

export interface RawMessage {
  readonly start: StartLine;
  readonly headers: readonly RawHeader[];
  readonly body: string;
  /** How its bytes were read; lengths in its headers count bytes. */
  readonly encoding: 'utf8' | 'latin1';
  /** More than `MAX_MESSAGE_CHARS` or `MAX_HEADER_LINES`: to be refused. */
  readonly isTooLarge: boolean;
}

/** RFC 3261 §7.3.3, RFC 3515 (r), RFC 6665 (o, u), RFC 3265; those that a call or a lamp uses. */
const LONG_NAMES: Readonly<Record<string, string>> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  m: 'contact',
  l: 'content-length',
  c: 'content-type',
  e: 'content-encoding',
  s: 'subject',
  k: 'supported',
  r: 'refer-to',
  b: 'referred-by',
  o: 'event',
  u: 'allow-events',
  x: 'session-expires',
};

const TOKEN = /^[A-Za-z0-9\-.!%*_+`'~]+$/;

/** @returns null where the first line is neither a SIP/2.0 request nor a response */
export function readMessage(text: string, encoding: RawMessage['encoding'] = 'utf8'): RawMessage | null {
  const headEnd = /\r?\n\r?\n/.exec(text);
  const head = headEnd === null ? text : text.slice(0, headEnd.index);
  const body = headEnd === null ? '' : text.slice(headEnd.index + headEnd[0].length);
  const [first, ...lines] = head.split(/\r?\n/);
  const start = readStartLine(first ?? '');
  if (start === null) return null;
  return {
    start,
    headers: readHeaders(lines.slice(0, MAX_HEADER_LINES)),
    body,
    encoding,
    isTooLarge: text.length > MAX_MESSAGE_CHARS || lines.length > MAX_HEADER_LINES,
  };
}

/** First value of a header, by its long lower-case name. */
export function firstHeader(message: RawMessage, name: string): string | null {
  return message.headers.find((header) => header.name === name)?.value ?? null;
}

/** All values of a header in their order, one per line of the message: lists are not split. */
export function allHeaders(message: RawMessage, name: string): readonly string[] {
  return message.headers.filter((header) => header.name === name).map((header) => header.value);
}

/** Splits a list at the commas outside quotes and angle brackets (RFC 3261 §7.3.1). */
export function splitList(value: string): readonly string[] {
  const parts: string[] = [];
  let isQuoted = false;
  let isInBrackets = false;
  let from = 0;
  for (let at = 0; at < value.length; at += 1) {
    const char = value[at];
    if (isQuoted) {
      if (char === '\\') at += 1;
      else if (char === '"') isQuoted = false;
    } else if (char === '"') isQuoted = true;
    else if (char === '<') isInBrackets = true;
    else if (char === '>') isInBrackets = false;
    else if (char === ',' && !isInBrackets) {
      parts.push(value.slice(from, at).trim());
      from = at + 1;
    }
  }
  parts.push(value.slice(from).trim());
  return parts.filter((part) => part !== '');
}

function readStartLine(line: string): StartLine | null {
  const response = /^SIP\/2\.0\s+(\d{3})(?:\s(.*))?$/i.exec(line);
  if (response !== null) {
    return { kind: 'response', status: Number(response[1]), reason: (response[2] ?? '').trim() };
  }
  // By hand, because the URI may hold spaces that it should not, and a pattern for that can be made to run for seconds.
  const trimmed = line.trim();
  const methodEnd = trimmed.search(/\s/);
  if (methodEnd < 0 || !/\sSIP\/2\.0$/i.test(trimmed.slice(-8))) return null;
  const requestUri = trimmed.slice(methodEnd, -'SIP/2.0'.length).trim();
  return requestUri === '' ? null : { kind: 'request', method: trimmed.slice(0, methodEnd), requestUri };
}

/** Lines that are no header are left out; continuation lines are joined by one space (RFC 3261 §7.3.1). */
function readHeaders(lines: readonly string[]): readonly RawHeader[] {
  const unfolded: string[] = [];
  for (const line of lines) {
    const last = unfolded.length - 1;
    if (/^[ \t]/.test(line) && last >= 0) unfolded[last] = `${unfolded[last] ?? ''} ${line.trim()}`;
    else unfolded.push(line);
  }
  return unfolded.flatMap((line) => {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    // A lone CR would end the line for some readers of our answer.
    return TOKEN.test(name)
      ? [
          {
            name: LONG_NAMES[name] ?? name,
            value: line
              .slice(colon + 1)
              .replaceAll('\r', ' ')
              .trim(),
          },
        ]
      : [];
  });
}
