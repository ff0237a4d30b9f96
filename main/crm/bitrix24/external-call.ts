/** Call records: `telephony.externalCall.register`, then `finish` (scope `telephony`); by the vendor's word for apps alone, self-hosted
 *  portals take webhooks too, and who is refused is told `WRONG_AUTH_TYPE`. */
import * as v from 'valibot';
import type { PortalClient } from './client.ts';
import { idField, textField } from './fields.ts';
import { write, type Written } from './writing.ts';

/** Whose call it was; one of the two at least. */
export interface CallOwner {
  readonly employeeId: string | null;
  readonly extension: string | null;
}

export interface CallToRegister extends CallOwner {
  /** The caller's. */
  readonly number: string;
  /** 2: came in; 3: came in and was sent on. */
  readonly type: 2 | 3;
  readonly startedEpochMs: number;
  /** The line that was called; null where not known. */
  readonly line: string | null;
  /** Our own id. The same within 30 minutes gives the same call back. */
  readonly externalCallId: string;
}

export interface CallToFinish extends CallOwner {
  readonly callId: string;
  readonly durationSec: number;
  readonly statusCode: 200 | 304;
}

const registeredSchema = v.object({ CALL_ID: v.pipe(textField, v.string()) });
const finishedSchema = v.object({ ID: idField, CRM_ACTIVITY_ID: v.fallback(v.nullable(idField), null) });

const ownerFields = ({ employeeId, extension }: CallOwner): Readonly<Record<string, unknown>> => ({
  ...(employeeId === null ? {} : { USER_ID: Number(employeeId) }),
  ...(employeeId !== null || extension === null ? {} : { USER_PHONE_INNER: extension }),
});

/** As the page has it: whole seconds and an offset. */
const isoSeconds = (epochMs: number): string => new Date(epochMs).toISOString().replace(/\.\d{3}Z$/, '+00:00');

/** One request. Nothing pops up, nothing is created, no chat is written to. Never rejects.
 *  @see telephony-external-call-register.md of the vendor's documentation */
export function registerCall(
  client: PortalClient,
  call: CallToRegister,
  signal: AbortSignal,
): Promise<Written<{ readonly callId: string }>> {
  const params = {
    ...ownerFields(call),
    PHONE_NUMBER: call.number,
    TYPE: call.type,
    CALL_START_DATE: isoSeconds(call.startedEpochMs),
    CRM_CREATE: 0,
    SHOW: 0,
    ADD_TO_CHAT: 0,
    EXTERNAL_CALL_ID: call.externalCallId,
    ...(call.line === null ? {} : { LINE_NUMBER: call.line }),
  };
  return write(client, 'telephony.externalCall.register', params, signal, (result) => {
    const read = v.safeParse(registeredSchema, result);
    return read.success ? { callId: read.output.CALL_ID } : null;
  });
}

/** One request. Never rejects.
 *  @returns `id`: the row of the statistics; `activityId`: the CRM's, null where the portal made none
 *  @see telephony-external-call-finish.md of the vendor's documentation */
export function finishCall(
  client: PortalClient,
  call: CallToFinish,
  signal: AbortSignal,
): Promise<Written<{ readonly id: string; readonly activityId: string | null }>> {
  const params = {
    ...ownerFields(call),
    CALL_ID: call.callId,
    DURATION: Math.max(0, Math.round(call.durationSec)),
    STATUS_CODE: String(call.statusCode),
    ADD_TO_CHAT: 0,
  };
  return write(client, 'telephony.externalCall.finish', params, signal, (result) => {
    const read = v.safeParse(finishedSchema, result);
    return read.success ? { id: read.output.ID, activityId: read.output.CRM_ACTIVITY_ID } : null;
  });
}
