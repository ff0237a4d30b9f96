/** When a REFER is sent again that did not come to anything. Pure. */
import type { PassProgress } from '../../model/line.ts';

/** Asterisk 22 says so of a REFER that comes before it has put the caller and us together (measured: of one in 40 that go out with the
 *  ACK). He is here, and the next one passes him on. */
const TOO_EARLY = 400;
const TOO_EARLY_MS = [100, 300, 600];

/** A caller who is stranded is tried again after these, and then every so long. */
const STRANDED_MS = [500, 1000, 2000];
const STRANDED_LATER_MS = 5000;
/** By then he has hung up, or the server has forgotten him. */
const GIVE_UP_MS = 30 * 60_000;

/** A caller whom nobody at this desk holds any more. */
export interface Stranded {
  readonly sinceEpochMs: number;
  attempts: number;
  /** Whether the server has said that it would send him back. */
  wasAccepted: boolean;
  isRinging: boolean;
}

/** @param attempts how often it was sent again already
 *  @returns after how long, in milliseconds; null where it has failed for good */
export function tooEarlyAgainMs(progress: PassProgress, attempts: number): number | null {
  return progress.kind === 'failed' && progress.status === TOO_EARLY ? (TOO_EARLY_MS[attempts] ?? null) : null;
}

/** @returns after how long, in milliseconds; null where there is nobody any more */
export function strandedAgainMs({ sinceEpochMs, attempts }: Stranded, nowEpochMs: number): number | null {
  return nowEpochMs - sinceEpochMs > GIVE_UP_MS ? null : (STRANDED_MS[attempts] ?? STRANDED_LATER_MS);
}
