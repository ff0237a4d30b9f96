/** Collects what identity is decided from out of an INVITE: values as they came, bounded in length and number. */
import type { InviteHeaders } from '../model/invite.ts';
import { allHeaders, firstHeader, type RawMessage } from './raw-message.ts';

const MAX_VALUE_CHARS = 4096;
const MAX_VALUES = 16;

/** @param requestUri as sent, whatever its scheme */
export function inviteHeaders(message: RawMessage, requestUri: string): InviteHeaders {
  const one = (name: string): string | null => firstHeader(message, name)?.slice(0, MAX_VALUE_CHARS) ?? null;
  const all = (name: string): readonly string[] =>
    allHeaders(message, name)
      .slice(0, MAX_VALUES)
      .map((value) => value.slice(0, MAX_VALUE_CHARS));
  return {
    callId: one('call-id') ?? '',
    ringsideCall: one('x-ringside-call'),
    requestUri: requestUri.slice(0, MAX_VALUE_CHARS),
    from: one('from') ?? '',
    to: one('to') ?? '',
    pAssertedIdentity: all('p-asserted-identity'),
    remotePartyId: all('remote-party-id'),
    privacy: all('privacy'),
    diversion: all('diversion'),
    historyInfo: all('history-info'),
    referredBy: one('referred-by'),
  };
}
