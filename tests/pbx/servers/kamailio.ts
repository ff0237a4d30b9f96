/** Starts the Kamailio of this machine with the configuration in tests/pbx/kamailio. */
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificates } from './certificates.ts';
import { freePorts } from './free-ports.ts';
import { launch } from './launch.ts';
import { notInstalled } from './not-installed.ts';
import type { RealServer } from './real-server.ts';
import { render } from './render.ts';
import { makeRunFolder, sweepRunFolders } from './run-folder.ts';

const configs = join(import.meta.dirname, '../kamailio');

export interface KamailioOptions {
  /** Of every challenge: this version cannot offer two. Default MD5. */
  readonly digest?: 'MD5' | 'SHA-256';
  /** Companions 1000c to 1999c beside the others, and a line in the log for each registration. Default false. */
  readonly hasManyDesks?: boolean;
}

/** @throws Error where it is not installed, or does not start */
export async function startKamailio({
  digest = 'MD5',
  hasManyDesks = false,
}: KamailioOptions = {}): Promise<RealServer> {
  const version = kamailioVersion();
  if (version === null) throw notInstalled('Kamailio');
  sweepRunFolders(tmpdir());
  const folder = makeRunFolder(tmpdir());
  makeCertificates(join(folder, 'keys'));
  const ports = await freePorts(['udp', 'ws', 'wss', 'tcp', 'tls', 'lamp']);
  render(configs, folder, {
    runDir: folder,
    udpPort: ports.udp,
    lampPort: ports.lamp,
    wsPort: ports.ws,
    wssPort: ports.wss,
    tcpPort: ports.tcp,
    tlsPort: ports.tls,
    httpPort: ports.ws,
  });
  const command = ['kamailio', '-DD', '-E', '-m', '128', '-M', '16', '-f', join(folder, 'kamailio.cfg')];
  const defines = [...(digest === 'SHA-256' ? ['-A', 'SHA256'] : []), ...(hasManyDesks ? ['-A', 'MANY_DESKS'] : [])];
  return launch({
    folder,
    command: [...command, '-Y', folder, '-P', join(folder, 'kamailio.pid'), ...defines],
    address: {
      name: 'kamailio',
      version,
      domain: 'pbx.example.com',
      udpPort: ports.udp,
      urls: {
        wss: `wss://localhost:${ports.wss}/`,
        ws: `ws://127.0.0.1:${ports.ws}/`,
        tls: `tls://localhost:${ports.tls}`,
        tcp: `tcp://127.0.0.1:${ports.tcp}`,
      },
      caFile: join(folder, 'keys/ca.crt'),
      logFile: join(folder, 'server.log'),
      control: null,
    },
  });
}

/** `5.6.3`; null where it is not installed. */
export function kamailioVersion(): string | null {
  const { stdout } = spawnSync('kamailio', ['-v'], { encoding: 'utf8' });
  return /kamailio (\S+)/.exec(stdout)?.[1] ?? null;
}
