import { EventEmitter, once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { afterEach, expect, test, vi } from 'vitest';
import { readServerAddress } from '../../../main/model/server-address.ts';
import { LINE_TIMING } from '../../../main/sip/line-options.ts';
import type { Link, LinkEvents } from '../../../main/sip/transport/link.ts';
import { openLink } from '../../../main/sip/transport/open-link.ts';
import { createPbx, selfSigned, type Pbx } from '../../rig/pbx/index.ts';
import { FakeClock } from '../../unit/sip/fake-clock.ts';

const tls = selfSigned(Date.now() + 3_600_000);
let pbx: Pbx | null = null;
let server: Server | null = null;
let link: Link | null = null;

afterEach(async () => {
  link?.close();
  server?.close();
  await pbx?.close();
  [pbx, server, link] = [null, null, null];
  vi.unstubAllEnvs();
});

interface Watched {
  readonly clock: FakeClock;
  readonly told: (string | null)[];
  readonly opened: Promise<unknown>;
  readonly lost: Promise<string>;
  /** The message of that number, from 1 on. */
  readonly message: (count: number) => Promise<string>;
}

/** Opens a link, and keeps what it told with the second at which it did. */
const watch = (url: string, certificates: readonly string[] = []): Watched => {
  const address = readServerAddress(url);
  if (!address.ok) throw new Error(address.error);
  const clock = new FakeClock(0);
  const told: string[] = [];
  const [opened, lost] = [Promise.withResolvers<string | null>(), Promise.withResolvers<string>()];
  const messages: string[] = [];
  const arrival = new EventEmitter();
  const tell = (what: string): void => void told.push(`${clock.nowEpochMs() / 1000} ${what}`);
  const events: LinkEvents = {
    onOpen: (localAddress) => {
      opened.resolve(localAddress);
    },
    onMessage: (data) => {
      messages.push(Buffer.from(data).toString());
      arrival.emit('message');
    },
    onSilent: () => {
      tell('silent');
    },
    onLost: (code) => {
      tell(code);
      lost.resolve(code);
    },
  };
  link = openLink({ ...LINE_TIMING, url, address: address.value, certificates, clock }, events);
  const message = async (count: number): Promise<string> => {
    while (messages.length < count) await once(arrival, 'message');
    return messages[count - 1] ?? '';
  };
  return { clock, told, opened: opened.promise, lost: lost.promise, message };
};

/** A server that does as it is told with each connection. */
const listen = async (started: Server, host = '127.0.0.1'): Promise<string> => {
  server = started.listen(0, host);
  await once(server, 'listening');
  return `${host}:${(server.address() as AddressInfo).port}`;
};

test('a half-open WebSocket is noticed within 20 s of its last sign of life', async () => {
  pbx = await createPbx({ users: [] });
  const { clock, told, opened } = watch(pbx.url);
  await opened;
  pbx.stopAnswering();
  clock.advance(20_000);
  expect(told).toEqual(['15 ping-timeout']);
});

test('a half-open stream is noticed within 20 s, where the server had answered pings', async () => {
  const pings: string[] = [];
  const accept = createServer((socket) => {
    socket.on('data', (data) => {
      pings.push(data.toString());
      // The message shows the test that the pong before it has arrived.
      if (pings.length <= 2) socket.write('\r\nOPTIONS sip:1 SIP/2.0\r\nl: 0\r\n\r\n');
    });
  });
  const { clock, told, opened, message } = watch(`tcp://${await listen(accept)}`);
  await opened;
  clock.advance(5000);
  await message(1);
  clock.advance(5000);
  await message(2);
  clock.advance(20_000);
  expect([pings.slice(0, 2), told]).toEqual([['\r\n\r\n', '\r\n\r\n'], ['25 ping-timeout']]);
});

test('a stream whose server answers no pings is called silent, never dead', async () => {
  pbx = await createPbx({ users: [], answersPings: false });
  const { clock, told, opened } = watch(pbx.streamUrl);
  await opened;
  clock.advance(20_000);
  expect(told).toEqual(['10 silent', '15 silent', '20 silent']);
});

test('a stream tells the address it leaves by', async () => {
  const ports: (number | undefined)[] = [];
  const accept = createServer((socket) => void ports.push(socket.remotePort));
  const { opened } = watch(`tcp://${await listen(accept)}`);
  expect([await opened, ports]).toEqual([`127.0.0.1:${ports[0] ?? ''}`, [expect.any(Number)]]);
});

test('a server that pings gets its pong', async () => {
  const ponged = Promise.withResolvers<string>();
  const accept = createServer((socket) => {
    socket.write('\r\n\r\n');
    socket.on('data', (data) => {
      ponged.resolve(data.toString());
    });
  });
  watch(`tcp://${await listen(accept)}`);
  expect(await ponged.promise).toBe('\r\n');
});

test.each([
  ['not-sip', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
  ['bad-content-length', 'OPTIONS sip:1 SIP/2.0\r\nContent-Length: 1e9\r\n\r\n'],
  ['body-too-large', 'OPTIONS sip:1 SIP/2.0\r\nContent-Length: 999999999\r\n\r\n'],
  ['head-too-large', 'x'.repeat(70_000)],
  ['closed-by-server', ''],
])('a stream in which no message can be found any more is closed by a code of its own: %s', async (code, text) => {
  const accept = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(text);
  });
  expect(await watch(`tcp://${await listen(accept)}`).lost).toBe(code);
});

