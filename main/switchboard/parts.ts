/** What a switchboard is built from. */
import type { CallId, LegId } from '../model/call.ts';
import type { Clock } from '../model/clock.ts';
import type { OutboxId } from '../model/outbox.ts';
import type { CrmWords } from './crm-words.ts';
import type { Desk } from './desk.ts';
import type { SwitchboardNotice } from './notices.ts';
import type { Crm, Line, Outbox, Picks, Records } from './ports.ts';

export interface SwitchboardParts {
  readonly line: Line;
  /** Null while no CRM is set up. */
  readonly crm: Crm | null;
  readonly records: Records;
  readonly picks: Picks;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly newCallId: () => CallId;
  /** Of a call that is fetched back. */
  readonly newLegId: () => LegId;
  /** Of a hand-over to a colleague's companion: letters, digits, `-` and `_`. */
  readonly newHandOverId: () => string;
  readonly newOutboxId: () => OutboxId;
  /** The employee's name at this desk; null while it is not known. */
  readonly selfName: () => string | null;
  /** What is to be told by a notification, because no card tells it. */
  readonly tell: (notice: SwitchboardNotice) => void;
  /** Local midnight before a moment. */
  readonly startOfDay: (epochMs: number) => number;
  /** Of what is written into the CRM. */
  readonly crmWords: CrmWords;
  readonly desk: Desk;
}
