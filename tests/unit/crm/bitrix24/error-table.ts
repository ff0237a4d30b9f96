/** Every way in which the CRM does not answer: what comes over the wire, what the agent and the admin read, and when it is tried
 *  again. One row for each code. */
import type { CrmErrorCode } from '../../../../main/model/crm.ts';
import { networkFailure, refusal, reply, type Answer } from '../scripted-portal.ts';

export interface ErrorRow {
  /** Null: nobody is asked, because nothing is set up. */
  readonly answer: Answer | null;
  /** On the card. */
  readonly agent: string;
  /** In the status window: what is wrong. */
  readonly admin: string;
  /** … and the first words of what to do. */
  readonly remedy: string;
  /** Milliseconds until the first, second and third try, at the earliest; null: not again by itself. */
  readonly again: readonly (number | null)[];
  /** Whether something that was to be written may have been written all the same. */
  readonly isDoubtful: boolean;
}

const never = [null, null, null];
const page = (status: number): Answer => reply(status, '<html>Sorry</html>', { contentType: 'text/html' });

export const ERRORS: Readonly<Record<CrmErrorCode, ErrorRow>> = {
  'not-set-up': {
    answer: null,
    agent: 'The CRM is not set up',
    admin: 'No CRM is set up.',
    remedy: 'Enter an inbound webhook',
    again: never,
    isDoubtful: false,
  },
  'timed-out': {
    answer: 'hang',
    agent: 'The CRM does not answer in time',
    admin: 'The portal did not answer in time.',
    remedy: 'Check the network.',
    again: [250, 500, 1000],
    isDoubtful: true,
  },
  unreachable: {
    answer: networkFailure('connection', 'ECONNREFUSED'),
    agent: 'The CRM cannot be reached',
    admin: 'The portal could not be reached.',
    remedy: 'Check the network',
    again: [500, 1000, 2000],
    isDoubtful: false,
  },
  'untrusted-certificate': {
    answer: networkFailure('certificate', 'CERT_HAS_EXPIRED'),
    agent: 'The CRM cannot prove who it is',
    admin: 'The portal’s certificate is not trusted.',
    remedy: 'Renew or complete the certificate',
    again: never,
    isDoubtful: false,
  },
  'webhook-rejected': {
    answer: refusal(401, 'INVALID_CREDENTIALS', 'Invalid request credentials'),
    agent: 'The CRM does not accept the access key',
    admin: 'The portal does not accept the webhook or the app.',
    remedy: 'It may have been revoked.',
    again: never,
    isDoubtful: false,
  },
  'token-expired': {
    answer: refusal(401, 'expired_token', 'The access token provided has expired'),
    agent: 'The access to the CRM has run out',
    admin: 'The webhook or the app’s connection has expired.',
    remedy: 'Create a new inbound webhook',
    again: never,
    isDoubtful: false,
  },
  'scope-missing': {
    answer: refusal(403, 'insufficient_scope', 'The request requires higher privileges'),
    agent: 'The access to the CRM lacks a permission',
    admin: 'The webhook lacks a permission.',
    remedy: 'Add the scope “telephony”',
    again: never,
    isDoubtful: false,
  },
  'access-denied': {
    // The vendor's page of crm.timeline.comment.list: an empty code.
    answer: refusal(400, '', 'Access denied.'),
    agent: 'The CRM denies access',
    admin: 'The portal denies access.',
    remedy: 'Check that the portal’s plan',
    again: never,
    isDoubtful: false,
  },
  'method-missing': {
    answer: refusal(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!'),
    agent: 'The CRM does not know this search',
    admin: 'The portal does not know what it was asked for.',
    remedy: 'Switch on telephony',
    again: never,
    isDoubtful: false,
  },
  'crm-not-installed': {
    answer: refusal(400, '', 'CRM is not installed.'),
    agent: 'The portal has no CRM',
    admin: 'The portal has no CRM.',
    remedy: 'Switch on the CRM',
    again: never,
    isDoubtful: false,
  },
  'number-refused': {
    answer: refusal(400, 'ERROR_CORE', 'Unsupported phone number format'),
    agent: 'The CRM does not accept this number',
    admin: 'The portal refused a number.',
    remedy: 'Nothing to do if it happens once.',
    again: never,
    isDoubtful: false,
  },
  'too-many-requests': {
    answer: refusal(503, 'QUERY_LIMIT_EXCEEDED', 'Too many requests'),
    agent: 'The CRM is asked too often',
    admin: 'The portal was asked too often.',
    remedy: 'All desks behind one address',
    again: [500, 1000, 2000],
    isDoubtful: false,
  },
  blocked: {
    answer: refusal(503, 'OVERLOAD_LIMIT', 'REST API is blocked due to overload'),
    agent: 'The CRM lets nobody in for now',
    admin: 'The portal has blocked requests by hand.',
    remedy: 'Ask Bitrix24’s support',
    again: never,
    isDoubtful: false,
  },
  'operation-time-limit': {
    answer: reply(429, '{"error":"OPERATION_TIME_LIMIT","time":{"finish":1000,"operating_reset_at":1042}}'),
    agent: 'The CRM allows no more searches for now',
    admin: 'The portal’s computing time for this is used up.',
    remedy: 'It is free again',
    again: [42_000, 42_000, 42_000],
    isDoubtful: false,
  },
  'portal-fault': {
    answer: page(502),
    agent: 'The CRM has a fault of its own',
    admin: 'The portal reported a fault of its own.',
    remedy: 'It is tried again by itself.',
    again: [500, null, null],
    isDoubtful: true,
  },
  'unreadable-reply': {
    answer: page(200),
    agent: 'The CRM’s answer makes no sense',
    admin: 'The portal’s answer could not be read.',
    remedy: 'Check that the webhook’s address',
    again: [500, null, null],
    isDoubtful: true,
  },
  'redirect-refused': {
    answer: reply(302, '', { location: 'https://other.example.com/auth/' }),
    agent: 'The CRM points to an unknown address',
    admin: 'The portal points to an address that is not allowed.',
    remedy: 'If the portal was renamed',
    again: never,
    isDoubtful: false,
  },
  'wrong-auth-type': {
    answer: refusal(403, 'WRONG_AUTH_TYPE', 'Current authorization type is denied for this method'),
    agent: 'The CRM allows this to apps only',
    admin: 'This portal takes call records from apps only, not from webhooks.',
    remedy: 'Switch call records off',
    again: never,
    isDoubtful: false,
  },
  'not-found': {
    answer: refusal(400, 'NOT_FOUND', 'Not found.'),
    agent: 'The CRM no longer has it',
    admin: 'What was to be changed in the portal is not there any more.',
    remedy: 'It was deleted or merged there',
    again: never,
    isDoubtful: false,
  },
  'field-refused': {
    answer: refusal(400, 'CRM_FIELD_ERROR_VALUE_NOT_VALID', 'Invalid value for field "sourceId"'),
    agent: 'The CRM does not accept an entry',
    admin: 'The portal refused a value.',
    remedy: 'The portal may ask for fields of its own',
    again: never,
    isDoubtful: false,
  },
  'unknown-error': {
    answer: refusal(400, 'SOMETHING_NEW', 'never seen'),
    agent: 'The CRM reports an unknown fault',
    admin: 'The portal reported an unknown error.',
    remedy: 'Its own words below',
    again: never,
    isDoubtful: true,
  },
};

/** Other spellings of the vendor's pages that come to the same. */
export const OTHER_SPELLINGS: readonly (readonly [string, string, CrmErrorCode])[] = [
  ['Access denied', 'Access denied', 'access-denied'],
  ['allowed_only_intranet_user', 'Action allowed only for intranet users', 'access-denied'],
  ['OWNER_NOT_FOUND', 'Owner of the element not found', 'not-found'],
  ['ERROR_CORE', 'Call is not found (call should be registered prior to finishing)', 'not-found'],
  ['ERROR_CORE', 'User is not found or is not active', 'not-found'],
  ['ERROR_CORE', 'USER_ID or USER_PHONE_INNER should be set', 'field-refused'],
  ['ERROR_CORE', 'Unknown TYPE', 'field-refused'],
  ['ERROR_CORE', 'CALL_START_DATE should be in the ISO-8601 format', 'field-refused'],
  ['ERROR_CORE', 'Unexpected database error', 'portal-fault'],
  ['INVALID_ARG_VALUE', "Invalid filter: field 'FIELD' is not allowed in filter", 'field-refused'],
  ['INVALID_ARGUMENT', 'CALL_ID must be a string', 'field-refused'],
  ['100', 'Could not find value for parameter {fields}', 'field-refused'],
  ['CRM_FIELD_ERROR_REQUIRED', 'The field is required', 'field-refused'],
  ['Communication type is not defined', "Parameter 'type' is required.", 'field-refused'],
];
