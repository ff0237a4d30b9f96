/** Ports on loopback that nobody uses, below those that the kernel hands out by itself. */
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/** Different ports, each free for TCP and for UDP. */
export async function freePorts<const Name extends string>(names: readonly Name[]): Promise<Record<Name, number>> {
  const found = new Map<Name, number>();
  const taken = new Set<number>();
  for (const name of names) {
    let port = randomInt(10_000, 20_000);
    while (taken.has(port) || !(await isFree(port))) port = randomInt(10_000, 20_000);
    taken.add(port);
    found.set(name, port);
  }
  return Object.fromEntries(found) as Record<Name, number>;
}

const isFree = async (port: number): Promise<boolean> => (await isTcpFree(port)) && (await isUdpFree(port));

function isTcpFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

function isUdpFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => {
      resolve(false);
    });
    socket.bind(port, '127.0.0.1', () => {
      socket.close(() => {
        resolve(true);
      });
    });
  });
}
