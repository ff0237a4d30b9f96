/** What is kept beside the history: the outbox, the CRM's answers, the agents' picks. */
import type { KeptLookup, Pick } from '../model/client.ts';
import type { OutboxId, OutboxRow } from '../model/outbox.ts';
import { ok, type Result } from '../model/result.ts';
import type { ArgsOf, Loaded, RequestName, ResultOf, StorageError } from './protocol.ts';

type Answer<T> = Promise<Result<T, StorageError>>;
type Ask = <N extends RequestName>(name: N, ...args: ArgsOf<N>) => Answer<ResultOf<N>>;

/** Of what rows could not be read. */
export type Unreadable = 'outbox' | 'kept answers' | 'picks';

export interface Shelves {
  readonly outbox: {
    /** In the order in which they were first saved. */
    load(): Answer<readonly OutboxRow[]>;
    /** Adds, or replaces the row of the same item in its place. */
    save(row: OutboxRow): Answer<null>;
    remove(ids: readonly OutboxId[]): Answer<null>;
  };
  readonly lookups: {
    load(): Answer<readonly KeptLookup[]>;
    put(kept: KeptLookup): Answer<null>;
    forget(keys: readonly string[]): Answer<null>;
    forgetAll(): Answer<null>;
  };
  readonly picks: {
    load(): Answer<readonly Pick[]>;
    put(pick: Pick): Answer<null>;
    remove(callerKeys: readonly string[]): Answer<null>;
    removeAll(): Answer<null>;
  };
}

/** @param onUnreadable told how many rows could not be read, with those that could */
export function shelvesOn(ask: Ask, onUnreadable: (what: Unreadable, count: number) => void): Shelves {
  const loaded = async <T>(what: Unreadable, loading: Answer<Loaded<T>>): Answer<readonly T[]> => {
    const read = await loading;
    if (!read.ok) return read;
    if (read.value.unreadable > 0) onUnreadable(what, read.value.unreadable);
    return ok(read.value.rows);
  };
  /** What was removed leaves the log too. */
  const emptied = async (removing: Answer<null>): Answer<null> => {
    const removed = await removing;
    return removed.ok ? ask('emptyLog') : removed;
  };
  return {
    outbox: {
      load: () => loaded('outbox', ask('loadOutbox')),
      save: (row) => ask('saveOutbox', row),
      remove: (ids) => ask('removeOutbox', ids),
    },
    lookups: {
      load: () => loaded('kept answers', ask('loadLookups')),
      put: (kept) => ask('putLookup', kept),
      forget: (keys) => emptied(ask('forgetLookups', keys)),
      forgetAll: () => emptied(ask('forgetLookups', 'all')),
    },
    picks: {
      load: () => loaded('picks', ask('loadPicks')),
      put: (pick) => ask('putPick', pick),
      remove: (callerKeys) => emptied(ask('removePicks', callerKeys)),
      removeAll: () => emptied(ask('removePicks', 'all')),
    },
  };
}
