/** Which part of the database does what is requested. */
import type { Database } from './database.ts';
import type { Handlers } from './protocol.ts';

/** @param beginAnew sets the file aside and opens a new one */
export function handlersFor(database: () => Database, beginAnew: (atEpochMs: number) => void): Handlers {
  return {
    add: (records) => {
      database().calls.add(records);
      return null;
    },
    recent: (limit) => database().calls.recent(limit),
    earlier: (query) => database().calls.earlier(query),
    search: (query) => database().search(query),
    call: (id) => database().calls.byId(id),
    span: () => database().calls.span(),
    missedSince: (epochMs) => database().calls.missedSince(epochMs),
    indexSome: () => database().words.makeSome(),
    indexNew: () => {
      database().words.catchUp();
      return null;
    },
    indexAnew: () => {
      database().words.beginAnew();
      return null;
    },
    forgetOlderSome: (endedBeforeEpochMs) => database().calls.forgetOlderSome(endedBeforeEpochMs),
    wouldForget: (callerKey) => database().wouldForget(callerKey),
    forgetCallerSome: (callerKey) => database().calls.forgetCallerSome(callerKey),
    forgetCallerRest: (callerKey) => database().forgetCallerRest(callerKey),
    settleLog: () => {
      database().settleLog();
      return null;
    },
    emptyLog: () => {
      database().emptyLog();
      return null;
    },
    tidy: () => {
      database().tidy();
      return null;
    },
    spellingsOf: (callerKey) => database().calls.spellingsOf(callerKey),
    rewrite: () => {
      database().rewrite();
      return null;
    },
    loadOutbox: () => database().outbox.load(),
    saveOutbox: (row) => {
      database().outbox.save(row);
      return null;
    },
    removeOutbox: (ids) => {
      database().outbox.remove(ids);
      return null;
    },
    loadLookups: () => database().lookups.load(),
    putLookup: (kept) => {
      database().lookups.put(kept);
      return null;
    },
    forgetLookups: (keys) => {
      database().lookups.forget(keys);
      return null;
    },
    loadPicks: () => database().picks.load(),
    putPick: (pick) => {
      database().picks.put(pick);
      return null;
    },
    removePicks: (callerKeys) => {
      database().picks.remove(callerKeys);
      return null;
    },
    mark: (name) => database().marks.of(name),
    setMark: (name, value) => {
      database().marks.set(name, value);
      return null;
    },
    beginAnew: (atEpochMs) => {
      beginAnew(atEpochMs);
      return null;
    },
    close: () => {
      database().close();
      return null;
    },
  };
}
