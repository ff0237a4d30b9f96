/** What a record of the history tells beside who called and what became of it: nothing. */
import type { CallRecord } from '../../../main/model/record.ts';

export const nothingElse: Pick<CallRecord, 'client' | 'assignee' | 'route' | 'steps' | 'note'> = {
  client: null,
  assignee: null,
  route: { called: null, calledName: null, from: null },
  steps: [],
  note: null,
};
