/** "Forget this caller" and "forget all" of what the CRM told: everywhere it is kept, on disk and in memory. */
import type { Forgotten } from '../model/history.ts';
import type { CallRecord } from '../model/record.ts';
import { err, ok, type Result } from '../model/result.ts';
import type { HistoryStore } from './history-store.ts';

type Failed<E> = { readonly ok: false; readonly error: E } | { readonly ok: true };

export interface ForgetParts {
  /** Null where there is no database. */
  readonly store:
    | (Pick<HistoryStore, 'wouldForget' | 'forgetCaller'> & {
        readonly earlierCalls: (query: {
          readonly callerKey: string;
          readonly ringsideCall: null;
          readonly sinceEpochMs: number;
        }) => Promise<Result<readonly CallRecord[], unknown>>;
        readonly lookups: { forgetAll(): Promise<Failed<unknown>> };
      })
    | null;
  readonly history: { forgetCaller(callerKey: string): void };
  readonly outbox: { forget(callerKey: string): unknown };
  readonly picks: { forget(callerKey: string): Promise<boolean>; forgetAll(): Promise<boolean> };
  /** Calls that are open: they are not written down any more, and what is held for them is taken back. */
  readonly openCalls: () => { forget(callerKey: string): void };
  /** What remembers the CRM's answers; null where none is set up. */
  readonly crm: () => { forget(callerKeys: readonly string[] | 'all'): Promise<boolean> } | null;
  /** Takes these words out of the log's files. */
  readonly scrubLogs: (words: readonly string[]) => Promise<Failed<unknown>>;
}

export class Forgetting {
  readonly #parts: ForgetParts;

  constructor(parts: ForgetParts) {
    this.#parts = parts;
  }

  /** What would go. @returns zeros where it cannot be read */
  async would(callerKey: string): Promise<Forgotten> {
    const read = await this.#parts.store?.wouldForget(callerKey);
    return read?.ok === true ? read.value : { calls: 0, unsent: 0 };
  }

  /** @returns what went. `not-forgotten`: something of the caller is still on disk; asking again tries again */
  async forget(callerKey: string): Promise<Result<Forgotten, 'not-forgotten'>> {
    const { store, history, outbox, picks, openCalls, crm, scrubLogs } = this.#parts;
    if (store === null) return err('not-forgotten');
    const { unsent } = await this.would(callerKey);
    // Read before they are gone: what the log is searched for.
    const records = await store.earlierCalls({ callerKey, ringsideCall: null, sinceEpochMs: 0 });
    // Memory first: nothing may write again what has just been removed.
    openCalls().forget(callerKey);
    outbox.forget(callerKey);
    const isPickGone = await picks.forget(callerKey);
    const isAnswerGone = (await crm()?.forget([callerKey])) ?? true;
    const forgotten = await store.forgetCaller(callerKey);
    history.forgetCaller(callerKey);
    const scrubbed = await scrubLogs(wordsOf(callerKey, records.ok ? records.value : []));
    return forgotten.ok && records.ok && scrubbed.ok && isPickGone && isAnswerGone
      ? ok({ calls: forgotten.value.calls, unsent: Math.max(unsent, forgotten.value.unsent) })
      : err('not-forgotten');
  }

  /** Every kept answer and every pick. */
  async forgetClients(): Promise<Result<null, 'not-forgotten'>> {
    const { store, picks, crm } = this.#parts;
    const arePicksGone = await picks.forgetAll();
    const areAnswersGone = (await crm()?.forget('all')) ?? true;
    // Also where no CRM is set up any more.
    const isDiskClean = (await store?.lookups.forgetAll())?.ok ?? true;
    return arePicksGone && areAnswersGone && isDiskClean ? ok(null) : err('not-forgotten');
  }
}

/** Shorter ones stand in half of all lines and tell of nobody. */
const MIN_WORD = 5;

/** How this caller may stand in a log: the number as it was spelled, its digits, and his name. */
function wordsOf(callerKey: string, records: readonly CallRecord[]): readonly string[] {
  const identity = callerKey.slice(callerKey.indexOf(':') + 1);
  const spelled = [identity, ...records.flatMap(({ number, name }) => [number, name])].filter((word) => word !== null);
  const digits = spelled.map((word) => word.replaceAll(/\D/g, '')).filter((word) => word.length > 0);
  return [...new Set([...spelled, ...digits])]
    .filter((word) => word.length >= MIN_WORD)
    .sort((a, b) => b.length - a.length);
}
