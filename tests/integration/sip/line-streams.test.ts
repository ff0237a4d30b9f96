import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { testLine, type LineTestStep } from '../../../main/sip/test-line.ts';
import { createPbx, headersOf, selfSigned, type Pbx, type PbxOptions } from '../../rig/pbx/index.ts';
import {
  hasProblem,
  identity,
  isInvite,
  isLost,
  isRegistered,
  isStopped,
  lineOptions,
  PASSWORD,
  startLine,
  USER,
  type RigLine,
  type RigLineOptions,
} from './rig-line.ts';

const tls = selfSigned(Date.now() + 3_600_000);
let pbx: Pbx;
let rig: RigLine;

const begin = async (options: Partial<PbxOptions> = {}, line: Partial<RigLineOptions> = {}): Promise<void> => {
  pbx = await createPbx({ users: [{ user: USER, password: PASSWORD }], groups: { 700: [USER] }, ...options });
  rig = startLine({ servers: [pbx.streamUrl], ...line });
};

afterEach(async () => {
  await rig.stop();
  await pbx.close();
});

/** Contacts that are bound, without their ports. */
const contacts = (): readonly string[] =>
  pbx.bindings(USER).map(({ contactUri }) => contactUri.replace(/:\d+(?=;)/, ':PORT'));

test('over TCP a line registers the address of its connection, under a Via of the same, and removes it when it stops', async () => {
  await begin();
  await rig.when(isRegistered);
  const [first] = pbx.received(USER);
  const [via = ''] = first === undefined ? [] : headersOf(first.message, 'Via');
  const [, port = ''] = /^SIP\/2\.0\/TCP 127\.0\.0\.1:(\d+);branch=/.exec(via) ?? [];
  const bound = pbx.bindings(USER).map(({ contactUri }) => contactUri);
  await rig.stop();
  expect([bound, pbx.bindings(USER)]).toEqual([[`sip:${identity.contactName}@127.0.0.1:${port};transport=tcp`], []]);
});

test('over TLS a company certificate is trusted by its file, and by nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ringside-'));
  const caFile = join(folder, 'company.pem');
  await writeFile(caFile, tls.cert);
  await begin({ tls });
  const { status } = await rig.when(hasProblem);
  await rig.stop();
  rig = startLine({ servers: [pbx.streamUrl], settings: { caFile } });
  await rig.when(isRegistered);
  await rm(folder, { recursive: true });
  expect([status, contacts()]).toMatchObject([
    { problem: { kind: 'unreachable', code: 'DEPTH_ZERO_SELF_SIGNED_CERT', server: pbx.streamUrl } },
    [`sip:${identity.contactName}@127.0.0.1:PORT;transport=tls`],
  ]);
});

test('a call comes down the same connection, rings, and is sent on', async () => {
  await begin();
  await rig.when(isRegistered);
  const call = pbx.call({ to: '700' });
  const { leg } = await rig.when(isInvite);
  rig.line.ring(leg);
  await call.whenRinging();
  expect([await rig.line.redirect(leg, '102'), pbx.connectionCount]).toEqual([{ kind: 'acknowledged' }, 1]);
});

test('a caller who hangs up is told', async () => {
  await begin();
  await rig.when(isRegistered);
  const call = pbx.call({ to: USER });
  const { leg } = await rig.when(isInvite);
  call.hangUp();
  expect(await rig.when(isStopped)).toMatchObject({ leg });
});

test('on a new connection the line registers its new address, and the old binding goes with the same REGISTER', async () => {
  await begin({ unbindOnClose: false });
  await rig.when(isRegistered);
  const [before] = pbx.bindings(USER);
  pbx.call({ to: USER });
  await rig.when(isInvite);
  const seen = rig.events.length;
  pbx.dropConnections();
  await rig.when(isLost, seen);
  await rig.when(isRegistered, seen);
  const registers = pbx
    .received(USER)
    .map(({ message }) => headersOf(message, 'Contact')[0] ?? '')
    .filter((contact) => contact.includes(', '));
  expect([contacts().length, pbx.bindings(USER)[0]?.contactUri === before?.contactUri, registers[0]]).toEqual([
    1,
    false,
    `<${pbx.bindings(USER)[0]?.contactUri ?? ''}>;expires=300, <${before?.contactUri ?? ''}>;expires=0`,
  ]);
});

test('a server that answers no pings stays in use: OPTIONS proves that the link is alive', async () => {
  await begin({ answersPings: false }, { timing: { pingIntervalMs: 20 } });
  await rig.when(isRegistered);
  const isOptions = ({ message }: { readonly message: { readonly kind: string; readonly method?: string } }): boolean =>
    message.method === 'OPTIONS';
  let count = 0;
  await new Promise<void>((resolve) => {
    const stop = pbx.on('message', (entry) => {
      count += isOptions(entry) ? 1 : 0;
      if (count < 5) return;
      stop();
      resolve();
    });
  });
  expect([rig.events.filter(hasProblem), pbx.connectionCount]).toEqual([[], 1]);
});

test.each([true, false])(
  'a stopped server is noticed where it had answered pings %s, and the line is back as soon as it goes on',
  async (answersPings) => {
    await begin({ answersPings }, { timing: { pingIntervalMs: 40, verifyMs: 60 } });
    await rig.when(isRegistered);
    const seen = rig.events.length;
    pbx.stopAnswering();
    await rig.when(hasProblem, seen);
    pbx.resumeAnswering();
    await rig.when(isRegistered, seen);
    expect(contacts()).toHaveLength(1);
  },
);

test('the connection test works over a stream, and leaves nothing behind', async () => {
  await begin();
  await rig.stop();
  const steps: LineTestStep[] = [];
  await testLine(
    lineOptions({ servers: [pbx.streamUrl] }, () => undefined),
    (step) => steps.push(step),
  );
  expect([
    steps.filter(({ result }) => result.kind !== 'running').map(({ result }) => result),
    pbx.bindings(USER),
  ]).toEqual([[{ kind: 'ok' }, { kind: 'ok' }, { kind: 'ok' }, { kind: 'ok' }], []]);
});
