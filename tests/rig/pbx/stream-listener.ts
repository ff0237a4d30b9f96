/** The PBX's stream side (RFC 3261 §18.2): SIP over TCP or TLS, with requests sent back down the connection a client registered over. */
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Link, LinkEvents } from './link.ts';

export interface StreamListenerOptions {
  /** PEM texts; with them the listener speaks TLS. */
  readonly tls: { readonly key: string; readonly cert: string } | null;
  /** Whether a ping gets its pong (RFC 5626 §4.4.1): Kamailio's do, Asterisk's do not. */
  readonly answersPings: boolean;
}

class StreamLink implements Link {
  readonly id: string;
  readonly transport: 'TCP' | 'TLS';
  readonly socket: Socket;
  /** Bytes of a message that is not whole yet. */
  rest = Buffer.alloc(0);

  constructor(id: string, transport: 'TCP' | 'TLS', socket: Socket) {
    this.id = id;
    this.transport = transport;
    this.socket = socket;
  }

  get isOpen(): boolean {
    return this.socket.writable;
  }

  send(data: string | Uint8Array): void {
    if (this.isOpen) this.socket.write(data);
  }
}

export class StreamListener {
  readonly #options: StreamListenerOptions;
  readonly #events: LinkEvents;
  readonly #links = new Set<StreamLink>();
  #server: Server | null = null;
  #port = 0;
  #isFrozen = false;
  #counter = 0;

  constructor(options: StreamListenerOptions, events: LinkEvents) {
    this.#options = options;
    this.#events = events;
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    return `${this.#options.tls ? 'tls' : 'tcp'}://127.0.0.1:${this.#port}`;
  }

  get connectionCount(): number {
    return this.#links.size;
  }

  /** Starts to listen; the port chosen at the first start is kept for all later ones. */
  async listen(): Promise<void> {
    const { tls } = this.#options;
    const accept = (socket: Socket): void => {
      this.#accept(socket);
    };
    const server = tls ? createTlsServer(tls, accept) : createTcpServer(accept);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Connecting is refused from now on; open connections stay. */
  stopListening(): void {
    this.#server?.close();
    this.#server = null;
  }

  /** Ends all connections without a farewell, as a crash does. */
  dropAll(): void {
    for (const { socket } of this.#links) socket.destroy();
  }

  /** Nothing is read or answered any more; the kernel holds TCP open. */
  freeze(): void {
    this.#isFrozen = true;
    for (const { socket } of this.#links) socket.pause();
  }

  /** Reads on: what came in the meantime is read now. */
  thaw(): void {
    this.#isFrozen = false;
    for (const { socket } of this.#links) socket.resume();
  }

  #accept(socket: Socket): void {
    this.#counter += 1;
    const link = new StreamLink(`stream-${this.#counter}`, this.#options.tls ? 'TLS' : 'TCP', socket);
    this.#links.add(link);
    socket.on('data', (chunk) => {
      this.#read(link, chunk, performance.now());
    });
    if (this.#isFrozen) socket.pause();
    // A reset is followed by 'close', where it is dealt with.
    socket.on('error', () => {
      socket.destroy();
    });
    socket.on('close', () => {
      this.#links.delete(link);
      this.#events.onClosed(link);
    });
  }

  #read(link: StreamLink, chunk: Buffer, atMs: number): void {
    link.rest = Buffer.concat([link.rest, chunk]);
    for (let size = sizeOf(link.rest); size !== null; size = sizeOf(link.rest)) {
      const text = link.rest.toString('utf8', 0, size);
      link.rest = link.rest.subarray(size);
      if (text !== '\r\n\r\n' || this.#options.answersPings) this.#events.onText(link, text, atMs);
    }
  }
}

/** Bytes of the ping, line break or message that a buffer begins with; null where it is not whole yet. */
function sizeOf(buffer: Buffer): number | null {
  const text = buffer.toString('latin1');
  const [breaks] = /^(?:\r\n\r\n|\r\n)/.exec(text) ?? [];
  if (breaks !== undefined) return breaks.length;
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const [, length = '0'] = /^(?:content-length|l)\s*:\s*(\d+)/im.exec(text.slice(0, headEnd)) ?? [];
  const size = headEnd + 4 + Number(length);
  return size <= buffer.length ? size : null;
}
