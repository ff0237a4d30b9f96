import { describe, expect, it } from 'vitest';
import { nextTryDelayMs, RETRY_RULES } from '../../../../main/crm/bitrix24/retry.ts';
import type { CrmError, CrmErrorCode } from '../../../../main/model/crm.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const failure = (code: CrmErrorCode, retryInMs: number | null = null): CrmError => ({
  code,
  detail: null,
  atEpochMs: NOW,
  retryAtEpochMs: retryInMs === null ? null : NOW + retryInMs,
});
const delays = (error: CrmError, random01: number): readonly (number | null)[] =>
  [1, 2, 3, 4, 5, 6].map((count) => nextTryDelayMs(error, count, random01, NOW));

describe('After a failure the portal is asked again', () => {
  it('never, where only a person can help or where it would make things worse', () => {
    const never = Object.keys(RETRY_RULES).filter(
      (code) => nextTryDelayMs(failure(code as CrmErrorCode), 1, 0, NOW) === null,
    );
    expect(never).toEqual([
      'not-set-up',
      'untrusted-certificate',
      'webhook-rejected',
      'token-expired',
      'scope-missing',
      'access-denied',
      'method-missing',
      'crm-not-installed',
      'number-refused',
      'blocked',
      'redirect-refused',
      'wrong-auth-type',
      'not-found',
      'field-refused',
      'unknown-error',
    ]);
  });

  it.each(['portal-fault', 'unreadable-reply'] as const)('once more after %s', (code) => {
    expect(delays(failure(code), 0)).toEqual([500, null, null, null, null, null]);
  });

  it.each([
    ['too-many-requests', [500, 1000, 2000, 4000, 7500, 7500], [1000, 2000, 4000, 8000, 15_000, 15_000]],
    ['unreachable', [500, 1000, 2000, 4000, 7500, 7500], [1000, 2000, 4000, 8000, 15_000, 15_000]],
    ['timed-out', [250, 500, 1000, 2000, 4000, 7500], [500, 1000, 2000, 4000, 8000, 15_000]],
  ] as const)('ever later after %s, spread by chance', (code, earliest, latest) => {
    expect(delays(failure(code), 0)).toEqual(earliest);
    expect(delays(failure(code), 0.999999)).toEqual(latest);
  });

  it('when the portal said so after the operating limit, or after a minute', () => {
    expect(nextTryDelayMs(failure('operation-time-limit', 42_000), 1, 0.5, NOW)).toBe(42_500);
    expect(nextTryDelayMs(failure('operation-time-limit'), 1, 0.5, NOW)).toBe(60_500);
  });

  it('never before the time the portal named', () => {
    expect(nextTryDelayMs(failure('too-many-requests', 9000), 1, 0, NOW)).toBe(9000);
    expect(nextTryDelayMs(failure('portal-fault', 9000), 1, 0, NOW)).toBe(9000);
  });
});
