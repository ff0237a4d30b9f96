/** An INVITE as bytes, with whatever a test puts into it. */
import { randomUUID } from 'node:crypto';

export interface InviteParts {
  readonly callId?: string;
  readonly cseq?: string;
  readonly requestUri?: string;
  readonly from?: string;
  readonly contact?: string;
  /** Whole lines. */
  readonly more?: readonly string[];
}

/** @param target the registered contact's URI, taken for whatever is not given */
export function inviteBytes(target: string, parts: InviteParts): string {
  return [
    `INVITE ${parts.requestUri ?? target} SIP/2.0`,
    `Via: SIP/2.0/WS 127.0.0.1:5060;branch=z9hG4bK${randomUUID()}`,
    'Max-Forwards: 70',
    `From: ${parts.from ?? '"John Doe" <sip:+4930901820@example.com>'};tag=from-1`,
    `To: <${target}>`,
    `Call-ID: ${parts.callId ?? randomUUID()}`,
    `CSeq: ${parts.cseq ?? '1 INVITE'}`,
    `Contact: ${parts.contact ?? '<sip:pbx@127.0.0.1:5060;transport=ws>'}`,
    ...(parts.more ?? []),
    'Content-Length: 0',
    '\r\n',
  ].join('\r\n');
}
