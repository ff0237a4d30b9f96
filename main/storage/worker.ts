/** Storage worker: one serves the database, requests answered in the order in which they came; others read it beside that one. */
import { isMainThread, parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { storageErrorOf } from './errors.ts';
import { serveExport } from './export-calls.ts';
import { handlersFor } from './handlers.ts';
import { openDatabase } from './open.ts';
import type {
  ArgsOf,
  Handlers,
  ReplyMessage,
  RequestMessage,
  RequestName,
  ResultOf,
  WorkerOptions,
} from './protocol.ts';
import { checkFile, filesWith } from './side-work.ts';

const answer = <N extends RequestName>(handlers: Handlers, name: N, args: ArgsOf<N>): ResultOf<N> =>
  handlers[name](...args);

/** Opens the database, says how that went, and serves until it is asked to close. */
function serve(port: MessagePort, { file, openedAtEpochMs, cipherKey }: WorkerOptions & { kind: 'serve' }): void {
  const reply = (message: ReplyMessage): void => {
    port.postMessage(message);
  };
  const opened = openDatabase({ file, atEpochMs: openedAtEpochMs, cipherKey });
  if (!opened.ok) {
    reply({ kind: 'not-opened', error: opened.error });
    return;
  }
  let { database } = opened.value;
  const tell = ({ setAside, isFolderPrivate, isChecked }: typeof opened.value): void => {
    reply({ kind: 'opened', setAside, isFolderPrivate, isChecked });
  };
  const handlers = handlersFor(
    () => database,
    (atEpochMs) => {
      database.close();
      const next = openDatabase({ file, atEpochMs, cipherKey, isDamaged: true });
      if (!next.ok) throw new Error(JSON.stringify(next.error));
      database = next.value.database;
      tell(next.value);
    },
  );
  port.on('message', ({ id, name, args }: RequestMessage) => {
    try {
      reply({ kind: 'done', id, value: answer(handlers, name, args) });
    } catch (error) {
      reply({ kind: 'failed', id, error: storageErrorOf(error) });
    }
    if (name === 'close') port.close();
  });
  tell(opened.value);
}

function start(port: MessagePort, options: WorkerOptions): void {
  switch (options.kind) {
    case 'serve':
      serve(port, options);
      return;
    case 'export':
      serveExport(port, options);
      return;
    case 'check':
      port.postMessage(checkFile(options.file));
      return;
    case 'scan':
      port.postMessage(filesWith(options.files, options.needles));
  }
}

// The entry of a thread: this file is loaded for nothing else.
if (!isMainThread && parentPort !== null) start(parentPort, workerData as WorkerOptions);
