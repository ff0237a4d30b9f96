/** A call as a row of the table `calls`, there and back. */
import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { CallId, EndReason, Outcome } from '../model/call.ts';
import type { HistoryCall } from '../model/history.ts';
import type { CallRecord, CallStep } from '../model/record.ts';
import { isObjectWith, parsedJson, type Row } from './json-rows.ts';

/** In the order of {@link valuesOf}. */
const columns = [
  ...['id', 'caller_key', 'ringside_call', 'number', 'name', 'started_epoch_ms', 'ended_epoch_ms', 'how'],
  ...['sent_to_name', 'sent_to', 'sent_to_outcome', 'client_type', 'client_id', 'assignee'],
  ...['called', 'called_name', 'came_from', 'steps', 'note'],
] as const;

/** Adds a row, or replaces the one of the same id in its place; gives back its `seq`. */
export const PUT_CALL = `INSERT INTO calls (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
  ON CONFLICT (id) DO UPDATE SET ${columns
    .slice(1)
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')}
  RETURNING seq`;

/** Parameters of {@link PUT_CALL}. */
export function valuesOf(record: CallRecord): SQLInputValue[] {
  const { id, callerKey, ringsideCall, number, name, startedEpochMs, endedEpochMs, how, sentTo, client } = record;
  const { assignee, route, steps, note } = record;
  return [
    ...[id, callerKey, ringsideCall, number, name, startedEpochMs, endedEpochMs, how],
    ...[sentTo?.name ?? null, sentTo?.shown ?? null, sentTo?.outcome ?? null],
    ...[client?.type ?? null, client?.id ?? null, assignee],
    ...[route.called, route.calledName, route.from, JSON.stringify(steps), note],
  ];
}

const textOf = (value: SQLOutputValue | undefined): string | null => (typeof value === 'string' ? value : null);

const isStep = (value: unknown): value is CallStep => isObjectWith(value, ['atEpochMs', 'what', 'to']);

/** Calls of earlier versions have no steps, and a damaged row none that can be read: that they rang and ended is known of all. */
function stepsOf(row: Row): readonly CallStep[] {
  const steps = parsedJson(textOf(row['steps']) ?? '');
  if (Array.isArray(steps) && steps.every(isStep)) return steps;
  return [
    { atEpochMs: Number(row['started_epoch_ms']), what: 'rang', to: null },
    { atEpochMs: Number(row['ended_epoch_ms']), what: 'ended', to: null },
  ];
}

/** Never throws. */
export function recordOf(row: Row): CallRecord {
  const shown = textOf(row['sent_to']);
  const type = textOf(row['client_type']);
  const id = textOf(row['client_id']);
  return {
    id: textOf(row['id']) as CallId,
    callerKey: textOf(row['caller_key']),
    ringsideCall: textOf(row['ringside_call']),
    number: textOf(row['number']),
    name: textOf(row['name']),
    startedEpochMs: Number(row['started_epoch_ms']),
    endedEpochMs: Number(row['ended_epoch_ms']),
    how: textOf(row['how']) as EndReason,
    sentTo:
      shown === null
        ? null
        : {
            name: textOf(row['sent_to_name']),
            shown,
            outcome: (textOf(row['sent_to_outcome']) ?? 'not-told') as Outcome,
          },
    client: type === null || id === null ? null : { type, id },
    assignee: textOf(row['assignee']),
    route: { called: textOf(row['called']), calledName: textOf(row['called_name']), from: textOf(row['came_from']) },
    steps: stepsOf(row),
    note: textOf(row['note']),
  };
}

export const historyCallOf = (row: Row): HistoryCall => ({ seq: Number(row['seq']), record: recordOf(row) });
