/** Starts both servers once for all test files, and stops them when the last one is done, however it went. */
import { tmpdir } from 'node:os';
import type { TestProject } from 'vitest/node';
import { asteriskRoot, asteriskRuns } from './servers/asterisk-folder.ts';
import { startAsterisk } from './servers/asterisk.ts';
import { startKamailio } from './servers/kamailio.ts';
import { sweepRunFolders } from './servers/run-folder.ts';
import { addressOf, type RealServer, type ServerAddress, type ServerName } from './servers/real-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly servers: Readonly<Record<ServerName, ServerAddress>>;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const started: RealServer[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((server) => server.stop()));
    // Of a test file that was ended before it could stop its own.
    sweepRunFolders(tmpdir());
    sweepRunFolders(asteriskRuns(asteriskRoot()));
  };
  const start = async (launch: () => Promise<RealServer>): Promise<ServerAddress> => {
    const server = await launch();
    started.push(server);
    return addressOf(server);
  };
  try {
    project.provide('servers', {
      asterisk: await start(startAsterisk),
      kamailio: await start(() => startKamailio()),
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
