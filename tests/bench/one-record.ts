/** Whether each call is in the history, once. */
import { DatabaseSync } from 'node:sqlite';

/** The app has ended and its history is whole. @returns numbers that have no record or more than one */
export function withoutOneRecord(file: string, numbers: readonly string[]): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare('SELECT number FROM calls').all();
  database.close();
  const counts = new Map<string, number>();
  for (const { number } of rows) {
    const digits = String(number).replaceAll(/\D/g, '');
    counts.set(digits, (counts.get(digits) ?? 0) + 1);
  }
  return numbers.filter((number) => counts.get(number.replaceAll(/\D/g, '')) !== 1).length;
}
