/** The test PBX without sockets: its messages take 5 ms of whatever clock the timers go by. */
import type { OpenLink } from '../../../main/sip/transport/link.ts';
import { Exchange } from '../../rig/pbx/exchange.ts';
import type { Link as PbxLink } from '../../rig/pbx/link.ts';
import { headerOf } from '../../rig/pbx/message.ts';

const LATENCY_MS = 5;

export class MemoryServer {
  readonly url: string;
  readonly exchange = new Exchange(
    { users: ['101c', '101'].map((user) => ({ user, password: 'secret' })), logLimit: 5, unbindOnClose: false },
    () => 5061,
  );
  /** When a binding was granted, in seconds of the clock. */
  readonly registeredSec: number[] = [];
  readonly #cut = new Set<() => void>();
  #isUp = true;
  #links = 0;

  constructor(url: string) {
    this.url = url;
    this.exchange.traffic.on(({ direction, message }) => {
      const isGrant = direction === 'sent' && message.kind === 'response' && message.status === 200;
      if (isGrant && headerOf(message, 'Contact')?.includes('c0ffee') === true)
        this.registeredSec.push(Date.now() / 1000);
    });
  }

  /** All connections are cut, and none is taken. */
  goDown(): void {
    this.#isUp = false;
    for (const cut of this.#cut) cut();
    this.exchange.registrar.forgetAll();
  }

  comeUp(): void {
    this.#isUp = true;
  }

  readonly open: OpenLink = (_options, events) => {
    this.#links += 1;
    const port = 40_000 + this.#links;
    let isOpen = false;
    const later = (run: () => void): void => {
      setTimeout(() => {
        if (isOpen) run();
      }, LATENCY_MS);
    };
    const end = (): void => {
      clearTimeout(opening);
      this.#cut.delete(cut);
      if (isOpen) this.exchange.closed(atPbx);
      isOpen = false;
    };
    const cut = (): void => {
      end();
      events.onLost('ECONNRESET');
    };
    const atPbx: PbxLink = {
      id: `memory-${port}`,
      transport: 'TCP',
      get isOpen() {
        return isOpen;
      },
      send: (data) => {
        later(() => {
          events.onMessage(Buffer.from(data));
        });
      },
    };
    const opening = setTimeout(() => {
      if (!this.#isUp) {
        events.onLost('ECONNREFUSED');
        return;
      }
      isOpen = true;
      this.#cut.add(cut);
      events.onOpen(`192.0.2.7:${port}`);
    }, LATENCY_MS);
    return {
      send: (text) => {
        later(() => {
          this.exchange.receive(atPbx, text, 0);
        });
        return isOpen;
      },
      close: end,
    };
  };
}

/** Opens links to the server whose URL is asked for. */
export const openMemoryLink =
  (servers: readonly MemoryServer[]): OpenLink =>
  (options, events) => {
    const server = servers.find(({ url }) => url === options.url);
    if (server === undefined) throw new Error(`No server ${options.url}`);
    return server.open(options, events);
  };
