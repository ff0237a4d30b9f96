/** What a test sees of a call, and what a call sees of its PBX. */
import type { Leg, LegResponse, RigLeg, Wire } from './leg.ts';
import type { LegStyle, Reasons } from './options.ts';
import type { Binding } from './registrar.ts';

/** What the caller's side got in the end. */
export interface CallResult {
  /** The final answer: 200 for a call that was answered, 487 for one that the caller gave up. */
  readonly status: number;
  readonly reason: string;
  readonly answeredBy: string | null;
  /** `server`: nobody took it, or the PBX ended. */
  readonly endedBy: 'caller' | 'callee' | 'server';
  /** Of a 302 that was passed on to the caller. */
  readonly contact: string | null;
}

export type CallEvent =
  | { readonly kind: 'invited'; readonly leg: RigLeg; readonly atMs: number }
  | { readonly kind: 'response'; readonly leg: RigLeg; readonly response: LegResponse; readonly atMs: number }
  | { readonly kind: 'answered'; readonly leg: RigLeg; readonly atMs: number }
  | { readonly kind: 'ended'; readonly result: CallResult; readonly atMs: number };

/** A call as a test holds it. Its promises reject if the call ends without what they wait for. */
export interface RigCall {
  readonly id: string;
  readonly legs: readonly RigLeg[];
  readonly events: readonly CallEvent[];
  /** null while it rings or is talked. */
  readonly result: CallResult | null;
  on(listener: (event: CallEvent) => void): () => void;
  /** The newest leg to that user. */
  legOf(user: string): RigLeg | null;
  /** The first leg that rings; with a user: the first one of his. */
  whenRinging(user?: string): Promise<RigLeg>;
  /** The user who answered first. */
  whenAnsweredBy(): Promise<string>;
  whenEnded(): Promise<CallResult>;
  /** The call has ended and every leg had its final answer. */
  whenSettled(): Promise<CallResult>;
  /** The caller hangs up: CANCEL to all while it rings, BYE once it is answered. Nothing if it has ended. */
  hangUp(options?: { readonly reasons?: Reasons }): void;
}

/** What a call needs of the PBX. */
export interface CallSite {
  readonly wire: Wire;
  readonly domain: string;
  readonly legStyle: LegStyle;
  readonly reasons: { readonly answeredElsewhere: Reasons; readonly callerHungUp: Reasons };
  readonly ignores302: boolean;
  /** The contacts of a dialled number; null for a number that nobody has. */
  resolve(number: string): readonly Binding[] | null;
  adopt(leg: Leg): void;
  answered(leg: Leg): void;
  settled(): void;
}
