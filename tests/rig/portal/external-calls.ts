/** `telephony.externalCall.register` and `.finish`, as the vendor's pages show them. */
import type { PortalCall, PortalData, PortalUser } from './data.ts';
import { numbersMeet } from './numbers.ts';
import type { Refusal } from './refusals.ts';
import { textOf, type Answer, type WireMap } from './wire.ts';

/** The same call within this time is the old one. */
const SAME_CALL_MS = 30 * 60_000;
const TYPES = ['1', '2', '3', '4', '5'];

const core = (description: string): Refusal => ({ status: 400, code: 'ERROR_CORE', description });
const WRONG_AUTH: Refusal = {
  status: 403,
  code: 'WRONG_AUTH_TYPE',
  description: 'Current authorization type is denied for this method',
};

function ownerOf(data: PortalData, params: WireMap): PortalUser | Refusal {
  const [id, inner] = [textOf(params['USER_ID']), textOf(params['USER_PHONE_INNER'])];
  if (id === '' && inner === '') return core('USER_ID or USER_PHONE_INNER should be set');
  const user = data.users.find((one) => (id === '' ? one.inner === inner : String(one.id) === id));
  return user?.active === true && user.isGone === undefined ? user : core('User is not found or is not active');
}

const orNull = (text: string): string | null => (text === '' ? null : text);

export function registerExternalCall(data: PortalData, params: WireMap): Answer | Refusal {
  if (!data.acceptsWebhooks) return WRONG_AUTH;
  const user = ownerOf(data, params);
  if ('code' in user) return user;
  const [number, type, startedAt] = [params['PHONE_NUMBER'], params['TYPE'], params['CALL_START_DATE']].map(textOf);
  if (number === undefined || !/\d/.test(number)) return core('Unsupported phone number format');
  if (type === undefined || !TYPES.includes(type)) return core('Unknown TYPE');
  if (startedAt !== undefined && startedAt !== '' && Number.isNaN(Date.parse(startedAt))) {
    return core('CALL_START_DATE should be in the ISO-8601 format');
  }
  const [line, externalCallId] = [orNull(textOf(params['LINE_NUMBER'])), orNull(textOf(params['EXTERNAL_CALL_ID']))];
  const old = data.calls.find(
    (call) =>
      data.nowEpochMs() - call.registeredEpochMs < SAME_CALL_MS &&
      call.number === number &&
      call.type === Number(type) &&
      call.userId === user.id &&
      (line === null || call.line === line) &&
      (externalCallId === null || call.externalCallId === externalCallId),
  );
  const call: PortalCall = old ?? {
    callId: `externalCall.${String(data.calls.length + 1).padStart(32, '0')}.${Math.floor(data.nowEpochMs() / 1000)}`,
    externalCallId,
    userId: user.id,
    number,
    type: Number(type),
    line,
    registeredEpochMs: data.nowEpochMs(),
    startedAt: orNull(startedAt ?? ''),
    finished: null,
  };
  if (old === undefined) data.calls = [...data.calls, call];
  const client = data.entities.find((entity) => entity.phones.some((phone) => numbersMeet(phone, number)));
  return {
    result: {
      CALL_ID: call.callId,
      CRM_CREATED_LEAD: null,
      CRM_CREATED_ENTITIES: [],
      CRM_ENTITY_TYPE: client?.type ?? '',
      CRM_ENTITY_ID: client?.id ?? 0,
    },
  };
}

/** A call that was finished is no longer one that runs: a second time it is not found. */
export function finishExternalCall(data: PortalData, params: WireMap): Answer | Refusal {
  if (!data.acceptsWebhooks) return WRONG_AUTH;
  const callId = params['CALL_ID'];
  if (typeof callId !== 'string') {
    return { status: 400, code: 'INVALID_ARGUMENT', description: 'CALL_ID must be a string' };
  }
  const user = ownerOf(data, params);
  if ('code' in user) return user;
  const call = data.calls.find((one) => one.callId === callId);
  if (call === undefined || call.finished !== null) {
    return core('Call is not found (call should be registered prior to finishing)');
  }
  const durationSec = Number(textOf(params['DURATION'])) || 0;
  const statusCode = orNull(textOf(params['STATUS_CODE'])) ?? (durationSec > 0 ? '200' : '304');
  const id = data.calls.filter(({ finished }) => finished !== null).length + 1;
  const finished = { id, durationSec, statusCode };
  data.calls = data.calls.map((one) => (one === call ? { ...one, finished } : one));
  return {
    result: {
      CALL_ID: callId,
      EXTERNAL_CALL_ID: call.externalCallId,
      PORTAL_USER_ID: user.id,
      PHONE_NUMBER: call.number,
      PORTAL_NUMBER: call.line ?? '',
      INCOMING: String(call.type),
      CALL_DURATION: durationSec,
      CALL_START_DATE: {},
      CALL_STATUS: statusCode === '200' ? 1 : 0,
      CALL_VOTE: null,
      COST: 0,
      COST_CURRENCY: '',
      CALL_FAILED_CODE: statusCode,
      CALL_FAILED_REASON: '',
      REST_APP_ID: null,
      REST_APP_NAME: '',
      CRM_ACTIVITY_ID: 7000 + id,
      COMMENT: null,
      CRM_ENTITY_TYPE: '',
      CRM_ENTITY_ID: 0,
      ID: id,
    },
  };
}
