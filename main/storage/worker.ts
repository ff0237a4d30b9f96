/** Storage worker: one database, requests answered in the order in which they came. */
import { isMainThread, parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { openDatabase, storageErrorOf, type CallDatabase } from './database.ts';
import type { ReplyMessage, RequestMessage, StorageRequest, WorkerOptions } from './protocol.ts';
import type { CallRecord } from '../model/record.ts';

function answer(database: CallDatabase, request: StorageRequest): readonly CallRecord[] | number {
  switch (request.kind) {
    case 'add':
      database.add(request.records);
      return request.records.length;
    case 'recent':
      return database.recent(request.limit);
    case 'earlier':
      return database.earlier(request.query);
    case 'count':
      return database.count();
    case 'forget':
      return database.forget(request.endedBeforeEpochMs);
    case 'close':
      database.close();
      return 0;
  }
}

/** Opens the database, says how that went, and serves until it is asked to close. */
export function serve(port: MessagePort, { file, openedAtEpochMs }: WorkerOptions): void {
  const reply = (message: ReplyMessage): void => {
    port.postMessage(message);
  };
  const opened = openDatabase(file, openedAtEpochMs);
  if (!opened.ok) {
    reply({ kind: 'not-opened', error: opened.error });
    return;
  }
  const { database, setAside, isFolderPrivate } = opened.value;
  port.on('message', ({ id, request }: RequestMessage) => {
    try {
      reply({ kind: 'done', id, value: answer(database, request) });
    } catch (error) {
      reply({ kind: 'failed', id, error: storageErrorOf(error) });
    }
    if (request.kind === 'close') port.close();
  });
  reply({ kind: 'opened', setAside, isFolderPrivate });
}

// The entry of a thread: this file is loaded for nothing else.
if (!isMainThread && parentPort !== null) serve(parentPort, workerData as WorkerOptions);
