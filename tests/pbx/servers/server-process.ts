/** A server's processes as one group, so that a signal reaches all of them; none outlives the process that started it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

const stopLimitMs = 3000;

export class ServerProcess {
  /** Resolves when its first process has ended, with the words for how. */
  readonly ended: Promise<string>;
  readonly #child: ChildProcess;
  #isRunning = true;

  /** Starts it at once. Where this process dies without a word, the kernel sends the server a SIGTERM (prctl PR_SET_PDEATHSIG).
   *  @param logFile gets its stdout and stderr, behind what stands there */
  constructor(command: readonly string[], logFile: string) {
    const log = openSync(logFile, 'a');
    this.#child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', ...command], {
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.ended = new Promise((resolve) => {
      const end = (how: string): void => {
        this.#isRunning = false;
        process.off('exit', this.#killGroup);
        resolve(how);
      };
      this.#child.once('error', (error) => {
        end(error.message);
      });
      this.#child.once('exit', (code, signal) => {
        end(signal === null ? `it ended with code ${String(code)}` : `it ended by ${signal}`);
      });
    });
    process.once('exit', this.#killGroup);
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** To every process of the group; nothing where it has ended. */
  signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (!this.#isRunning || pid === undefined) return;
    process.kill(-pid, signal);
  }

  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.ended;
  }

  /** SIGTERM, and SIGKILL where that is not enough. */
  async stop(): Promise<void> {
    this.signal('SIGCONT');
    this.signal('SIGTERM');
    const limit = setTimeout(this.#killGroup, stopLimitMs);
    await this.ended;
    clearTimeout(limit);
  }

  readonly #killGroup = (): void => {
    this.signal('SIGKILL');
  };
}