test('a server that takes the connection and then says nothing of TLS is given up after 5 s', async () => {
  const accepted = Promise.withResolvers<null>();
  const accept = createServer(() => {
    accepted.resolve(null);
  });
  const { clock, told } = watch(`tls://${await listen(accept)}`);
  await accepted.promise;
  clock.advance(5000);
  expect(told).toEqual(['5 handshake-timeout']);
});

test('a certificate is trusted by its file only, for its names only, and the name is told to the server', async () => {
  const names: unknown[] = [];
  const SNICallback: TlsOptions['SNICallback'] = (name, done) => {
    names.push(name);
    done(null);
  };
  const greet = createTlsServer({ ...tls, SNICallback }, (socket) => {
    socket.on('error', () => socket.destroy());
    socket.write('OPTIONS sip:1 SIP/2.0\r\nl: 0\r\n\r\n');
  });
  const [, port = ''] = (await listen(greet, '127.0.0.1')).split(':');
  const untrusted = await watch(`tls://127.0.0.1:${port}`).lost;
  const byAddress = await watch(`tls://127.0.0.1:${port}`, [tls.cert]).message(1);
  link?.close();
  const byName = await watch(`tls://localhost:${port}`, [tls.cert]).message(1);
  link?.close();
  server?.close();
  const elsewhere = await listen(createTlsServer(tls), '127.0.0.2');
  const otherName = await watch(`tls://${elsewhere}`, [tls.cert]).lost;
  expect([untrusted, byAddress.slice(0, 7), byName.slice(0, 7), otherName, names]).toEqual([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'OPTIONS',
    'OPTIONS',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    ['localhost'],
  ]);
});

test.each<[string, (pbx: Pbx) => string]>([
  ['tls', ({ streamUrl }) => streamUrl],
  ['wss', ({ url }) => url],
])('no variable of the environment makes %s trust whoever answers', async (_scheme, urlOf) => {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  pbx = await createPbx({ users: [], tls });
  const { opened, lost } = watch(urlOf(pbx));
  expect(await Promise.race([opened, lost])).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
});

test('a port at which nobody listens, and a name nobody has, are told by their codes', async () => {
  const closed = await listen(createServer());
  server?.close();
  const refused = await watch(`tcp://${closed}`).lost;
  expect([refused, await watch('tls://no-such-host.invalid').lost]).toEqual(['ECONNREFUSED', 'ENOTFOUND']);
});
