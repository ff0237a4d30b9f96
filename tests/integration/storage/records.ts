/** Call records, and rows of the outbox, for tests. */
import type { CallId } from '../../../main/model/call.ts';
import type { OutboxId, OutboxRow, OutboxState } from '../../../main/model/outbox.ts';
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
  client: { type: 'CONTACT', id: '651' },
  assignee: 'Anna Petrova',
  route: { called: '600', calledName: 'Sales', from: null },
  steps: [
    { atEpochMs: 1_795_341_600_000, what: 'rang', to: null },
    { atEpochMs: 1_795_341_612_000, what: 'sent', to: '102' },
  ],
  note: null,
  ...more,
});

export const outboxRow = (id: string, state: OutboxState = { kind: 'held', untilEpochMs: 9 }): OutboxRow => ({
  item: {
    ...{ id: id as OutboxId, lane: `lead:${id}`, callId: null, callerKey: null, about: 'John Doe', createdEpochMs: 1 },
    work: { kind: 'lead', title: 'A call', name: 'John Doe', number: '+19062195047', responsibleId: null },
  },
  state,
});
