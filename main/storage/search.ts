/** Pages of the history, the newest calls first. */
import type { DatabaseSync } from 'node:sqlite';
import type { CallClass, HistoryPage, HistoryQuery } from '../model/history.ts';
import { historyCallOf } from './call-rows.ts';
import type { Row } from './json-rows.ts';
import { askedOf } from './words.ts';

const ALL = 'SELECT * FROM calls WHERE seq < ? ORDER BY seq DESC LIMIT ?';
const OF_CLASS = 'SELECT * FROM calls WHERE class = ? AND seq < ? ORDER BY seq DESC LIMIT ?';
/** The index is walked from its newest end, so that a page costs the same however many match. */
const MATCHING = `SELECT calls.* FROM call_words CROSS JOIN calls ON calls.seq = call_words.rowid
  WHERE call_words MATCH ? AND call_words.rowid < ? ORDER BY call_words.rowid DESC LIMIT ?`;

function rowsOf(database: DatabaseSync, text: string, only: CallClass | null, before: number, limit: number): Row[] {
  const asked = askedOf(text, only);
  if (asked === 'nothing') return [];
  if (asked !== 'all') return database.prepare(MATCHING).all(asked.match, before, limit);
  return only === null ? database.prepare(ALL).all(before, limit) : database.prepare(OF_CLASS).all(only, before, limit);
}

/** Never fails for what was typed.
 *  @throws what SQLite throws */
export function pageOf(database: DatabaseSync, { text, only, before, limit }: HistoryQuery): HistoryPage {
  // One more than asked for tells whether there is a next page.
  const rows = rowsOf(database, text, only, before ?? Number.MAX_SAFE_INTEGER, limit + 1);
  const calls = rows.slice(0, limit).map(historyCallOf);
  return { calls, next: rows.length > limit ? (calls.at(-1)?.seq ?? null) : null };
}
