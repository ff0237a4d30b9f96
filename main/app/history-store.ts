/** What the history window, the badge and "forget this caller" need of the storage. The storage has this shape. */
import type { CallId } from '../model/call.ts';
import type { Forgotten, HistoryCall, HistoryPage, HistoryQuery } from '../model/history.ts';
import type { Result } from '../model/result.ts';
import type { StorageError } from '../storage/storage.ts';

/** How many calls are kept, and when the oldest of them began. */
export interface HistorySpan {
  readonly calls: number;
  readonly sinceEpochMs: number | null;
}

export interface ExportRun {
  /** Told now and then; the last time with all. */
  readonly onWritten: (calls: number) => void;
  /** Aborted: nothing is left of the file. */
  readonly signal: AbortSignal;
}

type Answer<T> = Promise<Result<T, StorageError>>;

export interface HistoryStore {
  search(query: HistoryQuery): Answer<HistoryPage>;
  call(id: CallId): Answer<HistoryCall | null>;
  span(): Answer<HistorySpan>;
  /** Missed calls that ended after that. */
  missedSince(epochMs: number): Answer<number>;
  wouldForget(callerKey: string): Answer<Forgotten>;
  /** Calls, kept look-ups, picks and outbox rows of this caller, from the file and what belongs to it. */
  forgetCaller(callerKey: string): Answer<Forgotten>;
  exportCalls(query: HistoryQuery, file: string, run: ExportRun): Answer<{ readonly written: number }>;
  mark(name: string): Answer<number | null>;
  setMark(name: string, value: number): Answer<unknown>;
}
