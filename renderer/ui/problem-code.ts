/** What server or socket said of a problem itself: an administrator looks for it. Pure. */
import type { LineProblemView } from '../i18n/line-words.ts';
import { assertNever } from './assert-never.ts';

/** @returns `ECONNREFUSED`, `403 Forbidden`; null where it said nothing */
export function problemCode(problem: LineProblemView): string | null {
  switch (problem.kind) {
    case 'unreachable':
      return problem.code;
    case 'credentials-rejected':
    case 'refused':
      return `${problem.status} ${problem.reason}`.trim();
    case 'displaced':
      return null;
    default:
      return assertNever(problem);
  }
}
