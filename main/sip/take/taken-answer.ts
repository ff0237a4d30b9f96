/** Answers to requests in a taken call's dialog, written without sip.js: that knows nothing of the call any more. */
import { allHeaders, firstHeader, type RawMessage } from '../raw-message.ts';
import { tagOf } from '../sip-address.ts';

/** What the other side may ask of us in the dialog. */
const ALLOW = 'INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, UPDATE, NOTIFY, MESSAGE';

export interface TakenAnswer {
  readonly status: number;
  readonly reason: string;
  /** Our tag, where the request brings none. */
  readonly localTag: string;
  /** `<sip:…>` */
  readonly contact: string;
  /** A session description, or empty. */
  readonly sdp: string;
}

/** The whole message; header values are the request's own (RFC 3261 §8.2.6.2). */
export function takenAnswer(request: RawMessage, { status, reason, localTag, contact, sdp }: TakenAnswer): string {
  const to = firstHeader(request, 'to') ?? '';
  const repeated = (name: string, spelling: string): readonly string[] =>
    allHeaders(request, name).map((value) => `${spelling}: ${value}`);
  return [
    `SIP/2.0 ${status} ${reason}`,
    ...repeated('via', 'Via'),
    ...repeated('record-route', 'Record-Route'),
    ...repeated('from', 'From'),
    `To: ${to}${tagOf(to) === null ? `;tag=${localTag}` : ''}`,
    ...repeated('call-id', 'Call-ID'),
    ...repeated('cseq', 'CSeq'),
    `Contact: ${contact}`,
    `Allow: ${ALLOW}`,
    ...(sdp === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${Buffer.byteLength(sdp)}`,
    '',
    sdp,
  ].join('\r\n');
}
