/** "Test" in the set-up window: each half by itself. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setupHandlers, type SetupHandlerParts } from '../../../main/app/setup-handlers.ts';
import type { SetupForm } from '../../../main/bridge/contract/setup-views.ts';
import { Windows } from '../../../main/bridge/server.ts';
import type { SipSettings } from '../../../main/model/settings.ts';
import { FakeClock } from '../crm/fake-clock.ts';
import { networkFailure, ScriptedPortal } from '../crm/scripted-portal.ts';
import { sample } from '../settings/sample.ts';
import { ConfigurationDesk } from './configuration-desk.ts';

let desk: ConfigurationDesk;
let tried: { sip: SipSettings; password: string }[];
let caFiles: (string | null)[];
let portal: ScriptedPortal;
let form: SetupForm;
let handlers: ReturnType<typeof setupHandlers>;

beforeEach(async () => {
  desk = new ConfigurationDesk();
  desk.handOut(sample);
  const configuration = await desk.start({ path: desk.file, isSilent: true });
  tried = [];
  caFiles = [];
  portal = new ScriptedPortal(() => networkFailure('connection', 'ECONNREFUSED'));
  form = configuration.view().form;
  const unused = (): never => {
    throw new Error('A test of one half does no such thing.');
  };
  const parts: SetupHandlerParts = {
    configuration,
    windows: new Windows(),
    clock: new FakeClock(),
    openHttp: (caFile) => {
      caFiles.push(caFile);
      return { send: portal.send, close: () => undefined };
    },
    testLine: (sip, password, onStep) => {
      tried.push({ sip, password });
      onStep({ step: 'connect', result: { kind: 'ok' } });
      return Promise.resolve();
    },
    status: unused,
    tryNow: unused,
    openSettings: unused,
    closeSetup: unused,
    login: { connect: unused, cancel: unused, tokensOf: unused },
    forgetClients: unused,
  };
  handlers = setupHandlers(parts);
});
afterEach(() => {
  desk.stop();
});

describe('the test of the line', () => {
  test('goes on with a CRM and a desk that are unfinished', async () => {
    const unfinished = {
      ...form,
      crm: { ...form.crm, webhook: 'nowhere', timeoutMs: 0 },
      numbers: { ...form.numbers, country: '' },
      routing: { ...form.routing, queues: [{ number: '', name: 'Sales' }] },
    };
    expect(await handlers['setup:test']('line', unfinished)).toEqual({
      ok: true,
      value: [{ half: 'line', step: 'connect', outcome: { kind: 'ok', detail: null } }],
    });
    expect(tried).toMatchObject([{ sip: { aor: 'sip:101c@pbx.example.com' }, password: '…' }]);
  });

  test('does not begin with values of its own that cannot be', async () => {
    const wrong = { ...form, sip: { ...form.sip, aor: 'Boris' } };
    expect(await handlers['setup:test']('line', wrong)).toMatchObject({
      value: [{ step: 'form', outcome: { kind: 'form-problems', problems: [{ path: 'sip.aor' }] } }],
    });
    expect(tried).toEqual([]);
  });
});

describe('the test of the CRM', () => {
  test('goes on with a line that is unfinished, under the CA file that stands there', async () => {
    const unfinished = { ...form, sip: { ...form.sip, aor: '', servers: [], caFile: '/etc/ca.pem' } };
    const tested = await handlers['setup:test']('crm', unfinished);
    expect(tested).toMatchObject({ ok: true });
    expect(tested.ok && tested.value.map(({ outcome }) => outcome.kind)).toContain('crm-problem');
    expect([caFiles, new URL(portal.asked[0]?.href ?? '').origin]).toEqual([
      ['/etc/ca.pem'],
      'https://portal.example.com',
    ]);
  });

  test('does not begin without a webhook', async () => {
    const cleared = { ...form, crm: { ...form.crm, webhook: '' } };
    expect(await handlers['setup:test']('crm', cleared)).toMatchObject({
      value: [{ step: 'form', outcome: { problems: [{ path: 'crm.webhook' }] } }],
    });
    expect(caFiles).toEqual([]);
  });
});
