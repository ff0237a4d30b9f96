/** A link over TLS or TCP (RFC 3261 §18): one connection that we open, for both directions, with keep-alives (RFC 5626 §3.5.1). */
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { errorCode } from '../trust.ts';
import { FRAMING_LIMITS, StreamFramer } from './framing.ts';
import { watchLife, type LifeWatch } from './life-watch.ts';
import type { Link, LinkEvents, LinkOptions } from './link.ts';

const PING = '\r\n\r\n';
const PONG = '\r\n';
/** One may be an accident of a server that pings us in two pieces. */
const PONGS_THAT_PROVE = 2;
/** What a peer that has stopped reading may leave unsent. */
const MAX_UNSENT_BYTES = 1_048_576;

/** What becomes of it is told by the events, never before this returns. */
export function openStream(options: LinkOptions, events: LinkEvents): Link {
  const { address, clock, pingIntervalMs, missedPings } = options;
  const framer = new StreamFramer(FRAMING_LIMITS);
  const socket = connectTo(options);
  let isOver = false;
  let watch: LifeWatch | null = null;
  let unansweredPings = 0;
  let pongs = 0;
  const cancelHandshake = clock.after(options.handshakeTimeoutMs, () => {
    lose('handshake-timeout');
  });
  const end = (): void => {
    isOver = true;
    cancelHandshake();
    watch?.stop();
  };
  function lose(code: string): void {
    if (isOver) return;
    end();
    socket.destroy();
    events.onLost(code);
  }
  const write = (text: string): boolean => {
    if (isOver || watch === null) return false;
    socket.write(text);
    if (socket.writableLength <= MAX_UNSENT_BYTES) return true;
    lose('not-reading');
    return false;
  };
  const receive = (chunk: Uint8Array): void => {
    watch?.alive();
    const { frames, fault } = framer.push(chunk);
    for (const frame of frames) {
      if (isOver) return;
      if (frame.kind === 'message') events.onMessage(frame.data);
      else if (frame.kind === 'ping') write(PONG);
      else if (unansweredPings > 0) {
        unansweredPings -= 1;
        pongs += 1;
      }
    }
    if (fault !== null) lose(fault);
  };
  socket.setNoDelay(true);
  socket.setKeepAlive(true, 60_000);
  socket.once(address.scheme === 'tls' ? 'secureConnect' : 'connect', () => {
    if (isOver) return;
    cancelHandshake();
    watch = watchLife({
      clock,
      pingIntervalMs,
      missedPings,
      ping: () => {
        unansweredPings = 1;
        write(PING);
      },
      isAnswering: () => pongs >= PONGS_THAT_PROVE,
      onSilent: events.onSilent,
      onDead: () => {
        lose('ping-timeout');
      },
    });
    events.onOpen(localAddress(socket));
  });
  socket.on('data', receive);
  socket.on('error', (error) => {
    lose(errorCode(error));
  });
  socket.on('close', () => {
    lose('closed-by-server');
  });
  return {
    send: write,
    close: () => {
      if (isOver) return;
      const wasOpen = watch !== null;
      end();
      if (!wasOpen) {
        socket.destroy();
        return;
      }
      socket.end();
      // A peer that is gone acknowledges nothing.
      const cancel = clock.after(1000, () => {
        socket.destroy();
      });
      socket.once('close', cancel);
    },
  };
}

/** Name and certificate are checked against the host in the settings; a name is told to the server (SNI), an address is not. */
function connectTo({ address: { scheme, host, port }, certificates }: LinkOptions): Socket {
  if (scheme !== 'tls') return connectTcp({ host, port });
  const name = isIP(host) === 0 ? { servername: host } : {};
  // Said, since the environment can turn the default off.
  return connectTls({ host, port, ca: [...certificates], rejectUnauthorized: true, ...name });
}

/** As Via and Contact write it. A zone (`fe80::1%eth0`) means something on this computer only. */
function localAddress({ localAddress: ip = '', localPort = 0 }: Socket): string {
  const host = ip.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '');
  return isIP(host) === 6 ? `[${host}]:${localPort}` : `${host}:${localPort}`;
}
