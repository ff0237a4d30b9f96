/** Which call is to be said aloud: the one that began to ring last, and the one that moved on last. */
import type { CallView, LookupView } from '../../main/bridge/contract/call-views.ts';

/** What is to be said aloud: a call, and what the CRM knows of it once that is known. */
export interface Announced {
  readonly call: CallView;
  readonly look: LookupView | null;
  /** Both are new: the CRM's word came with the call. */
  readonly isAtOnce: boolean;
}

export interface SpokenNeeds {
  readonly callOf: (callId: string) => CallView | undefined;
  readonly lookOf: (callId: string) => LookupView | null;
}

export class Spoken {
  readonly #needs: SpokenNeeds;
  #new = $state.raw<{ readonly callId: string; readonly isLookedUp: boolean; readonly isAtOnce: boolean } | null>(null);
  #movedOnId = $state.raw<string | null>(null);

  constructor(needs: SpokenNeeds) {
    this.#needs = needs;
  }

  get announced(): Announced | null {
    const told = this.#new;
    const call = told === null ? undefined : this.#needs.callOf(told.callId);
    if (told === null || call === undefined) return null;
    return { call, look: told.isLookedUp ? this.#needs.lookOf(call.id) : null, isAtOnce: told.isAtOnce };
  }

  /** The call that was last answered, sent on or over, while its card is there. */
  get movedOn(): Announced | null {
    const call = this.#movedOnId === null ? undefined : this.#needs.callOf(this.#movedOnId);
    if (call === undefined || call.state.kind === 'ringing') return null;
    return { call, look: this.#needs.lookOf(call.id), isAtOnce: false };
  }

  rings(callId: string): void {
    const look = this.#needs.lookOf(callId);
    const isAtOnce = look !== null && look.kind !== 'not-asked';
    this.#new = { callId, isLookedUp: isAtOnce, isAtOnce };
  }

  /** The CRM's first word on a call. */
  isKnown(callId: string, { kind }: LookupView): void {
    if (kind !== 'not-asked') this.#new = { callId, isLookedUp: true, isAtOnce: false };
  }

  moved(callId: string): void {
    this.#movedOnId = callId;
  }

  /** Nothing more is said of a call that has ceased to ring. */
  keepRinging(): void {
    if (this.#new !== null && this.#needs.callOf(this.#new.callId)?.state.kind !== 'ringing') this.#new = null;
  }
}
