/** The other end of `bare-sip.ts`: starts it, hears what it tells, and learns how it ended. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BareCommand, BareReport } from './bare-sip.ts';

type Of<K extends BareReport['kind']> = BareReport & { kind: K };

export class Bare {
  readonly reports: BareReport[] = [];
  /** Exit code and the uncaught error's message, once the process has ended. */
  readonly whenEnded: Promise<{ readonly code: number | null; readonly error: string }>;
  readonly #child: ChildProcess;
  readonly #watchers = new Set<() => void>();

  constructor(url: string, user: string, password: string, clock: 'own-clock' | 'mocked-clock' = 'own-clock') {
    const script = fileURLToPath(new URL('./bare-sip.ts', import.meta.url));
    this.#child = fork(script, [url, user, password, clock], { silent: true });
    let stderr = '';
    this.#child.stderr?.on('data', (data: Buffer) => {
      stderr += data.toString();
    });
    this.#child.on('message', (report: BareReport) => {
      this.reports.push(report);
      for (const look of this.#watchers) look();
    });
    this.whenEnded = new Promise((resolve) => {
      this.#child.once('close', (code) => {
        resolve({ code, error: /^\w*Error: .*$/m.exec(stderr)?.[0] ?? stderr });
      });
    });
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null;
  }

  /** The nth report of a kind, past or future. */
  when<K extends BareReport['kind']>(kind: K, nth = 1): Promise<Of<K>> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.all(kind)[nth - 1];
        if (found === undefined) return;
        this.#watchers.delete(look);
        resolve(found);
      };
      this.#watchers.add(look);
      look();
    });
  }

  all<K extends BareReport['kind']>(kind: K): readonly Of<K>[] {
    return this.reports.filter((report): report is Of<K> => report.kind === kind);
  }

  async states(): Promise<Of<'states'>> {
    const nth = this.all('states').length + 1;
    this.tell({ do: 'states' });
    return this.when('states', nth);
  }

  tell(command: BareCommand): void {
    this.#child.send(command);
  }

  async stop(): Promise<void> {
    if (!this.hasEnded) this.#child.kill('SIGKILL');
    await this.whenEnded;
  }
}
