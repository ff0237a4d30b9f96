/** Every method that is asked of a portal, with a good result of it: what the tests of wrong shapes go through. */
import type { PortalClient } from '../../../../main/crm/bitrix24/client.ts';
import { findByComm } from '../../../../main/crm/bitrix24/duplicates.ts';
import { listEmployees } from '../../../../main/crm/bitrix24/employees.ts';
import { finishCall, registerCall } from '../../../../main/crm/bitrix24/external-call.ts';
import { batchItems } from '../../../../main/crm/bitrix24/items-batch.ts';
import { listItems } from '../../../../main/crm/bitrix24/items.ts';
import { addLead } from '../../../../main/crm/bitrix24/lead.ts';
import { searchEntities } from '../../../../main/crm/bitrix24/search.ts';
import { addComment, findComment } from '../../../../main/crm/bitrix24/timeline.ts';
import { askWorkdays } from '../../../../main/crm/bitrix24/workday-batch.ts';
import { ANNA, DOE_ROWS } from '../sample-rows.ts';

type Ask = (client: PortalClient, signal: AbortSignal) => Promise<{ readonly kind: string }>;

export interface Method {
  readonly ask: Ask;
  /** A good result whose one row is `row`. */
  readonly resultOf: (row: unknown) => unknown;
  readonly row: Readonly<Record<string, unknown>>;
}

export const CONTACT = { type: 'CONTACT', id: '651' };

export const LEAD = {
  title: 'Call from +1 202 555 0199',
  name: 'Somebody New',
  number: '+12025550199',
  responsibleId: '99',
  originatorId: 'ringside',
  originId: '7f3a9c12',
};

export const CALL = {
  employeeId: '1',
  extension: '101',
  number: '+19062195047',
  type: 2 as const,
  startedEpochMs: Date.UTC(2026, 10, 22, 11, 59, 30, 250),
  line: '100',
  externalCallId: 'call-1',
};

export const FINISH = {
  employeeId: '1',
  extension: '101',
  callId: 'externalCall.1',
  durationSec: 61.4,
  statusCode: 200 as const,
};

/** As the vendor's page shows it, and as object-fields.md tells the fields. */
export const DEAL_ROW = {
  id: 901,
  title: 'Coffee machines',
  name: 'John',
  lastName: 'Doe',
  assignedById: 99,
  companyId: 643,
  contactId: 651,
  opportunity: 4200.5,
  currencyId: 'EUR',
  lastCommunicationTime: '2026-11-19T14:05:00+03:00',
  lastActivityTime: '2026-11-20T10:00:00+03:00',
  createdTime: '2026-10-01T09:00:00+03:00',
};

const QUERY = { entityTypeId: 2, filter: { contactId: 651, closed: 'N' } } as const;
const list = (row: unknown): unknown => [row];
const itself = (row: unknown): unknown => row;

/** By name. Those that write come last. */
export const READS: Readonly<Record<string, Method>> = {
  searchCrmEntities: {
    ask: (client, signal) => searchEntities(client, '19062195047', signal),
    resultOf: list,
    row: DOE_ROWS[0] ?? {},
  },
  'user.get': { ask: (client, signal) => listEmployees(client, { ACTIVE: true }, signal), resultOf: list, row: ANNA },
  'timeman.status': {
    ask: (client, signal) => askWorkdays(client, ['1'], signal),
    resultOf: (row) => ({ result: { u1: row }, result_error: [] }),
    row: { STATUS: 'OPENED' },
  },
  'crm.item.list': {
    ask: (client, signal) => listItems(client, QUERY, signal),
    resultOf: (row) => ({ items: [row] }),
    row: DEAL_ROW,
  },
  'crm.item.list in a batch': {
    ask: (client, signal) => batchItems(client, { deals: QUERY }, signal),
    resultOf: (row) => ({ result: { deals: { items: [row] } }, result_error: [], result_total: { deals: 1 } }),
    row: DEAL_ROW,
  },
  'crm.timeline.comment.list': {
    ask: (client, signal) => findComment(client, CONTACT, 'Ringside 7f3a', signal),
    resultOf: list,
    row: { ID: '999', COMMENT: 'Called.\nRingside 7f3a', CREATED: '2026-11-19T14:05:00+03:00' },
  },
  'crm.duplicate.findbycomm': {
    ask: (client, signal) => findByComm(client, ['19062195047'], signal),
    resultOf: itself,
    row: { CONTACT: [651], COMPANY: [643], LEAD: [] },
  },
};

export const WRITES: Readonly<Record<string, Method>> = {
  'crm.item.add': {
    ask: (client, signal) => addLead(client, LEAD, signal),
    resultOf: (row) => ({ item: row }),
    row: { id: 703, title: LEAD.title },
  },
  'crm.timeline.comment.add': {
    ask: (client, signal) => addComment(client, CONTACT, 'Called.\nRingside 7f3a', signal),
    resultOf: () => 999,
    row: {},
  },
  'telephony.externalCall.register': {
    ask: (client, signal) => registerCall(client, CALL, signal),
    resultOf: itself,
    row: { CALL_ID: 'externalCall.1', CRM_CREATED_LEAD: null, CRM_ENTITY_TYPE: 'CONTACT', CRM_ENTITY_ID: 651 },
  },
  'telephony.externalCall.finish': {
    ask: (client, signal) => finishCall(client, FINISH, signal),
    resultOf: itself,
    row: { CALL_ID: 'externalCall.1', ID: 7, CRM_ACTIVITY_ID: 7943, CALL_START_DATE: {} },
  },
};
