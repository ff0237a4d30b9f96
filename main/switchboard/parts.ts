/** What a switchboard is built from. */
import type { CallId, LegId } from '../model/call.ts';
import type { Clock } from '../model/clock.ts';
import type { Desk } from './desk.ts';
import type { SwitchboardNotice } from './notices.ts';
import type { Crm, Line, Records } from './ports.ts';

export interface SwitchboardParts {
  readonly line: Line;
  /** Null while no CRM is set up. */
  readonly crm: Crm | null;
  readonly records: Records;
  readonly clock: Clock;
  readonly newCallId: () => CallId;
  /** Of a call that is fetched back. */
  readonly newLegId: () => LegId;
  /** Of a hand-over to a colleague's companion: letters, digits, `-` and `_`. */
  readonly newHandOverId: () => string;
  /** The employee's name at this desk; null while it is not known. */
  readonly selfName: () => string | null;
  /** What is to be told by a notification, because no card tells it. */
  readonly tell: (notice: SwitchboardNotice) => void;
  /** Local midnight before a moment. */
  readonly startOfDay: (epochMs: number) => number;
  readonly desk: Desk;
}
