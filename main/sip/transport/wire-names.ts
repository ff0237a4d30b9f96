/**
 * Our own address in what goes out over a stream. sip.js fixes Contact and the sender in Via at construction, and without a port;
 * a stream's address is known when it is connected, and is another one with each connection. So sip.js speaks of itself by a
 * stand-in, and what it sends gets the names of the link that it leaves by.
 */

export interface WireNames {
  /** Of Via: `WSS`, `TLS`… (RFC 3261 §25.1, RFC 7118 §5.2.1). */
  readonly protocol: string;
  /** Sender in Via (RFC 3261 §18.1.1): the connection's own address, or a name that nobody resolves (RFC 7118 §5). */
  readonly sentBy: string;
  /** URI of our Contact. Its port is the connection's own, so that a server finds the connection by it (RFC 5626 §4, RFC 5923 §4). */
  readonly contactUri: string;
}

export interface StandIn {
  readonly viaHost: string;
  readonly contactUri: string;
}

/** @param localAddress of a stream; null for a WebSocket, which goes by the stand-in's names */
export function wireNames(
  scheme: 'wss' | 'ws' | 'tls' | 'tcp',
  localAddress: string | null,
  contactName: string,
  standIn: StandIn,
): WireNames {
  const protocol = scheme.toUpperCase();
  if (localAddress === null) return { protocol, sentBy: standIn.viaHost, contactUri: standIn.contactUri };
  return { protocol, sentBy: localAddress, contactUri: `sip:${contactName}@${localAddress};transport=${scheme}` };
}

/** A request or answer of sip.js with the names of its link. Via of an answer is the server's, and stays. */
export function withWireNames(text: string, standIn: StandIn, names: WireNames): string {
  if (names.contactUri === standIn.contactUri) return text;
  const headEnd = text.indexOf('\r\n\r\n');
  const isRequest = !text.startsWith('SIP/2.0 ');
  const lines = text
    .slice(0, headEnd)
    .split('\r\n')
    .map((line) => {
      if (line.startsWith('Contact: ')) return line.replace(`<${standIn.contactUri}>`, `<${names.contactUri}>`);
      return isRequest && line.startsWith('Via: ') ? line.replace(` ${standIn.viaHost};`, ` ${names.sentBy};`) : line;
    });
  return lines.join('\r\n') + text.slice(headEnd);
}
