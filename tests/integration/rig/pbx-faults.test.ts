/** The test PBX's faults: half-open, dropped and refused links, restart, lost and late ACKs, raw bytes, TLS, load. */
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createPbx, createPhone, headerOf, type Pbx, type PbxOptions, selfSigned } from '../../rig/pbx/index.ts';
import { connectCompanion, registeredCompanion } from './pbx-companion.ts';

const password = 'secret';
let pbx: Pbx;

const start = async (options: Partial<PbxOptions> = {}): Promise<void> => {
  const users = ['101', '101c', '102'].map((user) => ({ user, password }));
  pbx = await createPbx({ users, ...options });
};

afterEach(async () => {
  await pbx.close();
});

/** How a handshake ends: `open`, an HTTP status, or a system error code. */
const handshake = (url: string, protocols: string[], ca?: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = new WebSocket(url, protocols, { ca });
    socket.once('open', () => {
      socket.terminate();
      resolve('open');
    });
    socket.once('unexpected-response', (_request, response) => {
      response.destroy();
      resolve(String(response.statusCode));
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
  });

test('when it stops answering TCP stays open and neither messages nor pings are answered; after that both are', async () => {
  await start();
  const companion = await registeredCompanion(pbx, '101c');
  const pongs: string[] = [];
  companion.socket.on('pong', (data) => pongs.push(data.toString()));
  pbx.stopAnswering();
  companion.socket.ping('during');
  const late = companion.request('OPTIONS');
  const held = new WebSocket(pbx.url, 'sip');
  // A whole registration elsewhere on the same event loop: by then ping, request and handshake would have been answered.
  const other = await createPbx({ users: [{ user: '101c', password }] });
  await registeredCompanion(other, '101c');
  await other.close();
  expect([companion.socket.readyState, held.readyState, pongs, pbx.connectionCount]).toEqual([
    WebSocket.OPEN,
    WebSocket.CONNECTING,
    [],
    1,
  ]);
  const refused = new Promise((resolve) => held.once('error', resolve));
  pbx.resumeAnswering();
  await refused;
  expect([(await late).status, pongs]).toEqual([200, ['during']]);
});

test('an INVITE of a server that stopped answering is lost', async () => {
  await start();
  const companion = await registeredCompanion(pbx, '101c');
  pbx.stopAnswering();
  const call = pbx.call({ to: '101c', from: { number: '1' } });
  call.hangUp();
  pbx.resumeAnswering();
  pbx.call({ to: '101c', from: { number: '2' } });
  expect(headerOf(await companion.whenRequest('INVITE'), 'from')).toContain('sip:2@');
});

test('dropped connections close abnormally and what rings there fails', async () => {
  await start();
  const companion = await registeredCompanion(pbx, '101c');
  const call = pbx.call({ to: '101c' });
  pbx.dropConnections();
  expect([await companion.whenClosed(), await call.whenSettled()]).toEqual([
    1006,
    expect.objectContaining({ status: 503, endedBy: 'server' }),
  ]);
});

test('a restart forgets bindings and calls and comes back on the same ports', async () => {
  await start();
  const companion = await registeredCompanion(pbx, '101c');
  const phone = await createPhone({ pbx, user: '101', password });
  const [url, udpPort] = [pbx.url, pbx.udpPort];
  const call = pbx.call({ to: '101c' });
  const restarted = pbx.restart({ afterMs: 20 });
  await companion.whenClosed();
  expect([await handshake(url, ['sip']), call.result?.status]).toEqual(['ECONNREFUSED', 503]);
  await restarted;
  expect([pbx.url, pbx.udpPort, pbx.bindings('101c'), pbx.bindings('101')]).toEqual([url, udpPort, [], []]);
  await Promise.all([registeredCompanion(pbx, '101c'), phone.register(), pbx.whenRegistered('101c')]);
  await phone.close();
  expect([pbx.bindings('101c').length, pbx.bindings('101').length]).toEqual([1, 1]);
});

test('a restart ends a server that had stopped answering', async () => {
  await start();
  const companion = await registeredCompanion(pbx, '101c');
  pbx.stopAnswering();
  await Promise.all([pbx.restart(), companion.whenClosed()]);
  expect((await (await connectCompanion(pbx, '101c')).request('OPTIONS')).status).toBe(200);
});

test('connections are refused as set, and open ones stay', async () => {
  await start();
  const companion = await registeredCompanion(pbx, '101c');
  await pbx.setConnectionPolicy('refuse');
  const byTcp = await handshake(pbx.url, ['sip']);
  await pbx.setConnectionPolicy('http-503');
  const byHttp = await handshake(pbx.url, ['sip']);
  await pbx.setConnectionPolicy('accept');
  const taken = await handshake(pbx.url, ['sip']);
  expect([byTcp, byHttp, taken]).toEqual(['ECONNREFUSED', '503', 'open']);
  expect((await companion.request('OPTIONS')).status).toBe(200);
});

test.each([
  ['a wrong path', '/other', ['sip'], '404'],
  ['no SIP sub-protocol', '/ws', [], '400'],
])('a handshake with %s is refused', async (_what, path, protocols, outcome) => {
  await start();
  expect(await handshake(new URL(path, pbx.url).href, protocols)).toBe(outcome);
});

test('with a certificate it speaks TLS, and only who trusts it gets in', async () => {
  const tls = selfSigned(Date.now() + 86_400_000);
  await start({ tls });
  expect([
    new URL(pbx.url).protocol,
    await handshake(pbx.url, ['sip']),
    await handshake(pbx.url, ['sip'], tls.cert),
  ]).toEqual(['wss:', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'open']);
});

test('a certificate that has run out is refused even by who trusts it', async () => {
  const tls = selfSigned(Date.now() - 86_400_000);
  await start({ tls });
  expect(await handshake(pbx.url, ['sip'], tls.cert)).toBe('CERT_HAS_EXPIRED');
});

test('without ACKs a 302 adds its target all the same', async () => {
  await start();
  pbx.faults.ackFinals = false;
  const companion = await registeredCompanion(pbx, '101c');
  const phone = await createPhone({ pbx, user: '102', password, behaviour: 'answer' });
  const call = pbx.call({ to: '101c' });
  const contact = '<sip:102@pbx.example.com>';
  companion.answer(await companion.whenRequest('INVITE'), 302, 'Moved Temporarily', [['Contact', contact]]);
  await call.whenAnsweredBy();
  await companion.request('OPTIONS');
  await phone.close();
  expect(companion.heard.map((message) => (message.kind === 'request' ? message.method : ''))).not.toContain('ACK');
});

test('an ACK may come late', async () => {
  await start();
  pbx.faults.ackDelayMs = 40;
  const companion = await registeredCompanion(pbx, '101c');
  const call = pbx.call({ to: '101c' });
  companion.answer(await companion.whenRequest('INVITE'), 486, 'Busy Here');
  await companion.whenRequest('ACK');
  const leg = call.legOf('101c');
  expect((leg?.ackSentAtMs ?? 0) - (leg?.responses[0]?.atMs ?? 0)).toBeGreaterThanOrEqual(35);
});

test('the caller may hang up while a 302 is on its way: CANCEL comes before the ACK and nobody is dialled', async () => {
  await start();
  pbx.faults.cancelBeforeAck = true;
  const companion = await registeredCompanion(pbx, '101c');
  const phone = await createPhone({ pbx, user: '102', password });
  const call = pbx.call({ to: '101c' });
  const contact = '<sip:102@pbx.example.com>';
  companion.answer(await companion.whenRequest('INVITE'), 302, 'Moved Temporarily', [['Contact', contact]]);
  await companion.whenRequest('ACK');
  const methods = companion.heard.map((message) => (message.kind === 'request' ? message.method : ''));
  await phone.close();
  expect(methods.filter((method) => method !== '')).toEqual(['INVITE', 'CANCEL', 'ACK']);
  expect([await call.whenSettled(), call.legs.length]).toEqual([
    expect.objectContaining({ status: 487, endedBy: 'caller' }),
    1,
  ]);
});

test('raw bytes reach a companion as they are', async () => {
  await start();
  const companion = await registeredCompanion(pbx, '101c');
  const frame = new Promise<Buffer>((resolve) => {
    companion.socket.once('message', resolve);
  });
  pbx.sendRaw('101c', 'INVITE tel:1 SIP/2.0\r\nnonsense');
  expect((await frame).toString()).toBe('INVITE tel:1 SIP/2.0\r\nnonsense');
  expect(() => {
    pbx.sendRaw('102', '');
  }).toThrow('102 is not registered');
});

test('what is no SIP is told and not answered, and the link lives on', async () => {
  await start();
  const told: string[] = [];
  pbx.on('malformed', (_text, why) => told.push(why));
  const companion = await connectCompanion(pbx, '101c');
  companion.socket.send('hello\r\n\r\n');
  expect([(await companion.request('OPTIONS')).status, told]).toEqual([200, ['no via header']]);
});

test('a keep-alive is answered with a pong', async () => {
  await start();
  const companion = await connectCompanion(pbx, '101c');
  const pong = new Promise<Buffer>((resolve) => {
    companion.socket.once('message', resolve);
  });
  companion.socket.send('\r\n\r\n');
  expect((await pong).toString()).toBe('\r\n');
});

test('two hundred calls at once all settle, nothing is kept of them, and logs stay bounded', async () => {
  await start({ logLimit: 50 });
  const companion = await registeredCompanion(pbx, '101c');
  companion.socket.on('message', () => {
    const last = companion.heard.at(-1);
    if (last?.kind === 'request' && last.method === 'INVITE') companion.answer(last, 486, 'Busy Here');
  });
  const calls = Array.from({ length: 200 }, () => pbx.call({ to: '101c' }));
  const results = await Promise.all(calls.map((call) => call.whenSettled()));
  expect([new Set(results.map(({ status }) => status)), pbx.callCount]).toEqual([new Set([486]), 0]);
  expect(pbx.received('101c')).toHaveLength(50);
});
