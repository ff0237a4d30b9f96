/** One number's look-up under way: its spellings one after the other, and the tries after a failure. */
import type { CrmError } from '../model/crm.ts';
import type { SearchReply } from './bitrix24/search.ts';
import { crmError } from './bitrix24/errors.ts';
import { nextTryDelayMs } from './bitrix24/retry.ts';
import type { Clock } from '../model/clock.ts';

/** Spellings that are asked for at the most: each is a request out of the office's common bucket. */
const MAX_SPELLINGS = 3;

export type Found = SearchReply & { readonly kind: 'answered' };

export type FlightEvent =
  /** The last event of a flight. */
  | { readonly kind: 'found'; readonly found: Found }
  /** The last one too, unless it is trying again. */
  | { readonly kind: 'failed'; readonly error: CrmError; readonly isTryingAgain: boolean };

export interface FlightNeeds {
  readonly search: (digits: string, signal: AbortSignal) => Promise<SearchReply>;
  readonly clock: Clock;
  readonly random01: () => number;
  /** Within which something is told, though a later spelling may still be asked for. */
  readonly timeoutMs: number;
}

/** Starts asking. The next spelling is asked only where the portal knows nobody under the one before.
 *  @param asked digits, best first
 *  @param tell called later, never before this returns
 *  @returns aborts it; nothing is told afterwards */
export function startFlight(
  asked: readonly string[],
  needs: FlightNeeds,
  tell: (event: FlightEvent) => void,
): () => void {
  const { clock } = needs;
  const spellings = [...new Set(asked)].slice(0, MAX_SPELLINGS);
  const abort = new AbortController();
  const failures = new Map<CrmError['code'], number>();
  let cancelWait: () => void = () => undefined;

  const cancelDeadline = clock.after(needs.timeoutMs, () => {
    const error = crmError('timed-out', `no answer within ${needs.timeoutMs} ms`, clock.nowEpochMs());
    tell({ kind: 'failed', error, isTryingAgain: true });
  });

  const fail = (error: CrmError, again: () => void): void => {
    cancelDeadline();
    const count = (failures.get(error.code) ?? 0) + 1;
    failures.set(error.code, count);
    const delayMs = nextTryDelayMs(error, count, needs.random01(), clock.nowEpochMs());
    if (delayMs !== null) cancelWait = clock.after(delayMs, again);
    tell({ kind: 'failed', error, isTryingAgain: delayMs !== null });
  };

  const ask = async (index: number): Promise<void> => {
    const reply = await needs.search(spellings[index] ?? '', abort.signal);
    if (abort.signal.aborted || reply.kind === 'aborted') return;
    if (reply.kind === 'failed') {
      fail(reply.error, () => void ask(index));
    } else if (reply.matches.length === 0 && index + 1 < spellings.length) {
      await ask(index + 1);
    } else {
      cancelDeadline();
      tell({ kind: 'found', found: reply });
    }
  };

  void ask(0);
  return () => {
    abort.abort();
    cancelDeadline();
    cancelWait();
  };
}
