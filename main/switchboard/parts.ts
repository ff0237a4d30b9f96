/** What a switchboard is built from. */
import type { CallId } from '../model/call.ts';
import type { Clock } from '../model/clock.ts';
import type { Desk } from './desk.ts';
import type { Crm, Line, Records } from './ports.ts';

export interface SwitchboardParts {
  readonly line: Line;
  /** Null while no CRM is set up. */
  readonly crm: Crm | null;
  readonly records: Records;
  readonly clock: Clock;
  readonly newCallId: () => CallId;
  /** Local midnight before a moment. */
  readonly startOfDay: (epochMs: number) => number;
  readonly desk: Desk;
}
