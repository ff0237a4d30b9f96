/** The portal's errors as it sends them: HTTP status, code, description; no `time` beside them. */

import { jsonReply, type Reply } from './wire.ts';

/** An error reply. `code` may be the empty string. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly description: string;
}

/** The table of errors that any method can give (reference §4, descriptions from the vendor's system-errors page).
 *  Statuses differ between portal versions: the vendor's newest page has 401 for `insufficient_scope`, ACCESS_DENIED and
 *  OVERLOAD_LIMIT and 500 for ERROR_UNEXPECTED_ANSWER. A client keys on the code. */
export const refusals = {
  noAuth: { status: 401, code: 'NO_AUTH_FOUND', description: 'Wrong authorization data' },
  badCredentials: { status: 401, code: 'INVALID_CREDENTIALS', description: 'Invalid request credentials' },
  expiredToken: { status: 401, code: 'expired_token', description: 'The access token provided has expired' },
  invalidToken: { status: 401, code: 'invalid_token', description: 'Unable to get application by token' },
  missingScope: {
    status: 403,
    code: 'insufficient_scope',
    description: 'The request requires higher privileges than provided by the webhook token',
  },
  accessDenied: { status: 403, code: 'ACCESS_DENIED', description: 'REST is available only by subscription' },
  unknownMethod: { status: 404, code: 'ERROR_METHOD_NOT_FOUND', description: 'Method not found!' },
  tooManyRequests: { status: 503, code: 'QUERY_LIMIT_EXCEEDED', description: 'Too many requests' },
  overload: { status: 503, code: 'OVERLOAD_LIMIT', description: 'REST API is blocked due to overload' },
  operatingLimit: {
    status: 429,
    code: 'OPERATION_TIME_LIMIT',
    description: 'Method is blocked due to operation time limit',
  },
  internal: { status: 500, code: 'INTERNAL_SERVER_ERROR', description: 'Internal server error' },
  unexpected: {
    status: 502,
    code: 'ERROR_UNEXPECTED_ANSWER',
    description: 'Server returned an unexpected response',
  },
} as const satisfies Record<string, Refusal>;

export function refusalReply(refusal: Refusal): Reply {
  return jsonReply(refusal.status, { error: refusal.code, error_description: refusal.description });
}
