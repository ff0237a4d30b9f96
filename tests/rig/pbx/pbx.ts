/** The PBX as a test holds it: its sockets, their faults, and its life. */
import { setTimeout as delay } from 'node:timers/promises';
import { Exchange } from './exchange.ts';
import type { CallOptions } from './invite.ts';
import type { RigLamps } from './lamps.ts';
import type { Link } from './link.ts';
import type { SipMessage } from './message.ts';
import type { PbxFaults, PbxOptions } from './options.ts';
import type { Binding } from './registrar.ts';
import type { RigCall } from './rig-call.ts';
import { StreamListener } from './stream-listener.ts';
import type { TrafficEntry } from './traffic.ts';
import { UdpListener } from './udp-listener.ts';
import { WebSocketListener, type ConnectionPolicy } from './web-socket-listener.ts';

export interface Pbx {
  /** `ws://127.0.0.1:PORT/ws`, or wss. */
  readonly url: string;
  /** `tcp://127.0.0.1:PORT`, or tls. */
  readonly streamUrl: string;
  readonly udpPort: number;
  readonly domain: string;
  readonly faults: PbxFaults;
  readonly lamps: RigLamps;
  /** Open connections of all kinds. */
  readonly connectionCount: number;
  /** Calls that are not over, or have a leg that still waits for its final answer. */
  readonly callCount: number;
  /** An outside caller dials; the INVITEs are written when it returns. */
  call(options: CallOptions): RigCall;
  /** A user's live contacts, the oldest first. */
  bindings(user: string): readonly Binding[];
  /** As soon as a user has at least so many contacts (default 1). */
  whenRegistered(user: string, contacts?: number): Promise<void>;
  /** What came from a user, from the first REGISTER on, as far as kept. */
  received(user: string): readonly TrafficEntry[];
  sent(user: string): readonly TrafficEntry[];
  /** The first fitting message from that user, past (as far as kept) or future. */
  whenReceived(user: string, fits: (message: SipMessage) => boolean): Promise<TrafficEntry>;
  on(event: 'message', listener: (entry: TrafficEntry) => void): () => void;
  on(event: 'malformed', listener: (text: string, why: string) => void): () => void;
  /** Writes bytes, as one text frame where there are frames, to each contact of a user that holds a connection. @throws if he has none */
  sendRaw(user: string, data: string | Uint8Array): void;
  /** Half-open: TCP stays, nothing is read or answered, not even a ping or a handshake; what the PBX would send is lost. */
  stopAnswering(): void;
  /** Goes on; WebSocket messages that came in between are read now, datagrams are lost. */
  resumeAnswering(): void;
  /** Ends all connections without a farewell. */
  dropConnections(): void;
  /** How new connections fare from now on; open ones stay. */
  setConnectionPolicy(policy: ConnectionPolicy): Promise<void>;
  /** Down at once, up on the same ports after so long (default at once). Bindings and calls are gone, faults stay. */
  restart(options?: { readonly afterMs?: number }): Promise<void>;
  close(): Promise<void>;
}

/** Starts a PBX on loopback. Close it in the end. */
export async function createPbx(options: PbxOptions): Promise<Pbx> {
  const pbx = new EmbeddedPbx(options);
  await pbx.listen();
  return pbx;
}

class EmbeddedPbx implements Pbx {
  readonly #options: PbxOptions;
  readonly #exchange: Exchange;
  readonly #webSockets: WebSocketListener;
  readonly #streams: StreamListener;
  readonly #udp: UdpListener;
  readonly #path: string;
  #sweep: NodeJS.Timeout | undefined;

