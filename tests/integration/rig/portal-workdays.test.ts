/** The portal's workdays, alone and in a batch, as the vendor's pages have them. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createPortal, type Portal } from '../../rig/portal/portal.ts';
import { samplePortal } from '../../rig/portal/sample.ts';
import { ask } from './portal-ask.ts';

let portal: Portal;
beforeEach(async () => {
  portal = await createPortal({ ...samplePortal, scopes: ['telephony', 'user_basic', 'timeman'] });
});
afterEach(() => portal.close());

it('tells the workday of the one asked for, and of the webhook’s own employee where nobody is', async () => {
  const statusOf = async (params: object): Promise<unknown> =>
    (await ask(portal.webhook, 'timeman.status', params)).body['result'];
  expect(await statusOf({ USER_ID: 7 })).toMatchObject({ STATUS: 'PAUSED' });
  expect(await statusOf({})).toMatchObject({ STATUS: 'OPENED', TIME_FINISH: null });
  expect(await statusOf({ USER_ID: 12 })).toEqual({ STATUS: 'CLOSED' });
  expect(await ask(portal.webhook, 'timeman.status', { USER_ID: 31 })).toMatchObject({
    status: 400,
    body: { error: '', error_description: 'User not found' },
  });
});

it('answers a batch in one request, errors beside results', async () => {
  const cmd = { a: 'timeman.status?USER_ID=99', b: 'timeman.status?USER_ID=4711', c: 'batch?cmd[x]=profile' };
  const { status, body } = await ask(portal.webhook, 'batch', { halt: 0, cmd });
  expect([status, body['result']]).toMatchObject([
    200,
    {
      result: { a: { STATUS: 'OPENED' } },
      result_error: {
        b: { error: '', error_description: 'User not found' },
        c: { error: 'ERROR_METHOD_NOT_FOUND' },
      },
    },
  ]);
  expect(portal.requests.map(({ method }) => method)).toEqual(['batch']);
});

it('refuses the commands of a batch that lack their scope, not the batch', async () => {
  portal.data.scopes = ['user_basic'];
  const cmd = { a: 'timeman.status?USER_ID=99' };
  const { status, body } = await ask(portal.webhook, 'batch', { halt: 0, cmd });
  expect([status, body['result']]).toMatchObject([
    200,
    { result: [], result_error: { a: { error: 'insufficient_scope' } } },
  ]);
});

it('refuses a batch of more than fifty commands', async () => {
  const cmd = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`c${index}`, 'profile']));
  expect((await ask(portal.webhook, 'batch', { halt: 0, cmd })).body).toMatchObject({
    error: 'ERROR_BATCH_LENGTH_EXCEEDED',
  });
});
