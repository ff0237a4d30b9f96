/** What Asterisk and Kamailio have in common: a process that is started, found ready, killed, frozen and started again. */
import { existsSync, readFileSync } from 'node:fs';
import { answersOptions } from './ready.ts';
import type { RealServer, ServerAddress } from './real-server.ts';
import { removeRunFolder } from './run-folder.ts';
import { ServerProcess } from './server-process.ts';

const startLimitMs = 30_000;

export interface Launch {
  readonly address: ServerAddress;
  readonly command: readonly string[];
  readonly folder: string;
  /** Asked once OPTIONS is answered, for a server that answers before it is ready. */
  readonly isReady?: () => Promise<void>;
}

/** Starts it. @throws Error with the log's last lines where it ends before it is ready */
export async function launch({ address, command, folder, isReady }: Launch): Promise<RealServer> {
  let running: ServerProcess | null = null;
  const start = async (): Promise<void> => {
    running = new ServerProcess(command, address.logFile);
    const giveUp = new AbortController();
    const failed = (why: string): void => {
      giveUp.abort(new Error(`${address.name} did not start: ${why}\n${lastLines(address.logFile)}`));
    };
    const limit = setTimeout(failed, startLimitMs, 'it does not answer');
    void running.ended.then(failed);
    await answersOptions(address.udpPort, giveUp.signal).finally(() => {
      clearTimeout(limit);
    });
    await isReady?.();
  };
  const stop = async (): Promise<void> => {
    await running?.stop();
    removeRunFolder(folder);
  };
  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ...address,
    stop,
    shutDown: async () => running?.stop(),
    kill: async () => running?.kill(),
    restart: async () => {
      await running?.kill();
      await start();
    },
    freeze: () => running?.signal('SIGSTOP'),
    thaw: () => running?.signal('SIGCONT'),
  };
}

const lastLines = (file: string): string =>
  existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(-15).join('\n') : 'It has written no log.';
