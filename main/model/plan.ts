/** Where a ringing call can be sent, in order, and why: design of the transfer plan. */
import type { Workday } from './crm.ts';
import type { Presence } from './presence.ts';

export type TargetKind = 'extension' | 'mobile' | 'work-phone' | 'personal-phone' | 'queue' | 'number';

/** Why a target that exists is shown but not offered. */
export type NotOffered =
  | 'not-dialable'
  | 'came-through-it'
  | 'callers-own-number'
  | 'own-extension'
  | 'already-tried'
  | 'already-ringing'
  | 'hidden-by-company';

export interface Target {
  /** Unique within a plan, stable over re-planning: `extension:102`. */
  readonly id: string;
  readonly kind: TargetKind;
  /** Employee the number belongs to; null for queues and typed numbers. */
  readonly personId: string | null;
  /** The person's or the queue's name; null where the CRM does not tell it. */
  readonly name: string | null;
  /** As shown: formatted, masked where the company wants it. */
  readonly shown: string;
  /** User part for the SIP URI; null when it is not dialable. */
  readonly dial: string | null;
  readonly notOffered: NotOffered | null;
}

/** Why the plan recommends what it recommends. */
export type PlanReason =
  | 'at-work'
  | 'workday-not-known'
  | 'on-a-break'
  | 'workday-closed'
  /** The extension that would be recommended rings or is in a call: another number is. */
  | 'line-busy'
  /** The extension that would be recommended is not registered: another number is. */
  | 'line-not-reachable'
  | 'own-client'
  | 'assignee-gone'
  | 'no-match'
  | 'withheld'
  | 'internal-caller'
  | 'not-a-number'
  | 'crm-failed'
  | 'look-up-off'
  | 'nothing-dialable';

/** One person who looks after this client, with the clients he is responsible for. */
export interface PersonPlan {
  readonly personId: string;
  readonly name: string | null;
  readonly workday: Workday;
  /** Of the extension; null where there is none to watch. */
  readonly line: Presence | null;
  readonly isSelf: boolean;
  /** Indices into the look-up's matches. */
  readonly matches: readonly number[];
  readonly targets: readonly Target[];
}

export interface Plan {
  readonly reason: PlanReason;
  /** Null where nothing is recommended: own client, or nothing dialable. */
  readonly recommended: Target | null;
  /** Distinct assignees in the CRM's order. */
  readonly people: readonly PersonPlan[];
  readonly queues: readonly Target[];
}
