/** What a language must be able to say of a person's line and workday: the card and the colleagues' window share it. */
import type { PlanView, PresenceView } from '../../main/bridge/contract/call-views.ts';

export type WorkdayView = PlanView['people'][number]['workday'];
export type LineStateView = PresenceView['state'];

export interface PresenceWords {
  /** "Free" stands for `idle` alone: what is not told is never free. */
  readonly lines: Readonly<Record<LineStateView, string>>;
  readonly workdays: Readonly<Record<WorkdayView, string>>;
  /** How long a line has been so. @param line from `lines` @param span from `age()` */
  lineFor(line: string, span: string): string;
  /** When a workday was told, where that is not now. @param workday from `workdays` @param span from `age()` */
  workdayAsOf(workday: string, span: string): string;
}
