/** A way to one SIP client: a connection, or the address that datagrams came from. */

export interface Link {
  /** Unique while the PBX lives. */
  readonly id: string;
  /** As the transport stands in Via and Contact. */
  readonly transport: 'WS' | 'WSS' | 'UDP' | 'TCP' | 'TLS';
  readonly isOpen: boolean;
  /** Writes one message. Silently nothing once closed: a network loses without telling. */
  send(data: string | Uint8Array): void;
}

/** What a listener tells the PBX. */
export interface LinkEvents {
  /** `atMs` is performance.now() as soon as the bytes were there. */
  readonly onText: (link: Link, text: string, atMs: number) => void;
  readonly onClosed: (link: Link) => void;
}
