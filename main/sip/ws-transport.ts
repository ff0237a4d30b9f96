/** sip.js's transport over the `ws` package: real error codes, our own trust, bounded messages, and pings that notice a dead link. */
import { EmitterImpl, TransportState, type Transport } from 'sip.js';
import { WebSocket, type RawData } from 'ws';
import type { Clock } from '../model/clock.ts';
import { errorCode } from './trust.ts';

export interface TransportOptions {
  readonly clock: Clock;
  readonly handshakeTimeoutMs: number;
  readonly pingIntervalMs: number;
  /** Pings in a row without a sign of life after which the link is dead. */
  readonly missedPings: number;
  /** Bytes of one message, as they came. */
  readonly onData: (data: Uint8Array) => void;
  /** Called for what sip.js sends; the result goes out. */
  readonly onSend: (text: string) => string;
  readonly onOpen: () => void;
  /** The link is gone or did not come up; not called after `close()`. */
  readonly onLost: (code: string) => void;
}

/** One frame larger than this closes the link: nothing in SIP is. */
const MAX_FRAME_BYTES = 1_048_576;

export class WsTransport implements Transport {
  onConnect: (() => void) | undefined;
  onDisconnect: ((error?: Error) => void) | undefined;
  /** Set by sip.js's user agent; the guard calls it with canonical messages. */
  onMessage: ((message: string) => void) | undefined;
  readonly #states = new EmitterImpl<TransportState>();
  readonly #options: TransportOptions;
  #state = TransportState.Disconnected;
  #protocol = 'WSS';
  #socket: WebSocket | null = null;
  #stopPings: () => void = () => undefined;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  /** As Via names it: RFC 7118 §5.2.1. */
  get protocol(): string {
    return this.#protocol;
  }

  get state(): TransportState {
    return this.#state;
  }

  get stateChange(): EmitterImpl<TransportState> {
    return this.#states;
  }

  /** Opens a link; what becomes of it is told by `onOpen` and `onLost`. A link that is there is closed first. */
  open(server: string, certificates: readonly string[]): void {
    this.close();
    this.#protocol = server.startsWith('wss:') ? 'WSS' : 'WS';
    const socket = new WebSocket(server, 'sip', {
      ca: [...certificates],
      handshakeTimeout: this.#options.handshakeTimeoutMs,
      maxPayload: MAX_FRAME_BYTES,
      perMessageDeflate: false,
      // Names in another encoding are read, not answered by closing the link.
      skipUTF8Validation: true,
    });
    this.#socket = socket;
    this.#state = TransportState.Connecting;
    let lastError: string | null = null;
    const isCurrent = (): boolean => this.#socket === socket;
    socket.on('open', () => {
      if (!isCurrent()) return;
      this.#setState(TransportState.Connected);
      this.#stopPings = this.#watchLife(socket);
      this.#options.onOpen();
    });
    socket.on('message', (data: RawData) => {
      if (isCurrent()) this.#options.onData(bytesOf(data));
    });
    socket.on('error', (error) => {
      lastError = errorCode(error);
    });
    socket.on('close', (code) => {
      if (isCurrent()) this.#lose(lastError ?? `ws-${code}`);
    });
  }

  /** Closes without a word to anybody. */
  close(): void {
    const socket = this.#socket;
    this.#forget();
    if (socket === null) return;
    socket.close(1000);
    // A peer that is gone never answers the close frame.
    const cancel = this.#options.clock.after(1000, () => {
      socket.terminate();
    });
    socket.once('close', cancel);
  }

  /** Part of sip.js's contract; when to connect is the registration machine's business. */
  connect(): Promise<void> {
    return Promise.resolve();
  }

  disconnect(): Promise<void> {
    this.close();
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    return this.disconnect();
  }

  isConnected(): boolean {
    return this.#state === TransportState.Connected;
  }

  /** @returns rejects where there is no link: sip.js then ends the transaction */
  send(text: string): Promise<void> {
    return this.sendRaw(this.#options.onSend(text)) ? Promise.resolve() : Promise.reject(new Error('No link.'));
  }

  /** @returns whether there was a link to send it down */
  sendRaw(text: string): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(text);
    return true;
  }

  /** Any frame is a sign of life. @returns stops the pings */
  #watchLife(socket: WebSocket): () => void {
    const { clock, pingIntervalMs, missedPings } = this.#options;
    let unanswered = 0;
    const alive = (): void => {
      unanswered = 0;
    };
    socket.on('pong', alive);
    socket.on('message', alive);
    let cancel = clock.after(pingIntervalMs, beat);
    const lose = (): void => {
      socket.terminate();
      this.#lose('ping-timeout');
    };
    function beat(): void {
      if (unanswered >= missedPings) {
        lose();
        return;
      }
      unanswered += 1;
      socket.ping();
      cancel = clock.after(pingIntervalMs, beat);
    }
    return () => {
      cancel();
    };
  }

  #lose(code: string): void {
    this.#forget();
    this.#options.onLost(code);
  }

  #forget(): void {
    this.#stopPings();
    this.#stopPings = () => undefined;
    this.#socket = null;
    this.#setState(TransportState.Disconnected);
  }

  #setState(state: TransportState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#states.emit(state);
  }
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
