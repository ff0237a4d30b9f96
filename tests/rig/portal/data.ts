/** What a portal is made of: employees, CRM entities and the webhook's rights, as plain data that a test may change. */

/** The six workday states of the vendor's page (`telephony.externalCall.searchCrmEntities`, TIMEMAN_STATUS). */
export type Workday = 'OPENED' | 'PAUSED' | 'CLOSED' | 'EXPIRED' | 'UNAVAILABLE' | 'NOT_INSTALLED';

/** How an employee who was deleted shows up as ASSIGNED_BY: `{}`, PHP's empty map `[]`, or every field null. */
export type GoneAs = 'map' | 'list' | 'nulls';

/** An employee. Phones are free profile text: null and "" are different on the wire, and both occur. */
export interface PortalUser {
  readonly id: number;
  readonly name: string;
  readonly lastName: string;
  readonly workday: Workday;
  readonly inner: string | null;
  readonly workPhone: string | null;
  readonly personalPhone: string | null;
  readonly mobile: string | null;
  /** False: dismissed. Still listed by `user.get` unless the filter says ACTIVE. */
  readonly active: boolean;
  readonly position?: string;
  readonly isAdmin?: boolean;
  /** Present: deleted. Listed nowhere, still the assignee of old entities. */
  readonly isGone?: GoneAs;
}

/** A CRM entity. `name` absent leaves NAME out of the reply, null sends null: both were seen. */
export interface PortalEntity {
  readonly type: 'CONTACT' | 'LEAD' | 'COMPANY';
  readonly id: number;
  readonly name?: string | null;
  readonly phones: readonly string[];
  readonly assignedById: number;
  /** What only `crm.item.*` tells. A contact's company, or a lead's. */
  readonly companyId?: number;
  /** Of a lead; absent: `Lead #702`, as the portal itself fills it in. */
  readonly title?: string;
  /** When anybody last spoke or wrote with him, ISO 8601; absent: never. */
  readonly lastCommunicationTime?: string;
  readonly originatorId?: string;
  readonly originId?: string;
  readonly sourceId?: string;
}

export interface PortalDeal {
  readonly id: number;
  readonly title: string;
  readonly contactId?: number;
  readonly companyId?: number;
  readonly isClosed?: boolean;
  readonly opportunity: number;
  readonly currencyId: string;
  readonly assignedById: number;
}

/** A comment in the timeline of an entity. */
export interface PortalComment {
  readonly id: number;
  /** `contact`, `company`, `lead`, `deal`. */
  readonly entityType: string;
  readonly entityId: number;
  readonly authorId: number;
  readonly createdEpochMs: number;
  readonly text: string;
}

/** A call that was registered. `finished` null: it still runs, by the portal's books. */
export interface PortalCall {
  readonly callId: string;
  readonly externalCallId: string | null;
  readonly userId: number;
  readonly number: string;
  readonly type: number;
  readonly line: string | null;
  readonly registeredEpochMs: number;
  readonly startedAt: string | null;
  readonly finished: { readonly id: number; readonly durationSec: number; readonly statusCode: string } | null;
}

/** What the webhook's employee may do with CRM entities. An administrator may do all of it. */
export interface CrmRights {
  readonly isReading: boolean;
  readonly isAdding: boolean;
}

/** All that the methods answer from. Mutable: a test changes it while the portal runs. */
export interface PortalData {
  /** The employee the webhook belongs to; with `secret` it is the credential in the URL. */
  userId: number;
  secret: string;
  users: readonly PortalUser[];
  entities: readonly PortalEntity[];
  deals: readonly PortalDeal[];
  comments: readonly PortalComment[];
  calls: readonly PortalCall[];
  rights: CrmRights;
  /** Sources that a lead may name. */
  sources: readonly string[];
  /** Whether webhooks may register calls; false is the vendor's own word for the cloud. */
  acceptsWebhooks: boolean;
  nowEpochMs: () => number;
  /** The webhook's scopes, without `basic`, which every webhook has. */
  scopes: readonly string[];
  isCrmInstalled: boolean;
  /** The code of a method's own errors: documented as ERROR_CORE, the empty string in practice. */
  methodErrorCode: 'ERROR_CORE' | '';
}
