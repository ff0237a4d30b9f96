import { expect, it } from 'vitest';
import { createNodeHttp } from '../../../main/crm/bitrix24/node-http.ts';
import { testCrm } from '../../../main/crm/connection-test.ts';
import { createPortal } from '../../rig/portal/portal.ts';
import { samplePortal } from '../../rig/portal/sample.ts';
import { SETTINGS, systemClock } from './live-crm.ts';

async function run(scopes: readonly string[], isCrmInstalled = true) {
  const portal = await createPortal({ ...samplePortal, scopes });
  portal.data.isCrmInstalled = isCrmInstalled;
  const http = createNodeHttp([]);
  const { webhook } = portal;
  const needs = { settings: SETTINGS, webhook, oauth: null, ownExtension: '101', http: http.send, clock: systemClock };
  const steps = await testCrm(needs, () => undefined);
  http.close();
  await portal.close();
  return Object.fromEntries(steps.map(({ step, result }) => [step, result]));
}

it('The test of the settings goes through against a good portal', async () => {
  expect(await run(['telephony', 'user_basic'])).toMatchObject({
    address: { kind: 'ok' },
    connect: { kind: 'ok' },
    webhook: { kind: 'ok', detail: 'Desk One' },
    scopes: { kind: 'ok' },
    telephony: { kind: 'ok' },
    names: { kind: 'ok' },
    self: { kind: 'ok', detail: 'Desk One' },
  });
});

it('It tells the missing scope for telephony from the missing one for names', async () => {
  expect(await run(['user_basic'])).toMatchObject({
    scopes: { kind: 'problem', error: { code: 'scope-missing', detail: 'telephony' } },
    names: { kind: 'ok' },
  });
  expect(await run(['telephony'])).toMatchObject({
    scopes: { kind: 'warning', warning: 'names-not-allowed' },
    telephony: { kind: 'ok' },
    names: { kind: 'warning', warning: 'names-not-allowed' },
  });
});

it('It finds a portal without a CRM', async () => {
  expect(await run(['telephony', 'user_basic'], false)).toMatchObject({
    telephony: { kind: 'problem', error: { code: 'crm-not-installed' } },
  });
});

it('It tells which scopes would allow more, and registers nothing to find out', async () => {
  const notAllowed = {
    crm: { kind: 'warning', warning: 'crm-not-allowed' },
    workdays: { kind: 'warning', warning: 'workdays-not-allowed' },
  };
  const notTold = { kind: 'warning', warning: 'records-not-told' };
  expect(await run(['telephony', 'user_basic'])).toMatchObject({ ...notAllowed, records: notTold });
  expect(await run(['telephony', 'user_basic', 'crm', 'timeman'])).toMatchObject({
    crm: { kind: 'ok' },
    workdays: { kind: 'ok' },
    records: notTold,
  });
  expect(await run(['user_basic'])).toMatchObject({
    ...notAllowed,
    records: { kind: 'warning', warning: 'records-not-allowed' },
  });
});
