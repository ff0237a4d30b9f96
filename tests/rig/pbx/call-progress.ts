/** What a caller is told of his call. */

export type CallerState = 'calling' | 'ringing' | 'in-call' | 'failed' | 'over';

/** The answer that ended the ringing; 408 of its own where none came for 32 s. */
export interface FinalAnswer {
  readonly status: number;
  readonly reason: string;
  /** Of a 302 that the caller got himself. */
  readonly contact: string | null;
}

export interface CallEnd {
  readonly by: 'caller' | 'other-side';
  /** Raw Reason values of the BYE. */
  readonly reasons: readonly string[];
}
