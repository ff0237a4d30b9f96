/**
 * One REFER, from its sending to what became of it (RFC 3515 §2.4).
 *
 *   asked ──202──▶ accepted ──NOTIFY 2xx──▶ started: the caller is no longer ours
 *     │  ╲           │  ╲
 *     │   ╲─481───┐  │   ╲──NOTIFY ≥300, or silence──▶ failed: he is
 *     ╰─≥300──────┼──┼─────────────────────────────▶ failed
 *                 ╰──┴──▶ gone: there is no such call at the server any more
 *
 * Silence proves nothing: what is told as failed after it may yet be done, so a late NOTIFY still counts.
 */
import type { PassProgress } from '../../model/line.ts';

export type PassState = 'asked' | 'accepted' | 'failed' | 'over';

export type PassEvent =
  /** The final answer to the REFER. */
  | { readonly kind: 'answered'; readonly status: number }
  /** Of a NOTIFY's sipfrag; `isLast`: nothing more is told of it. */
  | { readonly kind: 'notified'; readonly status: number; readonly isLast: boolean }
  /** Nothing came for as long as the last step said. */
  | { readonly kind: 'silence' };

export interface PassStep {
  readonly state: PassState;
  readonly tell: PassProgress | { readonly kind: 'gone' } | null;
  /** How long to wait for the next word; null: for ever, or as long as was said before. */
  readonly waitMs: number | null;
}

/** Until the REFER's answer, and from there until the first NOTIFY. */
export const ANSWER_WAIT_MS = 4000;
const FIRST_NOTIFY_WAIT_MS = 8000;
/** While it rings at the target, for servers that tell of its answer. Longer than any phone rings. */
const NEXT_NOTIFY_WAIT_MS = 120_000;
/** What stands for silence. */
const TIMEOUT = 408;

/** Total: what comes too late changes nothing. Never throws. */
export function advancePass(state: PassState, event: PassEvent): PassStep {
  if (state === 'over') return { state, tell: null, waitMs: null };
  switch (event.kind) {
    case 'answered':
      return state === 'asked' ? answered(event.status) : { state, tell: null, waitMs: null };
    case 'notified':
      return notified(state, event.status, event.isLast);
    case 'silence':
      return state === 'failed' ? { state, tell: null, waitMs: null } : failed(TIMEOUT);
  }
}

/** The status of a `message/sipfrag` body (RFC 3420), or null where it has none. */
export function sipfragStatus(body: string): number | null {
  const [, status] = /^\s*SIP\/2\.0\s+([1-6]\d\d)\b/i.exec(body) ?? [];
  return status === undefined ? null : Number(status);
}

function answered(status: number): PassStep {
  if (status < 300) return { state: 'accepted', tell: { kind: 'trying' }, waitMs: FIRST_NOTIFY_WAIT_MS };
  // RFC 3261 §12.2.1.2: the dialog is over.
  if (status === 481 || status === TIMEOUT) return { state: 'over', tell: { kind: 'gone' }, waitMs: null };
  return failed(status);
}

function notified(state: PassState, status: number, isLast: boolean): PassStep {
  if (status >= 200 && status < 300) return { state: 'over', tell: { kind: 'started' }, waitMs: null };
  if (state === 'failed') return { state, tell: null, waitMs: null };
  if (status >= 300) return failed(status);
  if (isLast) return failed(TIMEOUT);
  return {
    state: 'accepted',
    tell: { kind: status === 100 ? 'trying' : 'ringing' },
    waitMs: NEXT_NOTIFY_WAIT_MS,
  };
}

const failed = (status: number): PassStep => ({ state: 'failed', tell: { kind: 'failed', status }, waitMs: null });
