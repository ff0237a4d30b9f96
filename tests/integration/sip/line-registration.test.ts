import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createPbx, selfSigned, type Pbx, type PbxOptions } from '../../rig/pbx/index.ts';
import {
  hasProblem,
  identity,
  isInvite,
  isLost,
  isRegistered,
  PASSWORD,
  startLine,
  USER,
  wallClock,
  type RigLine,
  type RigLineOptions,
} from './rig-line.ts';

let pbx: Pbx;
let rig: RigLine;

const begin = async (
  pbxOptions: Partial<PbxOptions> = {},
  lineOptions: Partial<RigLineOptions> = {},
): Promise<void> => {
  pbx = await createPbx({ users: [{ user: USER, password: PASSWORD }], ...pbxOptions });
  rig = startLine({ servers: [pbx.url], ...lineOptions });
};

afterEach(async () => {
  await rig.stop();
  await pbx.close();
});

const problems = (): readonly unknown[] =>
  rig.events.filter(hasProblem).map(({ status }) => (status.kind === 'registering' ? status.problem : null));

test('a line registers its fixed contact, and removes it when it stops', async () => {
  await begin();
  const { status } = await rig.when(isRegistered);
  expect(status).toMatchObject({ kind: 'registered', server: pbx.url });
  expect(pbx.bindings(USER)).toMatchObject([
    { contactUri: `sip:${identity.contactName}@${identity.viaHost};transport=ws` },
  ]);
  await rig.stop();
  expect([pbx.bindings(USER), rig.events.at(-1)]).toMatchObject([[], { status: { kind: 'stopped' } }]);
});

test('removing the own binding leaves the desk phone at the same address its own', async () => {
  await begin();
  const phone = startLine({ servers: [pbx.url], contactName: 'deskphone' });
  await Promise.all([rig.when(isRegistered), phone.when(isRegistered)]);
  const both = pbx.bindings(USER).length;
  await rig.stop();
  expect([both, pbx.bindings(USER)]).toMatchObject([
    2,
    [{ contactUri: expect.stringContaining('deskphone') as string }],
  ]);
  await phone.stop();
});

test.each([['MD5'], ['SHA-256'], ['']])('a challenge with the algorithm "%s" is answered', async (algorithm) => {
  await begin();
  pbx.faults.challenge = [algorithm];
  await rig.when(isRegistered);
  expect(pbx.bindings(USER)).toHaveLength(1);
});

test.each([401, 403] as const)(
  'a wrong password that is answered with %d is told as rejected credentials',
  async (status) => {
    await begin({ onWrongPassword: status }, { password: 'wrong' });
    await rig.when(hasProblem);
    expect(problems()).toMatchObject([{ kind: 'credentials-rejected', status }]);
  },
);

test('a server that offers nothing we can answer has refused, not rejected our credentials', async () => {
  await begin();
  pbx.faults.challenge = ['SHA-512-256'];
  await rig.when(hasProblem);
  expect(problems()).toMatchObject([{ kind: 'refused', status: 401 }]);
});

test('a server that refuses is told as such, and tried again until it takes us', async () => {
  pbx = await createPbx({ users: [{ user: USER, password: PASSWORD }] });
  pbx.faults.answerRegisterWith = { status: 503, reason: 'Maintenance' };
  rig = startLine({ servers: [pbx.url] });
  await rig.when(hasProblem);
  pbx.faults.answerRegisterWith = null;
  await rig.when(isRegistered);
  expect(problems()).toContainEqual({ kind: 'refused', status: 503, reason: 'Maintenance' });
});

test('a registrar that wants longer bindings gets them', async () => {
  await begin({ minExpiresSec: 1800 });
  await rig.when(isRegistered);
  expect(rig.events.filter(hasProblem)).toEqual([]);
});

test('after a restart of the PBX the line registers again, and its ringing call is told as lost', async () => {
  await begin();
  await rig.when(isRegistered);
  pbx.call({ to: USER });
  await rig.when(isInvite);
  const before = rig.events.length;
  await pbx.restart({ afterMs: 300 });
  expect(await rig.when(isLost, before)).toMatchObject({ why: 'link' });
  await rig.when(isRegistered, before);
  const call = pbx.call({ to: USER });
  const { leg } = await rig.when(isInvite, before);
  rig.line.ring(leg);
  await call.whenRinging();
});

test('a server that is down is told with the code of the failure', async () => {
  await begin();
  await rig.when(isRegistered);
  const before = rig.events.length;
  await pbx.setConnectionPolicy('refuse');
  pbx.dropConnections();
  await rig.when(
    (event): event is typeof event & { kind: 'status' } =>
      hasProblem(event) && JSON.stringify(event).includes('ECONNREFUSED'),
    before,
  );
  await pbx.setConnectionPolicy('http-503');
  await rig.when(
    (event): event is typeof event & { kind: 'status' } =>
      hasProblem(event) && JSON.stringify(event).includes('http-503'),
    before,
  );
  await pbx.setConnectionPolicy('accept');
  await rig.when(isRegistered, before + 1);
});

