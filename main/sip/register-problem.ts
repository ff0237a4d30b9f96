/** What a refused REGISTER means. */
import type { LineProblem } from '../model/line.ts';

export interface RegisterFailure {
  readonly status: number;
  readonly reason: string;
  readonly hasSentCredentials: boolean;
}

/** 401, 403 or 407 after our credentials were sent is another thing than any other refusal. */
export function problemOf({ status, reason, hasSentCredentials }: RegisterFailure): LineProblem {
  const isRejected = hasSentCredentials && (status === 401 || status === 403 || status === 407);
  return { kind: isRejected ? 'credentials-rejected' : 'refused', status, reason };
}
