/** Which of several legs' failures the caller gets. */
import type { LegStyle } from './options.ts';

export interface Failure {
  readonly status: number;
  readonly reason: string;
  readonly contact: string | null;
}

/** Kamailio follows RFC 3261 §16.7 step 6: 6xx, else the lowest class. Asterisk tells busy first, a forward that failed last. */
export function bestFailure(failures: readonly Failure[], legStyle: LegStyle): Failure {
  const rank = (status: number): number => {
    if (legStyle === 'shared-call-id') return status >= 600 ? 0 : status;
    if (status === 486) return 0;
    return status < 400 ? status + 1000 : status;
  };
  const [best = { status: 480, reason: 'Temporarily Unavailable', contact: null }] = failures.toSorted(
    (one, other) => rank(one.status) - rank(other.status),
  );
  return best;
}
