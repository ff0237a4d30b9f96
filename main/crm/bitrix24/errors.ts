/** From what the portal or the network said to one of our error codes. Pure; the secret is cut out before it gets here. */
import { displayText } from '../../call/display-text.ts';
import type { CrmError, CrmErrorCode } from '../../model/crm.ts';
import type { HttpFailure } from './http.ts';

/** Longest text of the portal's that is kept of an error. */
const MAX_DETAIL = 300;

/** The portal's codes, lower case: the vendor's list of system errors (`_includes/system-errors.md` of its documentation)
 *  and those seen in its modules. The HTTP status differs between pages and portals, so the code alone decides. */
const BY_CODE = new Map<string, CrmErrorCode>(
  Object.entries({
    no_auth_found: 'webhook-rejected',
    invalid_credentials: 'webhook-rejected',
    expired_token: 'token-expired',
    invalid_token: 'token-expired',
    insufficient_scope: 'scope-missing',
    access_denied: 'access-denied',
    user_access_error: 'access-denied',
    'access denied': 'access-denied',
    allowed_only_intranet_user: 'access-denied',
    wrong_auth_type: 'wrong-auth-type',
    not_found: 'not-found',
    owner_not_found: 'not-found',
    '100': 'field-refused',
    invalid_arg_value: 'field-refused',
    invalid_argument: 'field-refused',
    crm_field_error_required: 'field-refused',
    crm_field_error_value_not_valid: 'field-refused',
    'communication type is not defined': 'field-refused',
    'communication values is not defined': 'field-refused',
    payment_required: 'access-denied',
    error_method_not_found: 'method-missing',
    query_limit_exceeded: 'too-many-requests',
    overload_limit: 'blocked',
    operation_time_limit: 'operation-time-limit',
    internal_server_error: 'portal-fault',
    error_unexpected_answer: 'portal-fault',
    portal_deleted: 'portal-fault',
  }),
);

/** A method's own errors come under ERROR_CORE or under no code at all; only the words tell them apart. The first that fits. */
const BY_WORDS: readonly (readonly [RegExp, CrmErrorCode])[] = [
  [/PHONE_NUMBER|phone number format/i, 'number-refused'],
  [/CRM is not installed/i, 'crm-not-installed'],
  [/^Access denied\b/i, 'access-denied'],
  [/\bis not found\b/i, 'not-found'],
  [/Unexpected database error/i, 'portal-fault'],
  [/should be (?:set|in the ISO)|^Unknown TYPE/i, 'field-refused'],
];

const byDescription = (description: string): CrmErrorCode =>
  BY_WORDS.find(([words]) => words.test(description))?.[1] ?? 'unknown-error';

/** A page instead of JSON: a proxy, a log-in page, a web server without its application. */
function byStatus(status: number): CrmErrorCode {
  if (status === 401) return 'webhook-rejected';
  if (status === 403) return 'access-denied';
  if (status === 407) return 'unreachable';
  if (status === 429) return 'too-many-requests';
  return status >= 500 ? 'portal-fault' : 'unreadable-reply';
}

/** A page's text may be long, and a tag that never ends would be looked for again and again. */
const MAX_READ = 4096;

const detailOf = (text: string): string | null =>
  displayText(text.slice(0, MAX_READ).replaceAll(/<[^>]*>/gu, ' '), MAX_DETAIL);

/** `Retry-After` in whole seconds (RFC 9110 §10.2.3); its date form is not used by the vendor. */
function retryAfterMs(header: string | null): number | null {
  return header !== null && /^\d{1,5}$/.test(header) ? Number(header) * 1000 : null;
}

export function crmError(
  code: CrmErrorCode,
  detail: string | null,
  atEpochMs: number,
  retryInMs: number | null = null,
): CrmError {
  const retryAtEpochMs = retryInMs === null ? null : atEpochMs + retryInMs;
  return { code, detail: detail === null ? null : detailOf(detail), atEpochMs, retryAtEpochMs };
}

/** An error the portal named. */
export function portalError(
  named: { readonly code: string; readonly description: string; readonly resetInMs: number | null },
  retryAfter: string | null,
  atEpochMs: number,
): CrmError {
  const code = BY_CODE.get(named.code.toLowerCase()) ?? byDescription(named.description);
  const detail = [named.code, named.description].filter((part) => part.trim() !== '').join(': ');
  const waitMs = code === 'operation-time-limit' ? named.resetInMs : retryAfterMs(retryAfter);
  return crmError(code, detail, atEpochMs, waitMs);
}

/** An answer that is no reply of the REST interface. The body itself is not told: it may be anybody's page. */
export function pageError(
  page: { readonly status: number; readonly contentType: string | null; readonly retryAfter: string | null },
  why: string,
  atEpochMs: number,
): CrmError {
  const detail = `HTTP ${page.status}, ${page.contentType ?? 'no content type'}, ${why}`;
  return crmError(byStatus(page.status), detail, atEpochMs, retryAfterMs(page.retryAfter));
}

const BY_REASON: Readonly<Record<Exclude<HttpFailure['reason'], 'aborted'>, CrmErrorCode>> = {
  certificate: 'untrusted-certificate',
  connection: 'unreachable',
  'cut-off': 'unreadable-reply',
  'too-large': 'unreadable-reply',
};

/** No whole answer. */
export function networkError(
  reason: Exclude<HttpFailure['reason'], 'aborted'>,
  code: string,
  atEpochMs: number,
): CrmError {
  return crmError(BY_REASON[reason], reason === 'cut-off' ? `cut off: ${code}` : code, atEpochMs);
}