test('when the preferred server is down the next one is used', async () => {
  pbx = await createPbx({ users: [{ user: USER, password: PASSWORD }] });
  const closed = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => closed.once('listening', resolve));
  const address = closed.address();
  closed.close();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  rig = startLine({ servers: [`ws://127.0.0.1:${port}/ws`, pbx.url] });
  expect((await rig.when(isRegistered)).status).toMatchObject({ server: pbx.url });
});

test('a half-open link is noticed by pings, and the line is back as soon as the server answers again', async () => {
  await begin({}, { timing: { pingIntervalMs: 40 } });
  await rig.when(isRegistered);
  const before = rig.events.length;
  pbx.stopAnswering();
  await rig.when(hasProblem, before);
  expect(problems()[0]).toEqual({ kind: 'unreachable', code: 'ping-timeout', server: pbx.url });
  pbx.resumeAnswering();
  await rig.when(isRegistered, before);
});

test('every answered OPTIONS moves the time of the last check', async () => {
  await begin({}, { timing: { probeIntervalMs: 30 } });
  const { status: first } = await rig.when(isRegistered);
  const { status: later } = await rig.when(
    (event): event is typeof event & { kind: 'status' } =>
      isRegistered(event) &&
      event.status.kind === 'registered' &&
      first.kind === 'registered' &&
      event.status.checkedEpochMs > first.checkedEpochMs,
  );
  expect(later).toMatchObject({
    kind: 'registered',
    sinceEpochMs: first.kind === 'registered' ? first.sinceEpochMs : 0,
  });
});

test('going to sleep removes the binding; waking up registers at once', async () => {
  await begin();
  await rig.when(isRegistered);
  const before = rig.events.length;
  rig.line.suspend();
  await pbx.whenReceived(USER, (message) => JSON.stringify(message).includes('expires=0'));
  rig.line.resume();
  await rig.when(isRegistered, before);
  expect(rig.events[before]).toMatchObject({ status: { kind: 'suspended' } });
});

test('a gap in the clock drops ringing calls as slept, and the registration is proven again', async () => {
  let offsetMs = 0;
  const clock = { ...wallClock, nowEpochMs: () => Date.now() + offsetMs };
  await begin({}, { timing: { tickMs: 20 }, deps: { clock } });
  await rig.when(isRegistered);
  pbx.call({ to: USER });
  await rig.when(isInvite);
  const before = rig.events.length;
  offsetMs = 60_000;
  expect(await rig.when(isLost, before)).toMatchObject({ why: 'slept' });
  await rig.when(isRegistered, before);
});

test('a change of network addresses is answered with a registration', async () => {
  let address = '192.0.2.7';
  const networkInterfaces = (): Record<string, NetworkInterfaceInfo[]> => ({
    eth0: [{ address, netmask: '255.255.255.0', mac: '0', internal: false, cidr: null, family: 'IPv4' }],
  });
  await begin({}, { timing: { networkPollMs: 20 }, deps: { networkInterfaces } });
  const { status: first } = await rig.when(isRegistered);
  const before = rig.events.length;
  address = '192.0.2.8';
  const { status } = await rig.when(isRegistered, before);
  expect([first, status]).toMatchObject([{ kind: 'registered' }, { kind: 'registered' }]);
});

test('a company certificate is trusted by its file, and by nothing else', async () => {
  const tls = selfSigned(Date.now() + 3_600_000);
  const folder = await mkdtemp(join(tmpdir(), 'ringside-'));
  const caFile = join(folder, 'company.pem');
  await writeFile(caFile, tls.cert);
  await begin({ tls });
  await rig.when(hasProblem);
  const untrusted = problems()[0];
  await rig.stop();
  rig = startLine({ servers: [pbx.url], settings: { caFile: join(folder, 'absent.pem') } });
  await rig.when(hasProblem);
  const absent = problems()[0];
  await rig.stop();
  rig = startLine({ servers: [pbx.url], settings: { caFile } });
  await rig.when(isRegistered);
  await rm(folder, { recursive: true });
  expect([untrusted, absent]).toMatchObject([
    { kind: 'unreachable', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    { kind: 'unreachable', code: 'caFile: ENOENT' },
  ]);
});

test.each([
  ['ws://192.0.2.1/ws', 'insecure-address'],
  ['https://127.0.0.1/ws', 'malformed-address'],
])('%s is not even tried: %s', async (server, code) => {
  await begin({}, { servers: [server] });
  await rig.when(hasProblem);
  expect(problems()[0]).toEqual({ kind: 'unreachable', code, server });
});
