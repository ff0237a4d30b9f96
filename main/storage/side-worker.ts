/** The main thread's end of work beside the storage worker: an export, a check, a search through whole files. */
import { rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { HistoryQuery } from '../model/history.ts';
import { err, ok, type Result } from '../model/result.ts';
import { storageErrorOf } from './errors.ts';
import {
  UNFINISHED,
  type CheckMessage,
  type Damage,
  type ExportMessage,
  type ScanMessage,
  type StorageError,
  type WorkerOptions,
} from './protocol.ts';

export interface ExportHooks {
  /** Calls written so far. */
  readonly onWritten: (rows: number) => void;
  readonly signal: AbortSignal;
}

/** Runs a worker that says one thing and ends. Never rejects. @returns null where it died first, or was aborted */
function askOnce<T>(workerUrl: URL, workerData: WorkerOptions, signal: AbortSignal): Promise<T | null> {
  const worker = new Worker(workerUrl, { workerData, name: `storage ${workerData.kind}` });
  const stop = (): void => void worker.terminate();
  signal.addEventListener('abort', stop);
  return new Promise((resolve) => {
    worker.on('message', (said: T) => {
      resolve(said);
    });
    worker.on('error', () => {
      resolve(null);
    });
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop);
      resolve(null);
    });
  });
}

/** @returns null where nobody could tell */
export async function damageOf(workerUrl: URL, file: string, signal: AbortSignal): Promise<Damage | null> {
  return (await askOnce<CheckMessage>(workerUrl, { kind: 'check', file }, signal))?.damage ?? null;
}

/** @returns those of the files in which one of the needles stands; null where they could not be read */
export async function filesHolding(
  workerUrl: URL,
  files: readonly string[],
  needles: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  return (await askOnce<ScanMessage>(workerUrl, { kind: 'scan', files, needles }, signal))?.files ?? null;
}

/** Never rejects. Whatever happens, there is never a part of a file under the final name.
 *  @returns how many calls were written; `cancelled` where the signal came first; ENOSPC, EACCES… as the system says */
export function exportTo(
  workerUrl: URL,
  { file, query, target }: { readonly file: string; readonly query: HistoryQuery; readonly target: string },
  { onWritten, signal }: ExportHooks,
): Promise<Result<{ readonly written: number }, StorageError>> {
  if (signal.aborted) return Promise.resolve(err({ kind: 'cancelled' }));
  const workerData: WorkerOptions = { kind: 'export', file, query, target };
  const worker = new Worker(workerUrl, { workerData, name: 'storage export' });
  const cancel = (): void => {
    worker.postMessage('cancel');
  };
  signal.addEventListener('abort', cancel);
  return new Promise((resolve) => {
    let result: Result<{ readonly written: number }, StorageError> | null = null;
    let detail = 'ended';
    worker.on('message', (said: ExportMessage) => {
      if (said.kind === 'written') onWritten(said.rows);
      else result = said.kind === 'done' ? ok({ written: said.rows }) : err(said.error);
    });
    worker.on('error', (error) => {
      detail = error instanceof Error ? error.message : String(error);
    });
    worker.once('exit', () => {
      signal.removeEventListener('abort', cancel);
      resolve(result ?? gone(target, detail));
    });
  });
}

/** The worker died, and could not clear away what it had begun. */
function gone(target: string, detail: string): Result<never, StorageError> {
  try {
    rmSync(target + UNFINISHED, { force: true });
    return err({ kind: 'worker-gone', detail });
  } catch (error) {
    return err(storageErrorOf(error));
  }
}
