/** What the CRM knows of a number: its entities, who is responsible, and how asking for it fails. */

/** `CRM_ENTITY_TYPE`; a portal may send others, which are kept. */
export type EntityType = 'CONTACT' | 'LEAD' | 'COMPANY' | (string & {});

/** `TIMEMAN_STATUS`, and `NOT_TOLD` where the field is absent or new to us. */
export type Workday = 'OPENED' | 'PAUSED' | 'CLOSED' | 'EXPIRED' | 'UNAVAILABLE' | 'NOT_INSTALLED' | 'NOT_TOLD';

/** An employee's phones: free profile text, never to be dialled as it is. */
export interface EmployeePhones {
  readonly extension: string | null;
  readonly mobile: string | null;
  readonly work: string | null;
  readonly personal: string | null;
}

export interface Employee {
  /** The portal's user id, digits. */
  readonly id: string;
  /** Null where the scope does not allow reading it: "Employee 99". */
  readonly name: string | null;
  readonly workday: Workday;
  /** When the workday was told, where that is not the time of the reply it stands in. */
  readonly workdayAsOfEpochMs?: number;
  readonly phones: EmployeePhones;
}

/** One CRM entity that the number belongs to. */
export interface Match {
  readonly type: EntityType;
  readonly id: string;
  readonly name: string | null;
  /** Null when the assignee is gone from the portal or none is set. */
  readonly responsible: Employee | null;
}

/** A reply, in the CRM's own order of priority. */
export interface Matches {
  readonly matches: readonly Match[];
  /** When the portal answered. */
  readonly asOfEpochMs: number;
  /** The employee at this desk, where known. */
  readonly selfId: string | null;
  /** Entries of the reply that could not be read and are missing here; absent where all could. */
  readonly unreadableRows?: number;
}

/** Ways in which the CRM does not answer; each has words for the agent and a remedy for the admin. */
export type CrmErrorCode =
  | 'not-set-up'
  | 'timed-out'
  | 'unreachable'
  | 'untrusted-certificate'
  | 'webhook-rejected'
  | 'token-expired'
  | 'scope-missing'
  | 'access-denied'
  | 'method-missing'
  | 'crm-not-installed'
  | 'number-refused'
  | 'too-many-requests'
  | 'blocked'
  | 'operation-time-limit'
  | 'portal-fault'
  | 'unreadable-reply'
  | 'redirect-refused'
  /** `WRONG_AUTH_TYPE`: the method wants an app, not a webhook. */
  | 'wrong-auth-type'
  /** What was named is not there: `NOT_FOUND`. */
  | 'not-found'
  /** The portal says that a field is missing or wrong. */
  | 'field-refused'
  | 'unknown-error';

export interface CrmError {
  readonly code: CrmErrorCode;
  /** The portal's or the network's own word, with no secret in it; null where there is none. */
  readonly detail: string | null;
  readonly atEpochMs: number;
  /** Time before which asking again is useless; null where it may be asked at any time. */
  readonly retryAtEpochMs: number | null;
}

/** An answer of an earlier day, while the portal's own is not there. */
export interface Kept {
  /** Why the portal does not answer; null while it is being asked. */
  readonly failure: { readonly error: CrmError; readonly isTryingAgain: boolean } | null;
}

/** What a look-up came to. */
export type LookupOutcome =
  /** `kept`: read from the disk, from `asOfEpochMs`; workdays in it are not told. Absent: the portal's own answer. */
  | { readonly kind: 'answered'; readonly matches: Matches; readonly kept?: Kept }
  | { readonly kind: 'failed'; readonly error: CrmError; readonly isTryingAgain: boolean };
