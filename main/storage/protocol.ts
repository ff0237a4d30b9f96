/** What the main thread and the storage worker say to each other. */
import type { CallRecord, EarlierQuery } from '../model/record.ts';

/** Why the database did not do what was asked. */
export type StorageError =
  /** Written by a newer Ringside; left where it is. */
  | { readonly kind: 'newer-version'; readonly version: number }
  /** `code` is SQLite's or the system's name: SQLITE_FULL, SQLITE_IOERR, EACCES… */
  | { readonly kind: 'failed'; readonly code: string; readonly detail: string }
  /** The worker ended. */
  | { readonly kind: 'worker-gone'; readonly detail: string }
  | { readonly kind: 'closed' };

export type StorageRequest =
  | { readonly kind: 'add'; readonly records: readonly CallRecord[] }
  | { readonly kind: 'recent'; readonly limit: number }
  | { readonly kind: 'earlier'; readonly query: EarlierQuery }
  | { readonly kind: 'count' }
  | { readonly kind: 'forget'; readonly endedBeforeEpochMs: number }
  | { readonly kind: 'close' };

export interface RequestMessage {
  readonly id: number;
  readonly request: StorageRequest;
}

export type ReplyMessage =
  | {
      readonly kind: 'opened';
      /** Where a damaged file went; null where it was sound or new. */
      readonly setAside: string | null;
      /** The folder may be read by others and could not be closed to them. */
      readonly isFolderPrivate: boolean;
    }
  | { readonly kind: 'not-opened'; readonly error: StorageError }
  | { readonly kind: 'done'; readonly id: number; readonly value: readonly CallRecord[] | number }
  | { readonly kind: 'failed'; readonly id: number; readonly error: StorageError };

/** What the worker is started with. */
export interface WorkerOptions {
  readonly file: string;
  readonly openedAtEpochMs: number;
}
