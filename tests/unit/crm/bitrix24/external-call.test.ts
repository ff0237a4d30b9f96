import { describe, expect, it } from 'vitest';
import { finishCall, registerCall } from '../../../../main/crm/bitrix24/external-call.ts';
import { refusal, result } from '../scripted-portal.ts';
import { CALL, FINISH } from './methods.ts';
import { wireTo } from './wire.ts';

const REGISTER = 'telephony.externalCall.register';
const FINISHED = 'telephony.externalCall.finish';

describe('A call record', () => {
  it('is registered without a card that pops up, a lead or a message', async () => {
    const { client, portal, signal } = wireTo(() => result({ CALL_ID: 'externalCall.1' }));
    expect(await registerCall(client, CALL, signal)).toEqual({ kind: 'answered', callId: 'externalCall.1' });
    expect(portal.paramsOf(REGISTER)).toEqual([
      {
        USER_ID: 1,
        PHONE_NUMBER: '+19062195047',
        TYPE: 2,
        CALL_START_DATE: '2026-11-22T11:59:30+00:00',
        CRM_CREATE: 0,
        SHOW: 0,
        ADD_TO_CHAT: 0,
        EXTERNAL_CALL_ID: 'call-1',
        LINE_NUMBER: '100',
      },
    ]);
  });

  it('names the employee by his extension where his id is not known, and no line where none is', async () => {
    const { client, portal, signal } = wireTo(() => result({ CALL_ID: 'externalCall.1' }));
    await registerCall(client, { ...CALL, employeeId: null, line: null, type: 3 }, signal);
    expect(portal.paramsOf(REGISTER)).toMatchObject([{ USER_PHONE_INNER: '101', TYPE: 3 }]);
    expect(Object.keys(portal.paramsOf(REGISTER)[0] ?? {})).not.toContain('LINE_NUMBER');
  });

  it('is finished in whole seconds', async () => {
    const { client, portal, signal } = wireTo(() => result({ ID: 7, CRM_ACTIVITY_ID: 7943 }));
    expect(await finishCall(client, FINISH, signal)).toEqual({ kind: 'answered', id: '7', activityId: '7943' });
    expect(portal.paramsOf(FINISHED)).toEqual([
      { USER_ID: 1, CALL_ID: 'externalCall.1', DURATION: 61, STATUS_CODE: '200', ADD_TO_CHAT: 0 },
    ]);
  });

  it.each([null, 0, '', 'none', [], {}])('is there also where the CRM’s activity is %j', async (activity) => {
    const { client, signal } = wireTo(() => result({ ID: '7', CRM_ACTIVITY_ID: activity }));
    expect(await finishCall(client, FINISH, signal)).toEqual({ kind: 'answered', id: '7', activityId: null });
  });

  it('is refused to a webhook by a portal that takes apps only', async () => {
    const { client, signal } = wireTo(() => refusal(403, 'WRONG_AUTH_TYPE', 'Current authorization type is denied'));
    expect(await registerCall(client, CALL, signal)).toMatchObject({
      kind: 'failed',
      error: { code: 'wrong-auth-type' },
      isDoubtful: false,
    });
  });

  it('that the portal no longer knows is told as such: it was finished before', async () => {
    const words = 'Call is not found (call should be registered prior to finishing)';
    const { client, signal } = wireTo(() => refusal(400, 'ERROR_CORE', words));
    expect(await finishCall(client, FINISH, signal)).toMatchObject({ error: { code: 'not-found' }, isDoubtful: false });
  });
});
