/** What the main thread and the storage worker say to each other. */
import type { KeptLookup, Pick } from '../model/client.ts';
import type { Forgotten, HistoryCall, HistoryPage, HistoryQuery } from '../model/history.ts';
import type { OutboxId, OutboxRow } from '../model/outbox.ts';
import type { CallRecord, EarlierQuery } from '../model/record.ts';

/** Why the database did not do what was asked. */
export type StorageError =
  /** Written by a newer Ringside; left where it is. */
  | { readonly kind: 'newer-version'; readonly version: number }
  /** `code` is SQLite's or the system's name: SQLITE_FULL, SQLITE_IOERR, EACCES… */
  | { readonly kind: 'failed'; readonly code: string; readonly detail: string }
  /** The worker ended. */
  | { readonly kind: 'worker-gone'; readonly detail: string }
  /** The caller of an export changed his mind. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'closed' };

/** The mark that says when the whole file was last found sound. */
export const CHECKED_MARK = 'checked-epoch-ms';

/** Ending of an export that is being written. */
export const UNFINISHED = '.part';

/** Rows that could be read, and how many could not and are gone. */
export interface Loaded<T> {
  readonly rows: readonly T[];
  readonly unreadable: number;
}

/** Every request by its name. Those whose name ends in `Some` do a bounded piece of a long work, so that nothing else waits for it. */
export interface StorageRequests {
  add: { args: readonly [records: readonly CallRecord[]]; result: null };
  recent: { args: readonly [limit: number]; result: readonly CallRecord[] };
  earlier: { args: readonly [query: EarlierQuery]; result: readonly CallRecord[] };
  search: { args: readonly [query: HistoryQuery]; result: HistoryPage };
  call: { args: readonly [id: string]; result: HistoryCall | null };
  span: { args: readonly []; result: { readonly calls: number; readonly sinceEpochMs: number | null } };
  missedSince: { args: readonly [epochMs: number]; result: number };
  /** Words of calls that were added, then of those of an earlier version. @returns whether any are left */
  indexSome: { args: readonly []; result: boolean };
  /** Words of all calls that were added. */
  indexNew: { args: readonly []; result: null };
  /** The index is damaged: an empty one takes its place, and `indexSome` fills it. */
  indexAnew: { args: readonly []; result: null };
  /** @returns how many calls were removed; 0 when no more are left */
  forgetOlderSome: { args: readonly [endedBeforeEpochMs: number]; result: number };
  wouldForget: { args: readonly [callerKey: string]; result: Forgotten };
  forgetCallerSome: { args: readonly [callerKey: string]; result: number };
  /** All but the calls. @returns how many rows of the outbox were removed */
  forgetCallerRest: { args: readonly [callerKey: string]; result: number };
  /** Writes the log into the file, as far as that hinders nobody. */
  settleLog: { args: readonly []; result: null };
  /** Empties the log, so that nothing forgotten stays there. */
  emptyLog: { args: readonly []; result: null };
  /** As `emptyLog`; a small file is written anew as well. */
  tidy: { args: readonly []; result: null };
  /** How the numbers and the names of a caller's calls are spelled. */
  spellingsOf: {
    args: readonly [callerKey: string];
    result: { readonly numbers: readonly string[]; readonly names: readonly string[] };
  };
  /** Writes the whole file anew, without what SQLite leaves in the gaps of its pages. */
  rewrite: { args: readonly []; result: null };
  loadOutbox: { args: readonly []; result: Loaded<OutboxRow> };
  saveOutbox: { args: readonly [row: OutboxRow]; result: null };
  removeOutbox: { args: readonly [ids: readonly OutboxId[]]; result: null };
  loadLookups: { args: readonly []; result: Loaded<KeptLookup> };
  putLookup: { args: readonly [kept: KeptLookup]; result: null };
  forgetLookups: { args: readonly [keys: readonly string[] | 'all']; result: null };
  loadPicks: { args: readonly []; result: Loaded<Pick> };
  putPick: { args: readonly [pick: Pick]; result: null };
  removePicks: { args: readonly [callerKeys: readonly string[] | 'all']; result: null };
  mark: { args: readonly [name: string]; result: number | null };
  setMark: { args: readonly [name: string, value: number]; result: null };
  /** The file is damaged: it is set aside, and a new one begun. */
  beginAnew: { args: readonly [atEpochMs: number]; result: null };
  close: { args: readonly []; result: null };
}

export type RequestName = keyof StorageRequests;
export type ArgsOf<N extends RequestName> = StorageRequests[N]['args'];
export type ResultOf<N extends RequestName> = StorageRequests[N]['result'];

/** One function for each request. */
export type Handlers = { readonly [N in RequestName]: (...args: ArgsOf<N>) => ResultOf<N> };

export interface RequestMessage<N extends RequestName = RequestName> {
  readonly id: number;
  readonly name: N;
  readonly args: ArgsOf<N>;
}

export interface OpenedMessage {
  readonly kind: 'opened';
  /** Where a damaged file went; null where it was sound or new. */
  readonly setAside: string | null;
  /** The folder may be read by others and could not be closed to them. */
  readonly isFolderPrivate: boolean;
  /** Large files are checked after they were opened. */
  readonly isChecked: boolean;
}

export type ReplyMessage =
  | OpenedMessage
  | { readonly kind: 'not-opened'; readonly error: StorageError }
  | { readonly kind: 'done'; readonly id: number; readonly value: ResultOf<RequestName> }
  | { readonly kind: 'failed'; readonly id: number; readonly error: StorageError };

/** What an export says. */
export type ExportMessage =
  | { readonly kind: 'written'; readonly rows: number }
  | { readonly kind: 'done'; readonly rows: number }
  | { readonly kind: 'failed'; readonly error: StorageError };

/** What of a file is damaged. The index of words can be made anew. */
export type Damage = 'none' | 'index' | 'file';

/** What a check says of a file. */
export interface CheckMessage {
  readonly damage: Damage;
}

/** In which files one of the needles stands. */
export interface ScanMessage {
  readonly files: readonly string[];
}

/** What a worker is started with: one serves the database, others read it beside that one. */
export type WorkerOptions =
  | {
      readonly kind: 'serve';
      readonly file: string;
      readonly openedAtEpochMs: number;
      /** 32 bytes for what is encrypted; null: nothing of that is kept. */
      readonly cipherKey: Uint8Array | null;
    }
  | { readonly kind: 'export'; readonly file: string; readonly query: HistoryQuery; readonly target: string }
  | { readonly kind: 'check'; readonly file: string }
  | { readonly kind: 'scan'; readonly files: readonly string[]; readonly needles: readonly string[] };
