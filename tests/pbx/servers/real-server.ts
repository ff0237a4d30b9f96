/** A real SIP server on loopback as a test holds it: its addresses, its log, its death and its return. */

export type ServerName = 'asterisk' | 'kamailio';
/** The first is what scenarios run over, unless they or the one who runs them say otherwise. */
export const transports = ['wss', 'ws', 'tls', 'tcp'] as const;
export type Transport = (typeof transports)[number];

/** Plain data: the global set-up hands it over to the test files. */
export interface ServerAddress {
  readonly name: ServerName;
  readonly version: string;
  /** Realm and the domain of an Address of Record. */
  readonly domain: string;
  /** Desk phones and callers speak UDP. */
  readonly udpPort: number;
  /** For `sip.servers`. */
  readonly urls: Readonly<Record<Transport, string>>;
  /** PEM; the certificate behind `wss` and `tls` is signed by it. */
  readonly caFile: string;
  readonly logFile: string;
  /** Asterisk: its folder and its configuration file within. */
  readonly control: { readonly root: string; readonly config: string } | null;
}

/** A server that one test file has to itself, to be killed, frozen and started again. */
export interface RealServer extends ServerAddress {
  /** Ends it by SIGTERM, by SIGKILL where that takes longer than three seconds, and removes its folder. */
  readonly stop: () => Promise<void>;
  /** SIGTERM, as a restart by an administrator begins: it closes its connections itself. The addresses stay. */
  readonly shutDown: () => Promise<void>;
  /** SIGKILL to all its processes: no BYE, no FIN before the kernel's own. The addresses stay. */
  readonly kill: () => Promise<void>;
  /** Starts it again at the same addresses, after a kill where it still runs. Resolves once it answers. */
  readonly restart: () => Promise<void>;
  /** SIGSTOP to all its processes: connections stay open and mute. */
  readonly freeze: () => void;
  /** SIGCONT: it goes on, with what came in the meantime. */
  readonly thaw: () => void;
}

/** Without its functions, which do not cross processes. */
export function addressOf(server: ServerAddress): ServerAddress {
  const { name, version, domain, udpPort, urls, caFile, logFile, control } = server;
  return { name, version, domain, udpPort, urls, caFile, logFile, control };
}
