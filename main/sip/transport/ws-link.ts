/** A link over the `ws` package (RFC 7118): real error codes, our own trust, bounded messages, pings that notice a dead link. */
import { WebSocket, type RawData } from 'ws';
import { errorCode } from '../trust.ts';
import { watchLife } from './life-watch.ts';
import type { Link, LinkEvents, LinkOptions } from './link.ts';

/** One frame larger than this closes the link: nothing in SIP is. */
const MAX_FRAME_BYTES = 1_048_576;

/** What becomes of it is told by the events, never before this returns. */
export function openWebSocket(options: LinkOptions, events: LinkEvents): Link {
  const { clock, pingIntervalMs, missedPings } = options;
  const socket = new WebSocket(options.url, 'sip', {
    ca: [...options.certificates],
    // Said, since the environment can turn the default off.
    rejectUnauthorized: true,
    handshakeTimeout: options.handshakeTimeoutMs,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    // Names in another encoding are read, not answered by closing the link.
    skipUTF8Validation: true,
  });
  let isOver = false;
  let stopWatch = (): void => undefined;
  let lastError: string | null = null;
  const lose = (code: string): void => {
    if (isOver) return;
    isOver = true;
    stopWatch();
    events.onLost(code);
  };
  socket.on('open', () => {
    if (isOver) return;
    const watch = watchLife({
      clock,
      pingIntervalMs,
      missedPings,
      ping: () => {
        socket.ping();
      },
      // RFC 6455 §5.5.3: it must.
      isAnswering: () => true,
      onSilent: () => undefined,
      onDead: () => {
        socket.terminate();
        lose('ping-timeout');
      },
    });
    stopWatch = watch.stop;
    socket.on('pong', watch.alive);
    socket.on('message', watch.alive);
    // No server connects back: the name in Via and Contact is one that nobody resolves (RFC 7118 §5).
    events.onOpen(null);
  });
  socket.on('message', (data: RawData) => {
    if (!isOver) events.onMessage(bytesOf(data));
  });
  socket.on('error', (error) => {
    lastError = errorCode(error);
  });
  socket.on('close', (code) => {
    lose(lastError ?? `ws-${code}`);
  });
  return {
    send: (text) => {
      if (isOver || socket.readyState !== WebSocket.OPEN) return false;
      socket.send(text);
      return true;
    },
    close: () => {
      if (isOver) return;
      isOver = true;
      stopWatch();
      socket.close(1000);
      // A peer that is gone never answers the close frame.
      const cancel = clock.after(1000, () => {
        socket.terminate();
      });
      socket.once('close', cancel);
    },
  };
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
