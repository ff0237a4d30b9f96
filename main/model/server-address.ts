/** An address in `sip.servers`, read: how the server is reached, and whether what is said there stays unread on the way. */
import { isLoopbackHost } from './loopback.ts';
import { err, ok, type Result } from './result.ts';

export interface ServerAddress {
  readonly scheme: 'wss' | 'ws' | 'tls' | 'tcp';
  /** Name or address; an IPv6 one without its brackets. */
  readonly host: string;
  readonly port: number;
  readonly isEncrypted: boolean;
  readonly isLoopback: boolean;
}

export type ServerAddressFault = 'not-a-url' | 'not-supported' | 'scheme' | 'has-password';

/** RFC 7118 §4 (those of HTTP), RFC 3261 §19.1.2. */
const DEFAULT_PORTS = { wss: 443, ws: 80, tls: 5061, tcp: 5060 } as const;

const isScheme = (text: string): text is ServerAddress['scheme'] => Object.hasOwn(DEFAULT_PORTS, text);

/** `wss://pbx.example.com:8089/ws`, `ws://…`, `tls://pbx.example.com` or `tcp://…`, the latter two without a path. Never throws. */
export function readServerAddress(text: string): Result<ServerAddress, ServerAddressFault> {
  if (/^(?:udp|sips?):/i.test(text)) return err('not-supported');
  const url = URL.parse(text);
  // Read as a web address too, which settles how a name or IP address is spelt; the port of that one could be lost.
  const { hostname = '' } = URL.parse(text.replace(/^[a-z+.-]+:\/\//i, 'https://')) ?? {};
  if (url === null || url.hash !== '') return err('not-a-url');
  const scheme = url.protocol.slice(0, -1);
  if (!isScheme(scheme)) return err('scheme');
  if (url.username !== '' || url.password !== '') return err('has-password');
  const isStream = scheme === 'tls' || scheme === 'tcp';
  const port = url.port === '' ? DEFAULT_PORTS[scheme] : Number(url.port);
  if (hostname === '' || port === 0) return err('not-a-url');
  if (isStream && (!/^\/?$/.test(url.pathname) || url.search !== '')) return err('not-a-url');
  return ok({
    scheme,
    host: hostname.replaceAll(/[[\]]/g, ''),
    port,
    isEncrypted: scheme === 'wss' || scheme === 'tls',
    isLoopback: isLoopbackHost(hostname),
  });
}

/** Whether a line may use it: encrypted, or towards this computer, or allowed by the settings. */
export const isAllowedServer = ({ isEncrypted, isLoopback }: ServerAddress, allowInsecure: boolean): boolean =>
  isEncrypted || isLoopback || allowInsecure;
