/** Writes every call that matches to a CSV file, piece by piece on a connection of its own. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import type { MessagePort } from 'node:worker_threads';
import type { HistoryQuery } from '../model/history.ts';
import { BYTE_ORDER_MARK, csvLineOf, headerLine } from './csv.ts';
import { storageErrorOf } from './errors.ts';
import { UNFINISHED, type ExportMessage, type WorkerOptions } from './protocol.ts';
import { pageOf } from './search.ts';

const ROWS_AT_ONCE = 500;

/** Calls that ring go first. On Linux this is the thread's own priority; elsewhere it would be the whole app's. */
function stepBack(): void {
  if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_LOW);
}

/** Each piece is a short read, so that the log of the one who writes does not grow. A call that comes in meanwhile is not in it.
 *  @returns rows written so far, after each piece
 *  @throws what SQLite or the file system throws */
function* writtenTo(descriptor: number, database: DatabaseSync, query: HistoryQuery): Generator<number> {
  writeSync(descriptor, BYTE_ORDER_MARK + headerLine());
  let before: number | null = null;
  let rows = 0;
  do {
    const page = pageOf(database, { ...query, before, limit: ROWS_AT_ONCE });
    writeWhole(descriptor, Buffer.from(page.calls.map(({ record }) => csvLineOf(record)).join(''), 'utf8'));
    rows += page.calls.length;
    before = page.next;
    yield rows;
  } while (before !== null);
}

/** A disk that is nearly full takes a part of it, and tells ENOSPC at the next try. */
function writeWhole(descriptor: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
}

/** Exports, tells each piece, and ends its thread. Any message is the word to stop. Under the final name there is a whole file or what
 *  was there before. */
export function serveExport(port: MessagePort, options: WorkerOptions & { kind: 'export' }): void {
  const { file, query, target } = options;
  const part = target + UNFINISHED;
  let isCancelled = false;
  let descriptor: number | null = null;
  let database: DatabaseSync | null = null;
  const tell = (message: ExportMessage): void => {
    port.postMessage(message);
  };
  const release = (): void => {
    database?.close();
    if (descriptor !== null) closeSync(descriptor);
    database = null;
    descriptor = null;
  };
  const giveUp = (message: ExportMessage): void => {
    release();
    rmSync(part, { force: true });
    tell(message);
    port.close();
  };
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      giveUp({ kind: 'failed', error: storageErrorOf(error) });
    }
  };
  port.on('message', () => {
    isCancelled = true;
  });
  attempt(() => {
    stepBack();
    const output = openSync(part, 'w', 0o600);
    descriptor = output;
    database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
    const pieces = writtenTo(output, database, query);
    let rows = 0;
    const next = (): void => {
      attempt(() => {
        if (isCancelled) {
          giveUp({ kind: 'failed', error: { kind: 'cancelled' } });
          return;
        }
        const piece = pieces.next();
        if (piece.done !== true) {
          rows = piece.value;
          tell({ kind: 'written', rows });
          setImmediate(next);
          return;
        }
        fsyncSync(output);
        release();
        renameSync(part, target);
        tell({ kind: 'done', rows });
        port.close();
      });
    };
    next();
  });
}
