/** Requests within a dialog, from the caller's side (RFC 3261 §12.2.1.1). */
import { parseNameAddr, splitList } from './address.ts';
import { headerOf, headersOf, mandatoryHeader, type SipRequest, type SipResponse } from './message.ts';
import type { Draft } from './udp-agent.ts';

/** @param answer the answer that made the dialog: its contact is where the request goes, its Record-Routes backwards are the way */
export function inDialog(method: string, invite: SipRequest, answer: SipResponse): Draft {
  const routes = headersOf(answer, 'record-route').flatMap(splitList).toReversed();
  return {
    method,
    uri: parseNameAddr(headerOf(answer, 'contact') ?? '').uri || invite.uri,
    headers: [
      ...routes.map((route) => ['Route', route] as const),
      ['From', mandatoryHeader(invite, 'from')],
      ['To', mandatoryHeader(answer, 'to')],
      ['Call-ID', mandatoryHeader(invite, 'call-id')],
    ],
  };
}
