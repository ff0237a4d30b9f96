/** The PBX's UDP side: one socket, and a link for each address that it has heard from. */
import { createSocket, type Socket } from 'node:dgram';
import type { Link, LinkEvents } from './link.ts';

export class UdpListener {
  readonly #events: LinkEvents;
  readonly #links = new Map<string, Link>();
  #socket: Socket | null = null;
  #port = 0;
  #isFrozen = false;

  constructor(events: LinkEvents) {
    this.#events = events;
  }

  get port(): number {
    return this.#port;
  }

  /** Starts to listen; the port chosen at the first start is kept for all later ones. */
  async listen(): Promise<void> {
    const socket = createSocket('udp4');
    socket.on('message', (data, { address, port }) => {
      const atMs = performance.now();
      if (!this.#isFrozen) this.#events.onText(this.#linkTo(address, port), data.toString('utf8'), atMs);
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(this.#port, '127.0.0.1', resolve);
    });
    this.#port = socket.address().port;
    this.#socket = socket;
  }

  /** Closes the socket; the links stay and are mute until it listens again. */
  async close(): Promise<void> {
    const socket = this.#socket;
    this.#socket = null;
    if (socket) await new Promise<void>((resolve) => socket.close(resolve));
  }

  /** Datagrams are lost until {@link thaw}. */
  freeze(): void {
    this.#isFrozen = true;
  }

  thaw(): void {
    this.#isFrozen = false;
  }

  #linkTo(address: string, port: number): Link {
    const id = `udp-${address}:${port}`;
    const known = this.#links.get(id);
    if (known) return known;
    const link: Link = {
      id,
      transport: 'UDP',
      isOpen: true,
      send: (data) => {
        this.#socket?.send(data, port, address);
      },
    };
    this.#links.set(id, link);
    return link;
  }
}
