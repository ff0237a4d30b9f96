import { afterEach, expect, test } from 'vitest';
import { testLine, type LineTestStep } from '../../../main/sip/test-line.ts';
import { createPbx, type Pbx, type PbxUser } from '../../rig/pbx/index.ts';
import { isRegistered, lineOptions, PASSWORD, startLine, USER, type RigLineOptions } from './rig-line.ts';

let pbx: Pbx;

const begin = async (user: Partial<PbxUser> = {}): Promise<void> => {
  pbx = await createPbx({ users: [{ user: USER, password: PASSWORD, ...user }] });
};

afterEach(() => pbx.close());

const runTest = async (options: Partial<RigLineOptions> = {}): Promise<readonly LineTestStep[]> => {
  const steps: LineTestStep[] = [];
  await testLine(
    lineOptions({ servers: [pbx.url], ...options }, () => undefined),
    (step) => steps.push(step),
  );
  return steps.filter(({ result }) => result.kind !== 'running');
};

test('settings that work pass every step, and nothing stays at the server', async () => {
  await begin();
  expect([await runTest(), pbx.bindings(USER)]).toEqual([
    [
      { step: 'address', result: { kind: 'ok' } },
      { step: 'connect', result: { kind: 'ok' } },
      { step: 'register', result: { kind: 'ok' } },
      { step: 'options', result: { kind: 'ok' } },
    ],
    [],
  ]);
});

test('a phone that holds the only place of the address keeps it', async () => {
  await begin({ maxContacts: 1, removeExisting: true });
  const phone = startLine({ servers: [pbx.url] });
  await phone.when(isRegistered);
  const before = pbx.bindings(USER).map(({ contactUri }) => contactUri);
  const steps = await runTest({ contactName: 'another1' });
  expect([steps.find(({ step }) => step === 'register'), before]).toEqual([
    { step: 'register', result: { kind: 'ok-beside-others', otherContacts: 1 } },
    pbx.bindings(USER).map(({ contactUri }) => contactUri),
  ]);
  await phone.stop();
});

test('a wrong password fails the step in which it matters, and what comes after is skipped', async () => {
  await begin();
  expect(await runTest({ password: 'wrong' })).toMatchObject([
    { step: 'address', result: { kind: 'ok' } },
    { step: 'connect', result: { kind: 'ok' } },
    { step: 'register', result: { kind: 'failed', problem: { kind: 'credentials-rejected', status: 401 } } },
    { step: 'options', result: { kind: 'skipped' } },
  ]);
});

test('a server that is down fails at connecting, with the code', async () => {
  await begin();
  await pbx.setConnectionPolicy('refuse');
  expect(await runTest()).toMatchObject([
    { step: 'address', result: { kind: 'ok' } },
    { step: 'connect', result: { kind: 'failed', problem: { kind: 'unreachable', code: 'ECONNREFUSED' } } },
    { step: 'register', result: { kind: 'skipped' } },
    { step: 'options', result: { kind: 'skipped' } },
  ]);
});

test('a server that accepts and then says nothing fails in time', async () => {
  await begin();
  pbx.stopAnswering();
  expect((await runTest({ timing: { connectMs: 100 } }))[1]).toMatchObject({
    step: 'connect',
    result: { kind: 'failed', problem: { code: 'connect-timeout' } },
  });
});

test('an address that is no address fails before anything is sent', async () => {
  await begin();
  expect((await runTest({ servers: ['ws://192.0.2.1/ws'] }))[0]).toMatchObject({
    step: 'address',
    result: { kind: 'failed', problem: { code: 'insecure-address' } },
  });
});
