/** Reading configuration files from disk, bounded, and what stores need of such a file. */
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { err, ok, type Result } from '../model/result.ts';

/** Configurations are a few kB; what is larger is none. */
export const MAX_FILE_BYTES = 256 * 1024;

export type ReadFailure =
  /** `code` is the system's (EACCES…), or `not-a-file` for a folder, a pipe or a device. */
  | { readonly kind: 'unreadable'; readonly code: string }
  /** Read, but not JSON, or too large to be ours. */
  | { readonly kind: 'corrupt' };

/** What the system said when a file could not be written or renamed: EROFS, EACCES, ENOSPC… */
export interface FileFailure {
  readonly code: string;
}

/** What stores need of their file, so that they can be tested without one. */
export interface ConfigFile {
  read(): Result<unknown, ReadFailure>;
  write(content: Readonly<Record<string, unknown>>): Result<void, FileFailure>;
  setAside(atEpochMs: number): Result<string, FileFailure>;
}

/** The system's code of a failed file operation, else the error's name: a message may quote what stands in the file. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** Reads a bounded text file, without the byte order mark that Windows' editors write. */
export function readBoundedText(path: string): Result<string, ReadFailure> {
  let handle: number | null = null;
  try {
    // Not blocking: a named pipe put there must not hang the start.
    handle = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK || 0));
    const stat = fstatSync(handle);
    if (!stat.isFile()) return err({ kind: 'unreadable', code: 'not-a-file' });
    if (stat.size > MAX_FILE_BYTES) return err({ kind: 'corrupt' });
    return ok(readFileSync(handle, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    return err({ kind: 'unreadable', code: codeOf(error) });
  } finally {
    if (handle !== null) closeSync(handle);
  }
}

/** Parses JSON from outside. */
export function parseJson(text: string): Result<unknown, ReadFailure> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch (error) {
    if (error instanceof SyntaxError) return err({ kind: 'corrupt' });
    throw error;
  }
}
