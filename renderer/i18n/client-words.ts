/** What a language must be able to say of clients on the card: who it is and why, what is open, leads, and notes for the CRM. */
import type { LookupView } from '../../main/bridge/contract/call-views.ts';
import type { OutboxStateView } from '../../main/bridge/contract/client-views.ts';
import type { Statement } from './statement.ts';

export type MatchReasonView = Extract<LookupView, { kind: 'found' }>['why'];
export type OutboxKindView = OutboxStateView['kind'];

export interface ClientWords {
  /** Why this client is named and no other; empty where there is no other. */
  readonly whyMatch: Readonly<Record<MatchReasonView, string>>;
  readonly whoseNumber: string;
  readonly findClient: string;
  readonly takeBack: string;
  readonly choose: string;
  readonly allWithNumber: string;
  readonly clientField: string;
  readonly nobodyElse: string;
  readonly noClientFound: string;
  clientsFound(count: number): string;
  /** After a list that is cut off. */
  readonly moreExist: string;
  readonly open: string;
  readonly close: string;
  /** In the panels, where the CRM is silent. */
  readonly crmSilent: string;

  /** @param count of deals, at least 1 */
  openDeals(count: number): string;
  /** "Last contact 3 days ago" */
  lastContact(epochMs: number, nowEpochMs: number): string;
  /** Before a contact's company, which is a name. */
  readonly worksAt: string;
  /** Before the people of a company, which are names. */
  readonly contacts: string;
  dealWithoutName(id: string): string;
  sum(value: number, currency: string | null): string;
  moreDeals(count: number): string;

  /** An answer of an earlier day. */
  keptFrom(epochMs: number, nowEpochMs: number): string;
  readonly tryingAgain: string;
  readonly notAskedAgain: string;

  readonly createLead: string;
  readonly leadName: string;
  readonly leadTitle: string;
  /** What stands there before anything is typed. @param number the caller's, or that it is withheld */
  leadTitleFor(number: string): string;
  readonly leadTitleMissing: string;
  readonly responsibleSelf: string;
  readonly responsibleByCrm: string;
  readonly findColleague: string;
  /** @param seconds whole */
  leadHeld(seconds: number): string;
  /** What is said aloud of it, once. */
  readonly leadHeldOnce: string;
  readonly undo: string;
  /** `waiting`: where it failed before. */
  readonly lead: Readonly<Record<Exclude<OutboxKindView, 'held'>, Statement>>;
  readonly leadOnItsWay: string;

  readonly crmNote: string;
  readonly crmNoteHint: string;
  /** `waiting`: where it failed before. */
  readonly crmNoteState: Readonly<Record<OutboxKindView, string>>;
  readonly crmNoteOnItsWay: string;
  readonly save: string;
}
