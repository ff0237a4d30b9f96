/** The state of the SIP line, as agent and admin are told it. */

/** Why the line is not registered. Credentials rejected, refused and unreachable are different things. */
export type LineProblem =
  /** 401/403/407 after our credentials were sent. */
  | { readonly kind: 'credentials-rejected'; readonly status: number; readonly reason: string }
  /** Any other final answer to REGISTER. */
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string }
  /** No connection, or none that answers. `code` is the socket's own: ECONNREFUSED, UNABLE_TO_VERIFY_LEAF_SIGNATURE, ping-timeout… */
  | { readonly kind: 'unreachable'; readonly code: string; readonly server: string };

export type LineStatus =
  | { readonly kind: 'not-set-up' }
  | {
      readonly kind: 'registering';
      readonly server: string;
      readonly problem: LineProblem | null;
      /** Since when no call could have reached us. */
      readonly sinceEpochMs: number;
      readonly nextTryEpochMs: number | null;
    }
  | {
      readonly kind: 'registered';
      readonly server: string;
      readonly sinceEpochMs: number;
      /** When a SIP request of ours was last answered. */
      readonly checkedEpochMs: number;
    }
  /** The computer sleeps or the network is gone: known, so not yet an error. */
  | { readonly kind: 'suspended'; readonly sinceEpochMs: number }
  | { readonly kind: 'stopped'; readonly sinceEpochMs: number };

/** A time during which no call could reach this desk, told afterwards. */
export interface DeafSpell {
  readonly fromEpochMs: number;
  /** Null while it lasts. */
  readonly untilEpochMs: number | null;
  readonly problem: LineProblem | null;
}
