/** When something is tried again, and what is never tried again by itself. Pure. */
import type { CrmError, CrmErrorCode } from '../model/crm.ts';
import type { OutboxLimits } from './ports.ts';

/** `OVERLOAD_LIMIT` is lifted by hand: asking sooner does no good. */
const BLOCKED_MS = 3_600_000;
/** Nothing is put off longer than that. */
const LONGEST_MS = 24 * 3_600_000;
/** An error that is new to us may pass; one that comes so often does not. */
const UNKNOWN_TRIES = 5;
/** Some two hours: it may be a page of the portal's own that says that it is being mended. */
const UNREADABLE_LOOKS = 20;

/** `item`: this item as it is, so that a person decides. `portal`: whatever is asked, so that all wait, and go when it answers again.
 *  `method`: what goes by the same one, so that each is tried again by itself, and holds up nothing else. */
const concerns: Readonly<Record<CrmErrorCode, 'item' | 'method' | 'portal' | 'unknown'>> = {
  'not-set-up': 'portal',
  'timed-out': 'portal',
  unreachable: 'portal',
  'untrusted-certificate': 'portal',
  'webhook-rejected': 'portal',
  'token-expired': 'portal',
  'scope-missing': 'method',
  'access-denied': 'item',
  'method-missing': 'item',
  'crm-not-installed': 'portal',
  'number-refused': 'item',
  'too-many-requests': 'portal',
  blocked: 'portal',
  'operation-time-limit': 'method',
  'portal-fault': 'portal',
  'unreadable-reply': 'portal',
  'redirect-refused': 'portal',
  'wrong-auth-type': 'item',
  'not-found': 'item',
  'field-refused': 'item',
  'unknown-error': 'unknown',
};

/** Whether everything that is asked of the portal fails like this. */
export const isPortalWide = ({ code }: CrmError): boolean => concerns[code] === 'portal';

/** Whether sending it again as it is changes nothing. @param tries so far */
export function isFinal({ code }: CrmError, tries: number): boolean {
  return concerns[code] === 'item' || (concerns[code] === 'unknown' && tries >= UNKNOWN_TRIES);
}

/** Whether a look that fails like this finds nothing however often it is repeated: it is the answer, not the way to it.
 *  @param looks so far */
export const isBlind = ({ code }: CrmError, looks: number): boolean =>
  code === 'unreadable-reply' ? looks >= UNREADABLE_LOOKS : concerns[code] !== 'portal' && looks >= UNKNOWN_TRIES;

/** When attempt `attempt` + 1 is due. Between half and the whole of min(maxMs, baseMs·2^(attempt-1)), so that the desks of an office
 *  do not come back together; never before the portal's own `retryAtEpochMs`.
 *  @param attempt 1-based @param random01 uniform in [0,1)
 *  @returns epoch milliseconds, an integer */
export function nextTryEpochMs(
  attempt: number,
  error: CrmError | null,
  at: { readonly nowEpochMs: number; readonly random01: number },
  { baseMs, maxMs }: Pick<OutboxLimits, 'baseMs' | 'maxMs'>,
): number {
  const ceilingMs = Math.min(maxMs, baseMs * 2 ** Math.min(attempt - 1, 30));
  const delayMs = Math.round(ceilingMs * (0.5 + at.random01 / 2));
  const leastMs = error?.code === 'blocked' ? BLOCKED_MS : 0;
  const retryAtEpochMs = inSight(error?.retryAtEpochMs ?? 0, at.nowEpochMs);
  return Math.max(at.nowEpochMs + Math.max(delayMs, leastMs), retryAtEpochMs);
}

/** A time that was set while the clock was ahead is farther off than anything is put off: it has come then. Infinity stays.
 *  @returns epoch milliseconds */
export const inSight = (epochMs: number, nowEpochMs: number): number =>
  Number.isFinite(epochMs) && epochMs > nowEpochMs + LONGEST_MS ? nowEpochMs : epochMs;
