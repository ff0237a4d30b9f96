/** The words of what Ringside writes into the CRM: a port, so that a company's language is the app's matter. */
import type { CallRecord } from '../model/record.ts';

/** What of a call stands beneath a note; `how` is null while it is not over. */
export interface NotedCall extends Pick<CallRecord, 'number' | 'startedEpochMs' | 'sentTo'> {
  readonly how: CallRecord['how'] | null;
}

export interface CrmWords {
  /** When it was, from which number, and what became of it: one line. */
  callLine(call: NotedCall): string;
}
