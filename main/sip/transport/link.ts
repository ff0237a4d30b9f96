/** What every kind of link to a server has in common: one connection for both directions, told of by events. */
import type { Clock } from '../../model/clock.ts';
import type { ServerAddress } from '../../model/server-address.ts';

export interface LinkOptions {
  /** As it stands in the settings. */
  readonly url: string;
  readonly address: ServerAddress;
  /** All that a server's certificate may come from; PEM. */
  readonly certificates: readonly string[];
  readonly clock: Clock;
  readonly handshakeTimeoutMs: number;
  readonly pingIntervalMs: number;
  /** Pings in a row without a sign of life after which the link is dead. */
  readonly missedPings: number;
}

export interface LinkEvents {
  /** @param localAddress `192.0.2.7:49152` or `[2001:db8::7]:49152`; null where the protocol has no use for it */
  readonly onOpen: (localAddress: string | null) => void;
  /** One whole message, as it came. */
  readonly onMessage: (data: Uint8Array) => void;
  /** Nothing was heard for long, and this server never answered a ping: a request has to prove that the link is alive. */
  readonly onSilent: () => void;
  /** Gone, or did not come up. Told once, and not after `close()`. `code` is the socket's own, or one of ours. */
  readonly onLost: (code: string) => void;
}

export interface Link {
  /** @returns whether there was an open link to send it down */
  readonly send: (text: string) => boolean;
  /** Closes without a word to anybody; a peer that does not answer is cut off after a second. */
  readonly close: () => void;
}

export type OpenLink = (options: LinkOptions, events: LinkEvents) => Link;
