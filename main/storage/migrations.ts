/** The database's shape, version by version (`PRAGMA user_version`). */
import type { DatabaseSync } from 'node:sqlite';
import { err, ok, type Result } from '../model/result.ts';
import type { StorageError } from './protocol.ts';

/** The index of the words of calls. */
export const CREATE_WORDS = `CREATE VIRTUAL TABLE call_words USING fts5(
     words, detail = none, columnsize = 0, prefix = '1 2 3 4 5 6 7 8', tokenize = "ascii tokenchars '<>~+-'");
   INSERT INTO call_words (call_words, rank) VALUES ('secure-delete', 1);`;

/** SQL that leads from version `index` to `index + 1`. Once released, a step never changes. */
export const migrations: readonly string[] = [
  `CREATE TABLE calls (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     number TEXT,
     name TEXT,
     started_epoch_ms INTEGER NOT NULL,
     ended_epoch_ms INTEGER NOT NULL,
     how TEXT NOT NULL,
     sent_to TEXT
   ) STRICT;
   CREATE INDEX calls_by_end ON calls (ended_epoch_ms);`,
  // The caller in one spelling, the PBX's own id of the call, and the target's name apart from its number. Of the calls that are there
  // already, both are read from what was shown: "+1 906 219 5047", "104", "reception", "Anna Petrova · 102".
  `ALTER TABLE calls ADD COLUMN caller_key TEXT;
   ALTER TABLE calls ADD COLUMN ringside_call TEXT;
   ALTER TABLE calls ADD COLUMN sent_to_name TEXT;
   UPDATE calls SET caller_key = CASE
     WHEN number IS NULL THEN NULL
     WHEN number GLOB '+*' THEN 'outside:+' || replace(replace(replace(substr(number, 2), ' ', ''), '-', ''), '/', '')
     WHEN number GLOB '*[^0-9]*' THEN 'name:' || lower(number)
     WHEN length(number) <= 6 THEN 'internal:' || number
     ELSE 'outside:' || number END;
   UPDATE calls SET sent_to_name = substr(sent_to, 1, instr(sent_to, ' · ') - 1),
     sent_to = substr(sent_to, instr(sent_to, ' · ') + 3) WHERE instr(sent_to, ' · ') > 0;
   CREATE INDEX calls_by_caller ON calls (caller_key, ended_epoch_ms);
   CREATE INDEX calls_by_ringside_call ON calls (ringside_call, ended_epoch_ms);`,
  // What became of a call where it was sent. Nobody was told of those that are there already.
  `ALTER TABLE calls ADD COLUMN sent_to_outcome TEXT;
   UPDATE calls SET sent_to_outcome = 'not-told' WHERE sent_to IS NOT NULL;`,
  // The history that can be searched, and what else is kept beside it. The words of calls that are there already are added piece by piece
  // after opening, from the newest back: `words-below` says how far that is. The words are made in words.ts, and the tokenizer takes them as
  // they are. `secure-delete`: what is removed leaves the index too, not only its results.
  `ALTER TABLE calls ADD COLUMN client_type TEXT;
   ALTER TABLE calls ADD COLUMN client_id TEXT;
   ALTER TABLE calls ADD COLUMN assignee TEXT;
   ALTER TABLE calls ADD COLUMN called TEXT;
   ALTER TABLE calls ADD COLUMN called_name TEXT;
   ALTER TABLE calls ADD COLUMN came_from TEXT;
   ALTER TABLE calls ADD COLUMN steps TEXT;
   ALTER TABLE calls ADD COLUMN note TEXT;
   ALTER TABLE calls ADD COLUMN class TEXT GENERATED ALWAYS AS (CASE
     WHEN how IN ('caller-hung-up', 'caller-left') THEN 'missed'
     WHEN how = 'stopped-ringing' THEN 'stopped-ringing'
     WHEN how IN ('answered', 'answered-elsewhere') THEN 'answered'
     WHEN how IN ('sent-on', 'sent-back') THEN 'sent-on'
     ELSE 'other' END) VIRTUAL;
   CREATE INDEX calls_by_class ON calls (class);
   CREATE INDEX missed_calls_by_end ON calls (ended_epoch_ms) WHERE how IN ('caller-hung-up', 'caller-left');
   ${CREATE_WORDS}
   CREATE TABLE outbox (
     place INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, caller_key TEXT, row TEXT NOT NULL) STRICT;
   CREATE TABLE kept_lookups (
     key_mac BLOB PRIMARY KEY, until_epoch_ms INTEGER NOT NULL, nonce BLOB NOT NULL, sealed BLOB NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX kept_lookups_by_end ON kept_lookups (until_epoch_ms);
   CREATE TABLE picks (caller_key TEXT PRIMARY KEY, pick TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE marks (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   INSERT INTO marks (name, value) SELECT 'words-below', coalesce(max(seq), 0) + 1 FROM calls;`,
];

/** @returns `PRAGMA user_version`, 0 for a new file */
export function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
}

/** Applies what is missing, each step in a transaction of its own, so that a broken one leaves the version before it.
 *  @returns an error, and nothing changed, for a file of a newer version
 *  @throws what SQLite throws when a step fails */
export function migrate(database: DatabaseSync, steps: readonly string[]): Result<void, StorageError> {
  const version = versionOf(database);
  if (version > steps.length) return err({ kind: 'newer-version', version });
  for (const [index, step] of steps.entries()) {
    if (index < version) continue;
    try {
      database.exec(`BEGIN IMMEDIATE; ${step}; PRAGMA user_version = ${index + 1}; COMMIT;`);
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }
  return ok(undefined);
}
