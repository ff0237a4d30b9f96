import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPortal, type Portal } from '../../rig/portal/portal.ts';
import { samplePortal } from '../../rig/portal/sample.ts';
import { ask, type Asked } from './portal-ask.ts';

const MINUTE_MS = 60_000;
const CALL = { USER_ID: 1, PHONE_NUMBER: '+19062195047', TYPE: 2, EXTERNAL_CALL_ID: 'call-1', SHOW: 0, CRM_CREATE: 0 };

let portal: Portal;
let nowEpochMs: number;

beforeEach(async () => {
  nowEpochMs = Date.UTC(2026, 10, 22, 12);
  portal = await createPortal({ ...samplePortal, nowEpochMs: () => nowEpochMs });
});
afterEach(() => portal.close());

const register = (more: object = {}): Promise<Asked> =>
  ask(portal.webhook, 'telephony.externalCall.register', { ...CALL, ...more });
const finish = (more: object = {}): Promise<Asked> =>
  ask(portal.webhook, 'telephony.externalCall.finish', { USER_ID: 1, DURATION: 61, STATUS_CODE: '200', ...more });
const idOf = ({ body }: Asked): string => (body['result'] as { CALL_ID: string }).CALL_ID;

describe('A call record', () => {
  it('is registered once within half an hour, and again after it', async () => {
    const first = await register();
    nowEpochMs += 29 * MINUTE_MS;
    const second = await register();
    nowEpochMs += 2 * MINUTE_MS;
    const third = await register();
    expect([idOf(second) === idOf(first), idOf(third) === idOf(first), portal.data.calls.length]).toEqual([
      true,
      false,
      2,
    ]);
  });

  it.each([{ EXTERNAL_CALL_ID: 'call-2' }, { TYPE: 3 }, { PHONE_NUMBER: '+19062195048' }, { USER_ID: 99 }])(
    'is another one with %j',
    async (more) => {
      expect(idOf(await register())).not.toBe(idOf(await register(more)));
    },
  );

  it('is finished once', async () => {
    const id = idOf(await register({ USER_ID: undefined, USER_PHONE_INNER: '101' }));
    expect((await finish({ CALL_ID: id })).body['result']).toMatchObject({ CALL_ID: id, CALL_DURATION: 61, ID: 1 });
    expect(portal.data.calls).toMatchObject([{ userId: 1, finished: { durationSec: 61, statusCode: '200' } }]);
    expect(await finish({ CALL_ID: id })).toMatchObject({
      status: 400,
      body: {
        error: 'ERROR_CORE',
        error_description: 'Call is not found (call should be registered prior to finishing)',
      },
    });
  });

  it.each([
    [{ USER_ID: undefined }, 'USER_ID or USER_PHONE_INNER should be set'],
    [{ USER_ID: 15 }, 'User is not found or is not active'],
    [{ TYPE: 9 }, 'Unknown TYPE'],
    [{ PHONE_NUMBER: 'withheld' }, 'Unsupported phone number format'],
    [{ CALL_START_DATE: 'yesterday' }, 'CALL_START_DATE should be in the ISO-8601 format'],
  ])('is not registered with %j', async (more, description) => {
    expect(await register(more)).toEqual({
      status: 400,
      body: { error: 'ERROR_CORE', error_description: description },
    });
  });

  it('is not finished without its id', async () => {
    expect((await finish()).body['error']).toBe('INVALID_ARGUMENT');
  });

  it('is refused to webhooks by a portal that takes apps only', async () => {
    portal.data.acceptsWebhooks = false;
    const asked = [await register(), await finish({ CALL_ID: 'any' })];
    expect(asked.map(({ status, body }) => [status, body['error']])).toEqual([
      [403, 'WRONG_AUTH_TYPE'],
      [403, 'WRONG_AUTH_TYPE'],
    ]);
  });
});
