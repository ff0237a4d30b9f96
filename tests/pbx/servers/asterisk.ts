/** Starts Asterisk in its folder, with the configuration in tests/pbx/asterisk. */
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { asteriskRoot, asteriskRuns, asteriskVersion } from './asterisk-folder.ts';
import { makeCertificates } from './certificates.ts';
import { freePorts } from './free-ports.ts';
import { launch } from './launch.ts';
import { notInstalled } from './not-installed.ts';
import type { RealServer, ServerAddress } from './real-server.ts';
import { render } from './render.ts';
import { makeRunFolder, sweepRunFolders } from './run-folder.ts';

const configs = join(import.meta.dirname, '../asterisk');
const run = promisify(execFile);

/** @throws Error where it is not installed, or does not start */
export async function startAsterisk(): Promise<RealServer> {
  const root = asteriskRoot();
  const version = asteriskVersion(root);
  if (version === null) throw notInstalled(`Asterisk (in ${root})`);
  const runs = asteriskRuns(root);
  sweepRunFolders(runs);
  const folder = makeRunFolder(runs);
  const inside = folder.slice(root.length);
  makeCertificates(join(folder, 'keys'));
  for (const name of ['db', 'spool', 'log', 'run']) mkdirSync(join(folder, name));
  const ports = await freePorts(['udp', 'ws', 'wss', 'tcp', 'tls']);
  render(configs, folder, {
    runDir: inside,
    udpPort: ports.udp,
    wsPort: ports.ws,
    wssPort: ports.wss,
    tcpPort: ports.tcp,
    tlsPort: ports.tls,
    httpPort: ports.ws,
  });
  const address: ServerAddress = {
    name: 'asterisk',
    version,
    domain: '127.0.0.1',
    udpPort: ports.udp,
    urls: {
      wss: `wss://localhost:${ports.wss}/ws`,
      ws: `ws://127.0.0.1:${ports.ws}/ws`,
      tls: `tls://localhost:${ports.tls}`,
      tcp: `tcp://127.0.0.1:${ports.tcp}`,
    },
    caFile: join(folder, 'keys/ca.crt'),
    logFile: join(folder, 'server.log'),
    control: { root, config: `${inside}/asterisk.conf` },
  };
  return launch({
    folder,
    address,
    command: ['chroot', root, 'asterisk', '-f', '-n', '-C', `${inside}/asterisk.conf`],
    isReady: async () => {
      await asteriskCli(address, 'core waitfullybooted');
    },
  });
}

/** Runs a command on Asterisk's console. @returns what it printed
 *  @throws Error for another server, or where it does not run */
export async function asteriskCli({ control }: ServerAddress, command: string): Promise<string> {
  if (control === null) throw new Error('Only Asterisk has a console.');
  const { stdout } = await run('chroot', [control.root, 'asterisk', '-C', control.config, '-rx', command]);
  return stdout;
}