  constructor(options: PbxOptions) {
    this.#options = options;
    this.#path = options.httpPath ?? '/ws';
    this.#exchange = new Exchange(options, (transport) => {
      if (transport === 'UDP') return this.#udp.port;
      return transport === 'TCP' || transport === 'TLS' ? this.#streams.port : this.#webSockets.port;
    });
    const events = {
      onText: (link: Link, text: string, atMs: number): void => {
        this.#exchange.receive(link, text, atMs);
      },
      onClosed: (link: Link): void => {
        this.#exchange.closed(link);
      },
    };
    const listening = { path: this.#path, port: options.port ?? 0, tls: options.tls ?? null };
    this.#webSockets = new WebSocketListener(listening, events);
    const streams = { tls: options.tls ?? null, answersPings: options.answersPings ?? true };
    this.#streams = new StreamListener(streams, events);
    this.#udp = new UdpListener(events);
  }

  get url(): string {
    return `${this.#options.tls ? 'wss' : 'ws'}://127.0.0.1:${this.#webSockets.port}${this.#path}`;
  }

  get streamUrl(): string {
    return this.#streams.url;
  }

  get udpPort(): number {
    return this.#udp.port;
  }

  get domain(): string {
    return this.#exchange.domain;
  }

  get faults(): PbxFaults {
    return this.#exchange.faults;
  }

  get lamps(): RigLamps {
    return this.#exchange.lamps;
  }

  get connectionCount(): number {
    return this.#webSockets.connectionCount + this.#streams.connectionCount;
  }

  get callCount(): number {
    return this.#exchange.calls.count;
  }

  async listen(): Promise<void> {
    if (this.#webSockets.policy !== 'refuse') await Promise.all([this.#webSockets.listen(), this.#streams.listen()]);
    await this.#udp.listen();
    // One look a second at all legs instead of a timer for each: cheap under load.
    this.#sweep = setInterval(() => {
      this.#exchange.calls.giveUpMute(this.#options.noResponseAfterMs ?? 32_000, performance.now());
    }, 1000).unref();
  }

  call(options: CallOptions): RigCall {
    return this.#exchange.call(options);
  }

  bindings(user: string): readonly Binding[] {
    return this.#exchange.registrar.bindings(user);
  }

  whenRegistered(user: string, contacts = 1): Promise<void> {
    return this.#exchange.whenRegistered(user, contacts);
  }

  received(user: string): readonly TrafficEntry[] {
    return this.#exchange.traffic.entries('received', user);
  }

  sent(user: string): readonly TrafficEntry[] {
    return this.#exchange.traffic.entries('sent', user);
  }

  whenReceived(user: string, fits: (message: SipMessage) => boolean): Promise<TrafficEntry> {
    return this.#exchange.traffic.when('received', user, fits);
  }

  on(
    ...[event, listener]:
      | [event: 'message', listener: (entry: TrafficEntry) => void]
      | [event: 'malformed', listener: (text: string, why: string) => void]
  ): () => void {
    return event === 'message' ? this.#exchange.traffic.on(listener) : this.#exchange.onMalformed(listener);
  }

  sendRaw(user: string, data: string | Uint8Array): void {
    const links = new Set(this.bindings(user).map(({ link }) => link));
    const connections = [...links].filter(({ transport, isOpen }) => transport !== 'UDP' && isOpen);
    if (connections.length === 0) throw new Error(`${user} is not registered over a connection`);
    for (const link of connections) link.send(data);
  }

  stopAnswering(): void {
    this.#exchange.isMute = true;
    this.#webSockets.freeze();
    this.#streams.freeze();
    this.#udp.freeze();
  }

  resumeAnswering(): void {
    this.#exchange.isMute = false;
    this.#webSockets.thaw();
    this.#streams.thaw();
    this.#udp.thaw();
  }

  dropConnections(): void {
    this.#webSockets.dropAll();
    this.#streams.dropAll();
  }

  async setConnectionPolicy(policy: ConnectionPolicy): Promise<void> {
    const wasListening = this.#webSockets.policy !== 'refuse';
    this.#webSockets.policy = policy;
    if (policy === 'refuse') this.#stopListening();
    else if (!wasListening) await Promise.all([this.#webSockets.listen(), this.#streams.listen()]);
  }

  async restart({ afterMs = 0 }: { readonly afterMs?: number } = {}): Promise<void> {
    await this.#shutDown();
    this.resumeAnswering();
    await delay(afterMs);
    await this.listen();
  }

  async close(): Promise<void> {
    await this.#shutDown();
  }

  async #shutDown(): Promise<void> {
    clearInterval(this.#sweep);
    this.#stopListening();
    this.dropConnections();
    this.#exchange.registrar.forgetAll();
    this.#exchange.calls.loseAll();
    this.#exchange.lamps.forget();
    await this.#udp.close();
  }

  #stopListening(): void {
    this.#webSockets.stopListening();
    this.#streams.stopListening();
  }
}
