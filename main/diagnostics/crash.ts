/** Bugs that nobody caught: written down, then told to whoever decides what becomes of the app. */
import type { Log } from './log.ts';

export interface Crash {
  readonly kind: 'uncaught-exception' | 'unhandled-rejection';
  /** The error's own words; the log has the stack. */
  readonly message: string;
  readonly atEpochMs: number;
}

export interface CrashDeps {
  readonly process: Pick<NodeJS.Process, 'on' | 'off'>;
  readonly log: Log;
  readonly nowEpochMs: () => number;
  /** Called after the line is on disk. Whether to go on, to say so or to quit is decided there. */
  readonly onCrash: (crash: Crash) => void;
}

/** Without this, Electron shows its own box for an exception and ignores a rejection.
 *  @returns stops watching */
export function watchForCrashes({ process, log, nowEpochMs, onCrash }: CrashDeps): () => void {
  const tell = (kind: Crash['kind'], reason: unknown): void => {
    const message = reason instanceof Error ? reason.message : String(reason);
    log.error(kind, { reason });
    onCrash({ kind, message, atEpochMs: nowEpochMs() });
  };
  const onException = (error: Error): void => {
    tell('uncaught-exception', error);
  };
  const onRejection = (reason: unknown): void => {
    tell('unhandled-rejection', reason);
  };
  process.on('uncaughtException', onException);
  process.on('unhandledRejection', onRejection);
  return () => {
    process.off('uncaughtException', onException);
    process.off('unhandledRejection', onRejection);
  };
}
