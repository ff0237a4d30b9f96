/** sip.js's transport over whatever link the server asks for: sip.js sees one transport, links come and go beneath it. */
import { EmitterImpl, TransportState, type Transport } from 'sip.js';
import type { Link, LinkEvents, LinkOptions, OpenLink } from './link.ts';
import { wireNames, withWireNames, type StandIn, type WireNames } from './wire-names.ts';

export interface TransportOptions {
  readonly openLink: OpenLink;
  /** User part of our Contact. */
  readonly contactName: string;
  /** By which sip.js speaks of itself. */
  readonly standIn: StandIn;
  /** Bytes of one message, as they came. */
  readonly onMessage: (data: Uint8Array) => void;
  /** Called for what sip.js sends; the result goes out, with the link's own names. Null: nothing does. */
  readonly onSend: (text: string) => string | null;
  readonly onOpen: () => void;
  readonly onSilent: () => void;
  /** The link is gone or did not come up; not called after `close()`. */
  readonly onLost: (code: string) => void;
}

export class LinkTransport implements Transport {
  onConnect: (() => void) | undefined;
  onDisconnect: ((error?: Error) => void) | undefined;
  /** Set by sip.js's user agent; the guard calls it with canonical messages. */
  onMessage: ((message: string) => void) | undefined;
  readonly #states = new EmitterImpl<TransportState>();
  readonly #options: TransportOptions;
  #state = TransportState.Disconnected;
  #names: WireNames;
  #link: Link | null = null;

  constructor(options: TransportOptions) {
    this.#options = options;
    this.#names = wireNames('wss', null, options.contactName, options.standIn);
  }

  /** As Via names it. */
  get protocol(): string {
    return this.#names.protocol;
  }

  /** Of the link that is there, or was there last. */
  get names(): WireNames {
    return this.#names;
  }

  get state(): TransportState {
    return this.#state;
  }

  get stateChange(): EmitterImpl<TransportState> {
    return this.#states;
  }

  /** Opens a link; what becomes of it is told by `onOpen` and `onLost`. A link that is there is closed first. */
  open(options: LinkOptions): void {
    this.close();
    const { openLink, contactName, standIn, onMessage, onOpen, onSilent, onLost } = this.#options;
    const { scheme } = options.address;
    const events: LinkEvents = {
      onOpen: (localAddress) => {
        this.#names = wireNames(scheme, localAddress, contactName, standIn);
        this.#setState(TransportState.Connected);
        onOpen();
      },
      onMessage,
      onSilent,
      onLost: (code) => {
        this.#forget();
        onLost(code);
      },
    };
    this.#setState(TransportState.Connecting);
    this.#link = openLink(options, events);
  }

  /** Closes without a word to anybody. */
  close(): void {
    const link = this.#link;
    this.#forget();
    link?.close();
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
    const { standIn, onSend } = this.#options;
    const wire = onSend(text);
    if (wire === null) return Promise.resolve();
    const isSent = this.sendRaw(withWireNames(wire, standIn, this.#names));
    return isSent ? Promise.resolve() : Promise.reject(new Error('No link.'));
  }

  /** @returns whether there was a link to send it down */
  sendRaw(text: string): boolean {
    return this.#link?.send(text) ?? false;
  }

  #forget(): void {
    this.#link = null;
    this.#setState(TransportState.Disconnected);
  }

  #setState(state: TransportState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#states.emit(state);
  }
}
