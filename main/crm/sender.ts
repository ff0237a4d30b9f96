/** Sends what the outbox holds to the portal, and looks there for what may have arrived. */
import type { Clock } from '../model/clock.ts';
import type { CrmError, CrmErrorCode } from '../model/crm.ts';
import { ORIGINATOR, type OutboxItem, type OutboxWork, type ReadBack, type SendResult } from '../model/outbox.ts';
import type { PortalClient } from './bitrix24/client.ts';
import { crmError } from './bitrix24/errors.ts';
import { finishCall, registerCall } from './bitrix24/external-call.ts';
import { digitsOf } from './bitrix24/fields.ts';
import { addLead, findLead } from './bitrix24/lead.ts';
import { searchEntities } from './bitrix24/search.ts';
import { addComment, findComment } from './bitrix24/timeline.ts';
import type { Written } from './bitrix24/writing.ts';
import { commentText, markOf } from './timeline-text.ts';

export interface OutboxSender {
  /** Its host; null where none is set up. */
  readonly portal: string | null;
  /** Never rejects. A comment on a lead that is still on its way is refused: the outbox puts the lead's own id there first. */
  send(item: OutboxItem, signal: AbortSignal): Promise<SendResult>;
  /** Never rejects. A call record cannot be looked for: while the portal gives the same call back for the same id it counts as not there. */
  readBack(item: OutboxItem, signal: AbortSignal): Promise<ReadBack>;
}

export interface SenderNeeds {
  /** The host of both. */
  readonly portal: string | null;
  /** For comments and leads. */
  readonly client: PortalClient;
  /** For call records, which go before those. */
  readonly records: PortalClient;
  readonly clock: Pick<Clock, 'nowEpochMs'>;
}

type CallWork = Extract<OutboxWork, { kind: 'call-record' }>;

/** The portal gives the same call back for 30 minutes from its registering; a request may be under way for some of them. */
const REPEATABLE_MS = 25 * 60_000;

/** "Call is not found": of a call that the portal has just given back, it was finished by an earlier try. */
const IS_OVER = /call is not found/i;

/** With these the mark cannot be looked for, however often. */
const UNREADABLE: readonly CrmErrorCode[] = ['access-denied', 'scope-missing', 'method-missing', 'not-found'];

/** One for each session's CRM. */
export function createSender({ portal, client, records, clock }: SenderNeeds): OutboxSender {
  const impossible = (detail: string): SendResult => {
    const error = crmError('field-refused', detail, clock.nowEpochMs());
    return { kind: 'failed', error, isDoubtful: false };
  };

  /** Why an item is none of this portal's; null where it is, or where nobody knows. */
  const foreign = (item: OutboxItem): CrmError | null =>
    item.portal === undefined || item.portal === portal
      ? null
      : crmError('not-found', `written for ${item.portal}`, clock.nowEpochMs());

  const sendCall = async (item: OutboxItem, work: CallWork, signal: AbortSignal): Promise<SendResult> => {
    const { employeeId, extension, number, startedEpochMs, line, durationSec, statusCode } = work;
    const owner = { employeeId, extension };
    if (employeeId === null && extension === null) return impossible('whose call it was is not known');
    if (work.isSearchDue === true) {
      const searched = await searchEntities(records, digitsOf(number), signal);
      if (searched.kind === 'aborted') return searched;
      if (searched.kind === 'failed') return { kind: 'failed', error: searched.error, isDoubtful: false };
    }
    const type = work.isSentOn ? 3 : 2;
    const externalCallId = item.callId ?? item.id;
    const call = { ...owner, number, type, startedEpochMs, line, externalCallId } as const;
    const registered = await registerCall(records, call, signal);
    if (registered.kind !== 'answered') return registered;
    const finish = { ...owner, callId: registered.callId, durationSec, statusCode };
    const finished = await finishCall(records, finish, signal);
    if (finished.kind === 'failed' && IS_OVER.test(finished.error.detail ?? '')) {
      return { kind: 'sent', createdId: registered.callId };
    }
    return sentAs(finished, () => registered.callId);
  };

  return {
    portal,
    send: async (item, signal) => {
      const { work } = item;
      const error = foreign(item);
      if (error !== null) return { kind: 'failed', error, isDoubtful: false };
      switch (work.kind) {
        case 'comment': {
          if (work.target.kind === 'lead') return impossible('the lead is not there yet');
          const text = commentText(work.text, item.id);
          return sentAs(await addComment(client, work.target.entity, text, signal), ({ id }) => id);
        }
        case 'lead': {
          const { title, name, number, responsibleId } = work;
          const lead = { title, name, number, responsibleId, originatorId: ORIGINATOR, originId: item.id };
          return sentAs(await addLead(client, lead, signal), ({ id }) => id);
        }
        case 'call-record':
          return sendCall(item, work, signal);
      }
    },

    readBack: async (item, signal) => {
      const { work } = item;
      const error = foreign(item);
      if (error !== null) return { kind: 'cannot-tell', error };
      switch (work.kind) {
        case 'comment':
          return work.target.kind === 'lead'
            ? { kind: 'cannot-tell', error: null }
            : readBackOf(await findComment(client, work.target.entity, markOf(item.id), signal));
        case 'lead': {
          const mark = { originatorId: ORIGINATOR, originId: item.id };
          return readBackOf(await findLead(client, mark, work.responsibleId, signal));
        }
        case 'call-record':
          return clock.nowEpochMs() < item.createdEpochMs + REPEATABLE_MS
            ? { kind: 'not-there' }
            : { kind: 'cannot-tell', error: null };
      }
    },
  };
}

function sentAs<T>(written: Written<T>, idOf: (told: T) => string): SendResult {
  return written.kind === 'answered' ? { kind: 'sent', createdId: idOf(written) } : written;
}

type Found =
  | { readonly kind: 'answered'; readonly id: string | null }
  | { readonly kind: 'failed'; readonly error: CrmError }
  | { readonly kind: 'aborted' };

function readBackOf(found: Found): ReadBack {
  if (found.kind === 'answered') {
    return found.id === null ? { kind: 'not-there' } : { kind: 'there', createdId: found.id };
  }
  const cannotTell = found.kind === 'failed' && UNREADABLE.includes(found.error.code);
  return cannotTell ? { kind: 'cannot-tell', error: found.error } : found;
}
