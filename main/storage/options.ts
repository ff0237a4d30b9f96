/** What the storage needs, and what it tells of itself. */
import type { QueueProblem } from './call-queue.ts';
import type { StorageError } from './protocol.ts';
import type { Unreadable } from './shelves.ts';

/** What the status window tells of the history. */
export type StorageProblem =
  | QueueProblem
  /** The system refused the file; it is tried again with each request. */
  | { readonly kind: 'not-opened'; readonly error: StorageError }
  /** What `not-opened` had told is over. */
  | { readonly kind: 'opened' }
  /** The database was damaged; it was kept under this path, and a new one was begun. */
  | { readonly kind: 'set-aside'; readonly path: string }
  /** The folder belongs to somebody else, and others may read it. */
  | { readonly kind: 'folder-not-private' }
  /** So many rows could not be read. Kept answers are removed then; the rest is left where it is. */
  | { readonly kind: 'unreadable'; readonly what: Unreadable; readonly count: number };

export interface StorageOptions {
  /** Full path of `ringside.db`. */
  readonly file: string;
  /** The built `storage-worker.js` beside the main script. */
  readonly workerUrl: URL;
  /** 32 bytes by which the CRM's answers are encrypted; null: none are kept. */
  readonly cipherKey: Uint8Array | null;
  readonly onProblem: (problem: StorageProblem) => void;
  readonly nowEpochMs: () => number;
  /** @returns cancels it */
  readonly after: (delayMs: number, run: () => void) => () => void;
}
