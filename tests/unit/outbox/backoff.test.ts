/** When something is tried again, and what never is. */
import { expect, test } from 'vitest';
import type { CrmError, CrmErrorCode } from '../../../main/model/crm.ts';
import { isFinal, isPortalWide, nextTryEpochMs } from '../../../main/outbox/backoff.ts';

const now = 1_000_000;
const limits = { baseMs: 5000, maxMs: 600_000 };
const failure = (code: CrmErrorCode, retryAtEpochMs: number | null = null): CrmError => ({
  code,
  detail: null,
  atEpochMs: now,
  retryAtEpochMs,
});
const delaySec = (attempt: number, random01: number, error: CrmError | null = null): number =>
  (nextTryEpochMs(attempt, error, { nowEpochMs: now, random01 }, limits) - now) / 1000;

test('the delay doubles up to ten minutes, and is drawn between its half and its whole', () => {
  expect([1, 2, 3, 7, 8, 40, 5000].map((attempt) => [delaySec(attempt, 0), delaySec(attempt, 1)])).toEqual([
    [2.5, 5],
    [5, 10],
    [10, 20],
    [160, 320],
    [300, 600],
    [300, 600],
    [300, 600],
  ]);
});

test("the portal's own time is waited for, and a portal blocked by hand is left alone for an hour", () => {
  expect([
    delaySec(1, 0, failure('operation-time-limit', now + 480_000)),
    delaySec(1, 0, failure('too-many-requests', now - 5)),
    delaySec(1, 0, failure('blocked')),
  ]).toEqual([480, 2.5, 3600]);
});

const codes = {
  'not-set-up': 'waits for the portal',
  'timed-out': 'waits for the portal',
  unreachable: 'waits for the portal',
  'untrusted-certificate': 'waits for the portal',
  'webhook-rejected': 'waits for the portal',
  'token-expired': 'waits for the portal',
  'scope-missing': 'is tried again by itself',
  'access-denied': 'is refused',
  'method-missing': 'is refused',
  'crm-not-installed': 'waits for the portal',
  'number-refused': 'is refused',
  'too-many-requests': 'waits for the portal',
  blocked: 'waits for the portal',
  'operation-time-limit': 'is tried again by itself',
  'portal-fault': 'waits for the portal',
  'unreadable-reply': 'waits for the portal',
  'redirect-refused': 'waits for the portal',
  'wrong-auth-type': 'is refused',
  'not-found': 'is refused',
  'field-refused': 'is refused',
  'unknown-error': 'is tried five times',
} as const satisfies Record<CrmErrorCode, string>;

test.each(Object.entries(codes))('an item that fails with %s %s', (code, what) => {
  const error = failure(code as CrmErrorCode);
  const verdict = { wide: isPortalWide(error), first: isFinal(error, 1), fifth: isFinal(error, 5) };
  const verdicts = {
    'waits for the portal': { wide: true, first: false, fifth: false },
    'is tried again by itself': { wide: false, first: false, fifth: false },
    'is refused': { wide: false, first: true, fifth: true },
    'is tried five times': { wide: false, first: false, fifth: true },
  };
  expect(verdict).toEqual(verdicts[what]);
});
