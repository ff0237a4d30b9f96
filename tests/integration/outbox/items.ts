/** What one run of the sending app puts into its outbox: one of each kind, and a note on a lead that is itself on its way. */
import type { CallId } from '../../../main/model/call.ts';
import type { OutboxId, OutboxItem, OutboxWork } from '../../../main/model/outbox.ts';

const CONTACT = { type: 'CONTACT', id: '651' };

/** @param run names the run, so that each has items of its own @param nowEpochMs of the calls */
export function itemsOf(run: string, nowEpochMs: number): readonly OutboxItem[] {
  const item = (name: string, lane: string, work: OutboxWork): OutboxItem => ({
    id: `${run}-${name}` as OutboxId,
    lane,
    work,
    callId: `${run}-${name}` as CallId,
    callerKey: null,
    about: null,
    createdEpochMs: nowEpochMs,
  });
  const comment = (target: Extract<OutboxWork, { kind: 'comment' }>['target']): OutboxWork => ({
    kind: 'comment',
    target,
    text: 'wants the invoice again',
  });
  return [
    item('note', 'CONTACT:651', comment({ kind: 'entity', entity: CONTACT })),
    item('lead', `lead:${run}`, {
      kind: 'lead',
      title: 'Call from +14155550199',
      name: 'Jo New',
      number: '+14155550199',
      responsibleId: null,
    }),
    item('lead-note', `lead:${run}`, comment({ kind: 'lead', item: `${run}-lead` as OutboxId })),
    item('second-note', 'CONTACT:651', comment({ kind: 'entity', entity: CONTACT })),
    item('call', `call:${run}`, {
      kind: 'call-record',
      number: '+14155550142',
      startedEpochMs: nowEpochMs,
      durationSec: 95,
      statusCode: 200,
      isSentOn: false,
      employeeId: '1',
      extension: null,
      line: null,
    }),
  ];
}
