/** The PBX's WebSocket side (RFC 7118): listens, refuses, hangs and drops connections as a test demands. */
import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Link, LinkEvents } from './link.ts';

/** How new connections fare: taken, refused by TCP, refused by HTTP. */
export type ConnectionPolicy = 'accept' | 'refuse' | 'http-503';

export interface WebSocketListenerOptions {
  readonly path: string;
  readonly port: number;
  /** PEM texts; with them the listener speaks wss. */
  readonly tls: { readonly key: string; readonly cert: string } | null;
}

const bytesOf = (data: RawData): Buffer => {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? Buffer.from(data) : data;
};

class WebSocketLink implements Link {
  readonly id: string;
  readonly transport: 'WS' | 'WSS';
  readonly socket: WebSocket;

  constructor(id: string, transport: 'WS' | 'WSS', socket: WebSocket) {
    this.id = id;
    this.transport = transport;
    this.socket = socket;
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  send(data: string | Uint8Array): void {
    if (this.isOpen) this.socket.send(data, { binary: false });
  }
}

export class WebSocketListener {
  /** Set from outside at any time; `refuse` takes effect through {@link stopListening}. */
  policy: ConnectionPolicy = 'accept';
  readonly #options: WebSocketListenerOptions;
  readonly #events: LinkEvents;
  readonly #acceptor: WebSocketServer;
  readonly #links = new Set<WebSocketLink>();
  readonly #held = new Set<Duplex>();
  #server: Server | null = null;
  #port: number;
  #isFrozen = false;
  #counter = 0;

  constructor(options: WebSocketListenerOptions, events: LinkEvents) {
    this.#options = options;
    this.#events = events;
    this.#port = options.port;
    this.#acceptor = new WebSocketServer({
      noServer: true,
      perMessageDeflate: false,
      handleProtocols: () => 'sip',
    });
  }

  get port(): number {
    return this.#port;
  }

  get connectionCount(): number {
    return this.#links.size;
  }

  /** Starts to listen; the port chosen at the first start is kept for all later ones. */
  async listen(): Promise<void> {
    const { tls } = this.#options;
    const server = tls ? createHttpsServer(tls) : createHttpServer();
    server.on('upgrade', (request, socket, head) => {
      this.#upgrade(request, socket, head);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Closes the listening socket: connecting is refused, open connections stay. */
  stopListening(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
    this.#server = null;
  }

  /** Ends all connections without a close frame, as a crash does. */
  dropAll(): void {
    for (const { socket } of this.#links) socket.terminate();
    for (const socket of this.#held) socket.destroy();
    this.#held.clear();
  }

  /** Nothing is read or answered any more, not even a ping or a new handshake; the kernel holds TCP open. */
  freeze(): void {
    this.#isFrozen = true;
    for (const { socket } of this.#links) socket.pause();
  }

  /** Reads on: what came in the meantime is read now, as after a stopped process goes on. */
  thaw(): void {
    this.#isFrozen = false;
    for (const { socket } of this.#links) socket.resume();
    for (const socket of this.#held) socket.destroy();
    this.#held.clear();
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#isFrozen) {
      this.#held.add(socket);
      // A client that gives up resets the connection; that is its own business.
      socket.on('error', () => this.#held.delete(socket));
      return;
    }
    const offersSip = (request.headers['sec-websocket-protocol'] ?? '').split(/\s*,\s*/).includes('sip');
    if (this.policy !== 'accept') refuse(socket, '503 Service Unavailable');
    else if (request.url !== this.#options.path) refuse(socket, '404 Not Found');
    else if (!offersSip) refuse(socket, '400 Bad Request');
    else {
      this.#acceptor.handleUpgrade(request, socket, head, (webSocket) => {
        this.#accept(webSocket);
      });
    }
  }

  #accept(socket: WebSocket): void {
    this.#counter += 1;
    const link = new WebSocketLink(`ws-${this.#counter}`, this.#options.tls ? 'WSS' : 'WS', socket);
    this.#links.add(link);
    socket.on('message', (data) => {
      const atMs = performance.now();
      this.#events.onText(link, bytesOf(data).toString('utf8'), atMs);
    });
    // A broken frame or reset is followed by 'close', where it is dealt with.
    socket.on('error', () => {
      socket.terminate();
    });
    socket.on('close', () => {
      this.#links.delete(link);
      this.#events.onClosed(link);
    });
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
