/** The main thread's end of the storage worker: starts it, pairs replies with requests, starts it anew when it died. */
import { Worker } from 'node:worker_threads';
import { err, ok, type Result } from '../model/result.ts';
import type {
  ArgsOf,
  OpenedMessage,
  ReplyMessage,
  RequestMessage,
  RequestName,
  ResultOf,
  StorageError,
  WorkerOptions,
} from './protocol.ts';

type Answer = Result<ResultOf<RequestName>, StorageError>;

export interface WorkerLinkDeps {
  /** The built entry `storage-worker.js`, or `worker.ts` where Node strips types. */
  readonly workerUrl: URL;
  readonly file: string;
  readonly cipherKey: Uint8Array | null;
  readonly nowEpochMs: () => number;
  /** Called whenever a worker has opened the database: at the start, after a restart, and when a new file was begun. */
  readonly onOpened: (reply: OpenedMessage) => void;
}

interface Running {
  readonly worker: Worker;
  readonly opened: Promise<Result<void, StorageError>>;
}

export class WorkerLink {
  readonly #deps: WorkerLinkDeps;
  readonly #pending = new Map<number, (answer: Answer) => void>();
  #running: Running | null = null;
  #isClosed = false;
  #lastId = 0;

  constructor(deps: WorkerLinkDeps) {
    this.#deps = deps;
  }

  /** Starts the worker where none runs. Never rejects. */
  open(): Promise<Result<void, StorageError>> {
    if (this.#isClosed) return Promise.resolve(err({ kind: 'closed' }));
    this.#running ??= this.#start();
    return this.#running.opened;
  }

  /** Never rejects; a worker that dies before it answers is `worker-gone`, and whether it did it is unknown. */
  async request<N extends RequestName>(name: N, ...args: ArgsOf<N>): Promise<Result<ResultOf<N>, StorageError>> {
    const opened = await this.open();
    const worker = this.#running?.worker;
    if (!opened.ok) return opened;
    if (worker === undefined) return err({ kind: 'worker-gone', detail: 'ended' });
    const id = (this.#lastId += 1);
    return new Promise((resolve) => {
      this.#pending.set(id, (answer) => {
        // It came under the id of this very request, and is its result.
        resolve(answer);
      });
      worker.postMessage({ id, name, args } satisfies RequestMessage<N>);
    });
  }

  /** Closes the database and ends the worker; later requests are refused. */
  async close(): Promise<void> {
    const running = this.#running;
    if (running === null || this.#isClosed) {
      this.#isClosed = true;
      return;
    }
    const ended = new Promise((resolve) => running.worker.once('exit', resolve));
    const closing = this.request('close');
    this.#isClosed = true;
    await closing;
    await ended;
  }

  #start(): Running {
    const { workerUrl, file, cipherKey, nowEpochMs } = this.#deps;
    const workerData: WorkerOptions = { kind: 'serve', file, cipherKey, openedAtEpochMs: nowEpochMs() };
    const worker = new Worker(workerUrl, { workerData, name: 'storage' });
    let detail = 'ended';
    const opened = new Promise<Result<void, StorageError>>((resolve) => {
      worker.on('message', (reply: ReplyMessage) => {
        if (reply.kind === 'opened') {
          this.#deps.onOpened(reply);
          resolve(ok(undefined));
        } else if (reply.kind === 'not-opened') {
          // It ends by itself, and nothing was asked of it; the next request starts another.
          if (this.#running?.worker === worker) this.#running = null;
          resolve(err(reply.error));
        } else this.#settle(reply.id, reply.kind === 'done' ? ok(reply.value) : err(reply.error));
      });
      worker.on('error', (error) => {
        detail = error instanceof Error ? error.message : String(error);
      });
      worker.once('exit', () => {
        resolve(err({ kind: 'worker-gone', detail }));
        if (this.#running?.worker !== worker) return;
        this.#running = null;
        for (const id of [...this.#pending.keys()]) this.#settle(id, err({ kind: 'worker-gone', detail }));
      });
    });
    return { worker, opened };
  }

  #settle(id: number, answer: Answer): void {
    this.#pending.get(id)?.(answer);
    this.#pending.delete(id);
  }
}
