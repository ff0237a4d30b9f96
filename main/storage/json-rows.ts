/** Rows whose content is JSON, read with care: a file may have been damaged, or written by another version. */
import type { SQLOutputValue } from 'node:sqlite';
import type { Loaded } from './protocol.ts';

export type Row = Readonly<Record<string, SQLOutputValue>>;

export function isObjectWith<K extends string>(value: unknown, keys: readonly K[]): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && keys.every((key) => key in value);
}

/** @returns undefined for what is no JSON */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** @param isReadable whether a value has the shape that is wanted */
export function readAll<T>(
  rows: readonly Row[],
  column: string,
  isReadable: (value: unknown) => value is T,
): Loaded<T> {
  const values = rows.map((row) => parsedJson(String(row[column])));
  const readable = values.filter(isReadable);
  return { rows: readable, unreadable: values.length - readable.length };
}
