/** What a scripted phone is told, and what it tells. */
import type { DialOptions } from './dial-options.ts';
import type { OutgoingCall } from './outgoing-call.ts';
import type { PhoneRing } from './phone-ring.ts';
import type { AgentAccount } from './udp-agent.ts';

/** `ring` waits for a person; `answer` picks up at once; `busy` is 486, `unavailable` 480, `decline` 603; `silent` sends nothing at all. */
export type PhoneBehaviour = 'ring' | 'answer' | 'busy' | 'unavailable' | 'decline' | 'silent';

export interface PhoneOptions extends AgentAccount {
  /** Default `ring`. */
  readonly behaviour?: PhoneBehaviour;
  readonly expiresSec?: number;
  /** How long `answer` waits before it picks up, as a mailbox does. Default 0. */
  readonly answerAfterMs?: number;
  /** A trunk has many calls at a time and is never busy. Default false. */
  readonly isTrunk?: boolean;
}

export interface Phone {
  readonly user: string;
  /** What it does with the next call; may be set at any time. In a call it is busy whatever stands here. */
  behaviour: PhoneBehaviour;
  readonly state: 'idle' | 'ringing' | 'in-call';
  /** All calls that rang here, the oldest first. */
  readonly rings: readonly PhoneRing[];
  /** All calls that it made. */
  readonly calls: readonly OutgoingCall[];
  /** All calls that it turned away without ringing, the oldest first. */
  readonly turnedAway: readonly PhoneRing[];
  /** Dials; resolves once the INVITE is on its way. */
  call(options: DialOptions): Promise<OutgoingCall>;
  /** The n-th ring (1-based, default 1) since it was made, past or future. */
  whenRings(nth?: number): Promise<PhoneRing>;
  /** As soon as it is in that state. */
  whenState(state: Phone['state']): Promise<void>;
  /** The n-th call (1-based, default 1) that it turned away without ringing, past or future. */
  whenTurnsAway(nth?: number): Promise<PhoneRing>;
  /** Acts on the oldest call that rings. @throws if none does, like {@link decline} and {@link redirect} */
  answer(): void;
  /** Default 486. */
  decline(status?: number, reason?: string): void;
  redirect(uri: string): void;
  /** @throws unless in a call */
  hangUp(): void;
  /** Registers again, after a restart of the PBX. @throws unless granted */
  register(): Promise<void>;
  unregister(): Promise<void>;
  /** Closes its socket and tells nobody. */
  close(): Promise<void>;
}
