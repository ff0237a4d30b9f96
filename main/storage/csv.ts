/** The history as CSV: RFC 4180, and nothing in it that a spreadsheet takes for a formula. */
import type { CallRecord } from '../model/record.ts';
import { classOf } from '../model/history.ts';

/** Tells Excel that what follows is UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

const columns = [
  ...['started', 'ended', 'class', 'how', 'number', 'name', 'client', 'assignee', 'called', 'called name', 'from'],
  ...['sent to', 'sent to name', 'outcome', 'note'],
];

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Local time, as a spreadsheet reads it: `2026-11-22 11:00:00`. */
function timeOf(epochMs: number): string {
  const at = new Date(epochMs);
  const day = [at.getFullYear(), twoDigits(at.getMonth() + 1), twoDigits(at.getDate())].join('-');
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits).join(':')}`;
}

/** A number with its country and a space: no formula, and no sum that a spreadsheet works out. It stays as people read it. */
const plainNumber = /^\+\d{1,3} [\d -]+$/;
/** What begins a formula, also in full width and after blanks. @see OWASP, "CSV Injection" */
const formulaStart = /^[\s\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]/;

/** What begins one inside a cell, for a spreadsheet whose cells end at a semicolon, a tab or a line: to it our quotes are none. */
const formulaInside = /([;\t\r\n]["\s\u00a0\ufeff]*)([=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/** One cell: quoted where it has to be, and made text by an apostrophe where it, or a part of it, would begin a formula. */
export function cellOf(text: string): string {
  const whole = text.replaceAll('\0', '').toWellFormed();
  const begun = formulaStart.test(whole) && !plainNumber.test(whole) ? `'${whole}` : whole;
  const safe = begun.replaceAll(formulaInside, "$1'$2");
  return /[",;\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const lineOf = (cells: readonly (string | null)[]): string =>
  `${cells.map((cell) => (cell === null ? '' : cellOf(cell))).join(',')}\r\n`;

export const headerLine = (): string => lineOf(columns);

/** One call; what is not known is an empty cell. */
export function csvLineOf(record: CallRecord): string {
  const { startedEpochMs, endedEpochMs, how, number, name, client, assignee, route, sentTo, note } = record;
  return lineOf([
    ...[timeOf(startedEpochMs), timeOf(endedEpochMs), classOf(record), how, number, name],
    ...[client === null ? null : `${client.type} ${client.id}`, assignee],
    ...[route.called, route.calledName, route.from],
    ...[sentTo?.shown ?? null, sentTo?.name ?? null, sentTo?.outcome ?? null, note],
  ]);
}
