/** Which failures are asked again while somebody still needs the answer, and when. */
import type { CrmError, CrmErrorCode } from '../../model/crm.ts';

type Rule =
  /** Only a person can mend it, or asking again makes it worse. */
  | { readonly kind: 'never' }
  /** Often gone at the second try; if not, it stays. */
  | { readonly kind: 'once-more'; readonly delayMs: number }
  /** Doubling from `baseMs` to `maxMs`, half of it by chance, so that the desks of one office do not come back together. */
  | { readonly kind: 'backoff'; readonly baseMs: number; readonly maxMs: number }
  /** At the time the portal named, else after `elseMs`. */
  | { readonly kind: 'when-told'; readonly elseMs: number };

const NEVER: Rule = { kind: 'never' };

/** The reference's §4, as data. The portal's bucket gives 2 requests a second to a whole office. */
export const RETRY_RULES: Readonly<Record<CrmErrorCode, Rule>> = {
  'not-set-up': NEVER,
  'timed-out': { kind: 'backoff', baseMs: 500, maxMs: 15_000 },
  unreachable: { kind: 'backoff', baseMs: 1000, maxMs: 15_000 },
  'untrusted-certificate': NEVER,
  'webhook-rejected': NEVER,
  'token-expired': NEVER,
  'scope-missing': NEVER,
  'access-denied': NEVER,
  'method-missing': NEVER,
  'crm-not-installed': NEVER,
  'number-refused': NEVER,
  'too-many-requests': { kind: 'backoff', baseMs: 1000, maxMs: 15_000 },
  blocked: NEVER,
  'operation-time-limit': { kind: 'when-told', elseMs: 60_000 },
  'portal-fault': { kind: 'once-more', delayMs: 500 },
  'unreadable-reply': { kind: 'once-more', delayMs: 500 },
  'redirect-refused': NEVER,
  'wrong-auth-type': NEVER,
  'not-found': NEVER,
  'field-refused': NEVER,
  'unknown-error': NEVER,
};

/** Milliseconds until the next try, or null for none.
 *  @param failures how often this code came for this question so far, 1 the first time
 *  @param random01 uniform in [0,1) */
export function nextTryDelayMs(error: CrmError, failures: number, random01: number, nowEpochMs: number): number | null {
  const rule = RETRY_RULES[error.code];
  const toldMs = error.retryAtEpochMs === null ? 0 : Math.max(0, error.retryAtEpochMs - nowEpochMs);
  switch (rule.kind) {
    case 'never':
      return null;
    case 'once-more':
      return failures > 1 ? null : Math.max(toldMs, rule.delayMs);
    case 'backoff': {
      const fullMs = Math.min(rule.maxMs, rule.baseMs * 2 ** (failures - 1));
      return Math.max(toldMs, Math.round(fullMs * (0.5 + random01 / 2)));
    }
    case 'when-told':
      // The window moves on by itself: a little later, and not all desks in the same instant.
      return (error.retryAtEpochMs === null ? rule.elseMs : toldMs) + Math.round(random01 * 1000);
  }
}
