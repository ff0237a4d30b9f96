/** Call records for tests. */
import type { CallId } from '../../../main/model/call.ts';
import type { CallRecord } from '../../../main/model/record.ts';

export const record = (id: string, more: Partial<CallRecord> = {}): CallRecord => ({
  id: id as CallId,
  callerKey: 'outside:+19062195047',
  ringsideCall: null,
  number: '+1 906 219 5047',
  name: 'John Doe',
  startedEpochMs: 1_795_341_600_000,
  endedEpochMs: 1_795_341_612_000,
  how: 'sent-on',
  sentTo: { name: 'Anna Petrova', shown: '102', outcome: 'not-told' },
  ...more,
});
