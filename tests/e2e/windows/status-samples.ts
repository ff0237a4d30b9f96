/** Statuses to show, and every state that a part of one can be in: a new member without a sample does not compile. */
import type { LineView, StatusView, StoredProblem } from '../../../main/bridge/contract/setup-views.ts';

type LineProblem = NonNullable<StatusView['lastLineProblem']>['problem'];
type CrmErrorCode = NonNullable<StatusView['crm']['lastError']>['code'];

export const nowEpochMs = Date.UTC(2026, 10, 23, 14, 12, 30);
export const server = 'wss://pbx.example.com:8089/ws';

type LineOf<K extends LineView['kind']> = Extract<LineView, { kind: K }>;

export const registered: LineOf<'registered'> = {
  kind: 'registered',
  server,
  sinceEpochMs: nowEpochMs - 3 * 3_600_000,
  checkedEpochMs: nowEpochMs - 12_000,
};

export const lineProblems = {
  'credentials-rejected': { kind: 'credentials-rejected', status: 401, reason: 'Unauthorized' },
  refused: { kind: 'refused', status: 403, reason: 'Forbidden' },
  displaced: { kind: 'displaced' },
  unreachable: { kind: 'unreachable', code: 'ECONNREFUSED', server },
} as const satisfies Record<LineProblem['kind'], LineProblem>;

/** Codes that the line is known to tell, from Node, OpenSSL and ourselves. */
export const lineCodes = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPROTO',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'connect-timeout',
  'handshake-timeout',
  'no-answer',
  'closed-by-server',
  'not-reading',
  'not-sip',
  'bad-content-length',
  'head-too-large',
  'body-too-large',
  'no-sip-subprotocol',
  'ping-timeout',
  'malformed-address',
  'insecure-address',
  'http-403',
  'http-404',
  'http-502',
  'ws-1006',
  'caFile: ENOENT',
] as const;

export const failing = (problem: LineProblem): LineOf<'registering'> => ({
  kind: 'registering',
  server,
  problem,
  sinceEpochMs: nowEpochMs - 600_000,
  nextTryEpochMs: nowEpochMs + 4000,
});

export const lines = {
  'not-set-up': { kind: 'not-set-up' },
  registering: { ...failing(lineProblems.unreachable), problem: null },
  registered,
  suspended: { kind: 'suspended', sinceEpochMs: nowEpochMs - 60_000 },
  stopped: { kind: 'stopped', sinceEpochMs: nowEpochMs - 60_000 },
} as const satisfies { [K in LineView['kind']]: LineOf<K> };

const detail = 'The file was kept as config.damaged-2026-11-23.json.';
const storedProblems = {
  'config-set-aside': detail,
  'config-newer': '',
  'config-not-writable': 'EACCES',
  'secrets-unreadable': 'Please enter the SIP password again: the keyring cannot read what was stored.',
  'no-keyring': '',
  history: 'SQLITE_FULL',
  log: 'ENOSPC',
  'start-at-login': '',
  'ca-file': 'ENOENT',
  crash: '',
} as const satisfies Record<StoredProblem['kind'], string>;

export const crmErrors = {
  'not-set-up': null,
  'timed-out': null,
  unreachable: 'ECONNREFUSED',
  'untrusted-certificate': 'CERT_HAS_EXPIRED',
  'webhook-rejected': 'INVALID_CREDENTIALS: Invalid request credentials',
  'token-expired': 'expired_token',
  'scope-missing': 'insufficient_scope: telephony',
  'access-denied': 'ACCESS_DENIED: REST is available only on commercial plans',
  'method-missing': 'ERROR_METHOD_NOT_FOUND: Method not found!',
  'crm-not-installed': 'ERROR_CORE: CRM is not installed.',
  'number-refused': 'ERROR_CORE: PHONE_NUMBER is empty',
  'too-many-requests': 'QUERY_LIMIT_EXCEEDED: Too many requests',
  blocked: 'OVERLOAD_LIMIT: REST API is blocked due to overload.',
  'operation-time-limit': 'OPERATION_TIME_LIMIT: Method is blocked due to operation time limit.',
  'portal-fault': 'INTERNAL_SERVER_ERROR',
  'unreadable-reply': 'HTTP 200, text/html, no JSON',
  'redirect-refused': 'portal.example.com',
  'wrong-auth-type': 'WRONG_AUTH_TYPE: Current authorization type is denied for this method',
  'not-found': 'NOT_FOUND: Element is not found',
  'field-refused': 'CRM_FIELD_ERROR_REQUIRED: Required field is missing',
  'unknown-error': 'Something new',
} as const satisfies Record<CrmErrorCode, string | null>;

export const statusOf = (changes: Partial<StatusView> = {}): StatusView => ({
  sequence: 1,
  nowEpochMs,
  line: registered,
  lastLineProblem: null,
  lastDeaf: null,
  isLampTold: true,
  phone: 'not-told',
  crm: crmOf(),
  outbox: { waiting: 0, needsAnswer: 0, problem: null },
  isDoNotDisturb: false,
  takenShortcuts: [],
  problems: [],
  theme: 'light',
  ...changes,
});

export const crmOf = (changes: Partial<StatusView['crm']> = {}): StatusView['crm'] => ({
  isSetUp: true,
  host: 'portal.example.com',
  lastAnswerEpochMs: nowEpochMs - 95_000,
  lastError: null,
  namesRefused: null,
  unreadable: null,
  recordsRefused: null,
  kept: { kind: 'on-disk', days: 30 },
  ...changes,
});

/** Every kind of problem with what is stored. */
export const everyStoredProblem: StoredProblem[] = Object.entries(storedProblems).map(([kind, told]) => ({
  kind: kind as StoredProblem['kind'],
  detail: told,
}));
