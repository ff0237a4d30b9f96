/** MESSAGE requests of a line (RFC 3428): plain text for others, and from others over the link that is registered. None of them reaches sip.js. */
import { displayText } from '../call/display-text.ts';
import { parseNameAddrs } from '../call/name-addr.ts';
import type { Clock } from '../model/clock.ts';
import type { LineEvent, MessageResult } from '../model/line.ts';
import { firstHeader, type RawMessage } from './raw-message.ts';
import { tagOf } from './sip-address.ts';

/** How a MESSAGE is answered. */
export interface MessageAnswer {
  readonly status: number;
  readonly reason: string;
  /** Whole lines. */
  readonly headers: readonly string[];
}

export interface MessagesDeps {
  readonly clock: Clock;
  /** A server that has not answered until then has not taken it. */
  readonly answerMs: number;
  readonly isRegistered: () => boolean;
  /** `sip:102c@pbx.example.com`. */
  readonly uriOf: (user: string) => string;
  /** @param onAnswer called with the final answer's status, or never */
  readonly send: (uri: string, text: string, onAnswer: (status: number) => void) => void;
  readonly emit: (event: LineEvent & { readonly kind: 'message' }) => void;
}

const MAX_CHARS = 4096;
const MAX_USER_CHARS = 128;

/** Why a MESSAGE is not taken, by what it says of itself. */
const refusals = {
  notRegistered: { status: 480, reason: 'Temporarily Unavailable', headers: [] },
  // Text within a call; it must not end the call, as 481 would (RFC 5057 §5.1).
  inDialog: { status: 403, reason: 'Forbidden', headers: [] },
  noSender: { status: 400, reason: 'Bad From', headers: [] },
  notPlain: { status: 415, reason: 'Unsupported Media Type', headers: ['Accept: text/plain;charset=UTF-8'] },
  encoded: { status: 415, reason: 'Unsupported Media Type', headers: ['Accept-Encoding: identity'] },
  tooLong: { status: 413, reason: 'Request Entity Too Large', headers: [] },
} as const satisfies Record<string, MessageAnswer>;

export class Messages {
  readonly #deps: MessagesDeps;

  constructor(deps: MessagesDeps) {
    this.#deps = deps;
  }

  /** @param user of the Address of Record that it is for. Never rejects */
  send(user: string, text: string): Promise<MessageResult> {
    const { clock, answerMs, isRegistered, uriOf, send } = this.#deps;
    if (!isRegistered()) return Promise.resolve({ kind: 'not-sent' });
    return new Promise((resolve) => {
      const cancel = clock.after(answerMs, () => {
        resolve({ kind: 'not-sent' });
      });
      send(uriOf(user), text, (status) => {
        cancel();
        resolve({ kind: status >= 200 && status < 300 ? 'accepted' : 'refused', status });
      });
    });
  }

  /** A MESSAGE that came; told by an event where it is taken. @param body as long as Content-Length says */
  receive(message: RawMessage, body: string): MessageAnswer {
    const refusal = refusalOf(message, body, this.#deps.isRegistered());
    const fromUser = senderOf(message);
    if (refusal !== null || fromUser === null) return refusal ?? refusals.noSender;
    this.#deps.emit({ kind: 'message', fromUser, text: cleaned(body), atEpochMs: this.#deps.clock.nowEpochMs() });
    return { status: 200, reason: 'OK', headers: [] };
  }
}

function refusalOf(message: RawMessage, body: string, isRegistered: boolean): MessageAnswer | null {
  if (!isRegistered) return refusals.notRegistered;
  if (tagOf(firstHeader(message, 'to') ?? '') !== null) return refusals.inDialog;
  if (!isPlainText(firstHeader(message, 'content-type') ?? '')) return refusals.notPlain;
  const encoding = firstHeader(message, 'content-encoding') ?? 'identity';
  if (encoding.trim().toLowerCase() !== 'identity') return refusals.encoded;
  return body.length > MAX_CHARS ? refusals.tooLong : null;
}

/** UTF-8 and what is part of it. */
function isPlainText(contentType: string): boolean {
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  const charset = parameters.map((each) => /^\s*charset\s*=\s*"?([^"\s]*)/.exec(each)?.[1]).find(Boolean) ?? 'utf-8';
  return type.trim() === 'text/plain' && ['utf-8', 'us-ascii'].includes(charset);
}

function senderOf(message: RawMessage): string | null {
  const [from] = parseNameAddrs(firstHeader(message, 'from') ?? '');
  return from === undefined ? null : displayText(from.user, MAX_USER_CHARS);
}

/** Line breaks stay; other control characters, and what would turn the text round, go. */
function cleaned(body: string): string {
  return body
    .split(/\r?\n/)
    .map((line) => displayText(line, MAX_CHARS) ?? '')
    .join('\n');
}
