/** The storage worker, but the first of them ends when it is asked to write for the first time. */
import { existsSync, writeFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { RequestMessage, WorkerOptions } from '../../../main/storage/protocol.ts';

const diedOnce = `${(workerData as WorkerOptions & { kind: 'serve' }).file}.died-once`;
// Before the worker's own listener, so that nothing of the batch is written.
parentPort?.on('message', ({ name }: RequestMessage) => {
  if (name !== 'add' || existsSync(diedOnce)) return;
  writeFileSync(diedOnce, '');
  process.exit(1);
});
await import('../../../main/storage/worker.ts');
