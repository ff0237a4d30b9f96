/** Five hundred companions at one Kamailio that restarts, in this process: how many register in any one second, as the server's log has it. */
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { createLine } from '../../../main/sip/line.ts';
import { openLink } from '../../../main/sip/transport/open-link.ts';
import { lineDeps, newIdentity } from '../../pbx/line-parts.ts';
import type { RealServer } from '../../pbx/servers/real-server.ts';
import { Watch } from '../../rig/pbx/watch.ts';
import { mostInASecond } from '../statistics.ts';

export interface Return {
  /** That the server granted until all were back. */
  readonly registrations: number;
  /** Registrations in the second in which most came. */
  readonly mostPerSec: number;
  /** From the server's first answer until every desk was registered, in milliseconds. */
  readonly allBackMs: number;
}

/** Desks of a server that was started with `manyDesks`. */
export interface ManyDesks {
  /** Kills the server, and starts it again after so long. */
  readonly outage: (outageMs: number) => Promise<Return>;
  readonly stop: () => Promise<void>;
}

/** They start a few at a time, for this process's sake. */
const startedAtOnce = 20;

/** @param count of `server`'s desks 1000 to 1999
 *  @param desksAtServer what each is told of the others: `sip.desksAtServer` */
export async function startManyDesks(server: RealServer, count: number, desksAtServer: number): Promise<ManyDesks> {
  const watch = new Watch();
  const registered = new Set<number>();
  const stops: (() => Promise<void>)[] = [];
  // Each link reads all that it trusts: 25 ms with the system's roots, which five hundred computers share and this process does not.
  const certificates = [readFileSync(server.caFile, 'utf8')];
  const start = (desk: number): void => {
    const line = createLine({
      settings: {
        servers: [server.urls.wss],
        aor: `sip:${desk}c@${server.domain}`,
        extension: String(desk),
        authorizationUser: `${desk}c`,
        pbx: server.name,
        desksAtServer,
        caFile: server.caFile,
        allowInsecure: false,
        ringingTransfer: 'redirect',
        pickupPrefix: null,
        companionPattern: null,
        busyLamps: 50,
      },
      password: `companion-${desk}`,
      identity: newIdentity(),
      deps: { ...lineDeps(desk), openLink: (link, events) => openLink({ ...link, certificates }, events) },
    });
    line.subscribe((event) => {
      if (event.kind !== 'status') return;
      if (event.status.kind === 'registered') registered.add(desk);
      else registered.delete(desk);
      watch.changed();
    });
    stops.push(line.start());
  };
  const whenRegistered = (wanted: number): Promise<number> =>
    watch.when(
      () => (registered.size === wanted ? wanted : null),
      () => `${registered.size} desks are registered, not ${wanted}.`,
    );
  for (let first = 0; first < count; first += startedAtOnce) {
    const upTo = Math.min(first + startedAtOnce, count);
    for (let desk = first; desk < upTo; desk += 1) start(1000 + desk);
    await whenRegistered(upTo);
  }
  return {
    outage: async (outageMs) => {
      const killedMs = performance.now();
      await server.kill();
      await whenRegistered(0);
      await delay(Math.max(0, killedMs + outageMs - performance.now()));
      const { length } = readFileSync(server.logFile);
      await server.restart();
      const readyMs = performance.now();
      await whenRegistered(count);
      const allBackMs = performance.now() - readyMs;
      const times = registrations(server.logFile, length);
      return { registrations: times.length, mostPerSec: mostInASecond(times), allBackMs };
    },
    stop: async () => {
      await Promise.all(stops.map((stop) => stop()));
    },
  };
}

/** What kamailio.cfg writes for each. @param from where in the file to begin, in bytes @returns milliseconds */
function registrations(logFile: string, from: number): readonly number[] {
  const text = readFileSync(logFile).subarray(from).toString('utf8');
  return [...text.matchAll(/registered at (\d+\.\d+)/g)].map(([, seconds]) => Number(seconds) * 1000);
}
