/** What the line hands over of an INVITE: header values as they came, so that identity is decided in one pure place. */

export interface InviteHeaders {
  /** Call-ID of this leg; differs by leg on most servers. */
  readonly callId: string;
  /** `X-Ringside-Call`, the dialplan's own id of the call. */
  readonly ringsideCall: string | null;
  readonly requestUri: string;
  readonly from: string;
  readonly to: string;
  readonly pAssertedIdentity: readonly string[];
  readonly remotePartyId: readonly string[];
  readonly privacy: readonly string[];
  readonly diversion: readonly string[];
  readonly historyInfo: readonly string[];
  /** Who referred the caller here (RFC 3892); null where nobody did. */
  readonly referredBy: string | null;
}

/** Why a leg stopped ringing, read from CANCEL's Reason headers (RFC 3326) by what was measured on the server. */
export type StopReason =
  /** Somebody answered, at the own phone or at a colleague's: only a PBX profile can say so. */
  | 'somebody-answered'
  /** `SIP;cause=200`: taken off this phone, no more. */
  | 'completed-elsewhere'
  /** The caller's hang-up is told. */
  | 'caller-hung-up'
  /** No Reason, or one that tells nothing. */
  | 'not-told';
