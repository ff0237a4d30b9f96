/** A client of the CRM beyond the look-up: what is open with him, how he is related, and the agent's own pick among several. */
import type { CrmError, EntityType, Match } from './crm.ts';

/** One CRM entity by its type and id. */
export interface EntityRef {
  readonly type: EntityType;
  readonly id: string;
}

export interface Deal {
  readonly id: string;
  readonly title: string | null;
  /** As the portal tells it; null where no sum is set. `currency`: ISO 4217, null where not told. */
  readonly sum: { readonly value: number; readonly currency: string | null } | null;
}

/** What the scope `crm` allows to read of a client: the second step, which no card waits for. */
export interface ClientDetails {
  /** Open deals, the newest first. */
  readonly deals: readonly Deal[];
  /** Open deals beyond those. */
  readonly moreDeals: number;
  /** When anybody last had to do with him; null where the portal does not tell. */
  readonly lastContactEpochMs: number | null;
  /** The contact's company, or the company's main contacts. */
  readonly related: readonly (EntityRef & { readonly name: string | null })[];
  /** When the portal answered. */
  readonly asOfEpochMs: number;
}

/** The match that an agent picked for a number, in place of the CRM's first. */
export interface Pick {
  /** Whom the number is: `callerKeyOf`. */
  readonly callerKey: string;
  /** Host of the portal that it is a client of. */
  readonly portal?: string;
  /** The whole match: one that only "all matches" finds is not in the look-up's reply. */
  readonly match: Match;
  readonly pickedEpochMs: number;
  /** Forgotten then. */
  readonly untilEpochMs: number;
}

/** Why a match is the one whom the card names first. */
export type MatchReason =
  /** The only one. */
  | 'only-match'
  /** The CRM's own order of priority. */
  | 'first-in-crm'
  /** The agent's pick for this number. */
  | 'picked'
  /** Chosen by the agent for this call alone: the number is withheld or unknown. */
  | 'chosen';

/** Clients that a search or "all matches" found, or why not. */
export type ClientsFound =
  | { readonly kind: 'found'; readonly matches: readonly Match[]; readonly hasMore: boolean }
  | { readonly kind: 'failed'; readonly error: CrmError };

/** A reply on its way to and from the disk, as the portal gave it; the numbers and names in it are encrypted there. */
export interface KeptLookup {
  /** `OutsideNumber`'s key in the look-up service. */
  readonly key: string;
  /** Host of the portal that told it: another one's ids are other people's. */
  readonly portal?: string;
  readonly matches: readonly Match[];
  readonly unreadableRows: number;
  /** When the portal answered, by its own `time`. */
  readonly atEpochMs: number;
  readonly untilEpochMs: number;
}
