/** The state of the SIP line, as agent and admin are told it. */
import type { LegId } from './call.ts';
import type { InviteHeaders } from './invite.ts';

/** Why the line is not registered. Credentials rejected, refused and unreachable are different things. */
export type LineProblem =
  /** 401/403/407 after our credentials were sent. */
  | { readonly kind: 'credentials-rejected'; readonly status: number; readonly reason: string }
  /** Any other final answer to REGISTER. */
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string }
  /** Another device, as a rule the desk phone, has taken our place at an Address of Record with room for one. */
  | { readonly kind: 'displaced' }
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

/** A line that has been gone for longer is an alarm, no longer a hiccup. Milliseconds. */
export const DEAF_AFTER_MS = 10_000;

/** A time during which no call could reach this desk, told afterwards. */
export interface DeafSpell {
  readonly fromEpochMs: number;
  /** Null while it lasts. */
  readonly untilEpochMs: number | null;
  readonly problem: LineProblem | null;
}

/** The desk phone's own line, as its busy lamp tells it (RFC 4235). `idle` is "not in a call": an unregistered phone says so too. */
export type OwnLine = 'not-told' | 'idle' | 'ringing' | 'in-call';

/** On an Address of Record that desk phone and companion share: whether the phone is registered beside us. `absent`: we are alone,
 *  and may have thrown it out. `not-told` where the companion has an endpoint of its own. */
export type PhoneBinding = 'not-told' | 'present' | 'absent';

/** What happens on the line, in the order in which it happened. */
export type LineEvent =
  | { readonly kind: 'invite'; readonly leg: LegId; readonly headers: InviteHeaders; readonly atEpochMs: number }
  /** The leg rings no more: CANCEL, or a failure before any answer of ours. */
  | {
      readonly kind: 'leg-stopped';
      readonly leg: LegId;
      /** CANCEL's Reason headers as they came; what they mean is for `main/call/reasons.ts` and the PBX profile to say. */
      readonly reasons: readonly string[];
      readonly atEpochMs: number;
    }
  /** The server's ACK of a 302, in time or after `redirect` had said "not confirmed". */
  | { readonly kind: 'acknowledged'; readonly leg: LegId; readonly atEpochMs: number }
  /** Every leg is gone at once: link lost, or the computer slept. */
  | { readonly kind: 'legs-lost'; readonly why: 'link' | 'slept'; readonly atEpochMs: number }
  /** The own line's lamp: told at each change, and `not-told` whenever the subscription is gone. */
  | { readonly kind: 'own-line'; readonly state: OwnLine; readonly atEpochMs: number }
  | { readonly kind: 'phone'; readonly phone: PhoneBinding }
  /** A leg that was taken, or a call that was fetched, is ours: the server's ACK, or its 200. */
  | { readonly kind: 'taken'; readonly leg: LegId; readonly atEpochMs: number }
  /** How passing on a taken call goes (RFC 3515's NOTIFYs, or the answer to the REFER). */
  | { readonly kind: 'pass-progress'; readonly leg: LegId; readonly progress: PassProgress; readonly atEpochMs: number }
  /** A taken call is over: the other side's BYE, or nobody there any more (481). */
  | { readonly kind: 'hung-up'; readonly leg: LegId; readonly atEpochMs: number }
  /** A caller whom an earlier run had taken, or whom a lost link left here, was found at the registration. */
  | {
      readonly kind: 'stranded';
      readonly leg: LegId;
      readonly became: 'sent-back' | 'gone';
      readonly atEpochMs: number;
    }
  /** Plain text for this line (RFC 3428), from the registered server; bounded by 4,096 characters. */
  | {
      readonly kind: 'message';
      readonly fromUser: string;
      readonly text: string;
      readonly atEpochMs: number;
    }
  | { readonly kind: 'status'; readonly status: LineStatus };

/** What became of a 302: the server's ACK is the proof that it was taken. */
export type RedirectResult =
  | { readonly kind: 'acknowledged' }
  /** No ACK within 2 s. */
  | { readonly kind: 'not-confirmed' }
  /** A CANCEL crossed the click, or the leg was gone before it. */
  | { readonly kind: 'leg-gone' }
  /** The answer could not be sent at all. */
  | { readonly kind: 'not-sent' };

/** What became of an attempt to take a ringing leg, or to fetch a call back. `taken` comes as an event besides. */
export type TakeResult =
  | { readonly kind: 'taken' }
  /** No ACK within 2 s; it may still come, and then `taken` is told. */
  | { readonly kind: 'not-confirmed' }
  /** A CANCEL crossed the click, or the leg was gone before it. */
  | { readonly kind: 'leg-gone' }
  /** It could not be written down or sent, and was not. */
  | { readonly kind: 'not-sent' }
  /** Of a fetch: the server's refusal. */
  | { readonly kind: 'refused'; readonly status: number };

/** How a REFER goes. */
export type PassProgress =
  | { readonly kind: 'trying' }
  | { readonly kind: 'ringing' }
  /** The server has taken the caller from us: our leg is over. That is no answer of the target's. */
  | { readonly kind: 'started' }
  /** He is still here. @see RFC 3515 §2.4.5 */
  | { readonly kind: 'failed'; readonly status: number };

/** What became of a MESSAGE. */
export type MessageResult =
  /** 2xx. 202 says no more than that the server will try. */
  | { readonly kind: 'accepted'; readonly status: number }
  | { readonly kind: 'refused'; readonly status: number }
  /** Not registered, or no answer in time. */
  | { readonly kind: 'not-sent' };
