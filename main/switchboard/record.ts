/** The history's line of a call, made from what is known when it is written. */
import { senderByHeaders } from '../call/hand-over.ts';
import type { CallRecord } from '../model/record.ts';
import type { CallState, Destination, Outcome } from '../model/call.ts';
import { shownNumber } from '../model/caller.ts';
import type { EntityRef } from '../model/client.ts';
import type { Match } from '../model/crm.ts';
import { assertNever } from '../model/result.ts';
import { matchesOf, type Desk } from './desk.ts';
import type { Entry } from './open-calls.ts';

/** @param storeNames false keeps numbers only
 *  @returns null while the call rings: nothing has become of it yet */
export function recordOf(
  entry: Entry,
  desk: Pick<Desk, 'numbers' | 'routing' | 'history'>,
  storeNames = desk.history.storeNames,
): CallRecord | null {
  const { call, evidence } = entry;
  const end = endOf(call.state);
  if (end === null) return null;
  const { destination, outcome } =
    end.destination === null && call.backFrom !== null ? { destination: call.backFrom, outcome: 'back' as const } : end;
  return {
    id: call.id,
    callerKey: evidence.callerKey,
    ringsideCall: evidence.ringsideCall,
    number: shownNumber(call.caller.number),
    name: storeNames ? nameOf(entry) : null,
    startedEpochMs: call.startedEpochMs,
    endedEpochMs: end.atEpochMs,
    how: end.how,
    sentTo: destination && {
      name: storeNames ? destination.name : null,
      shown: destination.shown,
      outcome: outcome ?? 'not-told',
    },
    client: clientOf(entry),
    assignee: storeNames ? (firstMatch(entry)?.responsible?.name ?? null) : null,
    route: routeOf(entry, desk, storeNames),
    steps: entry.steps,
    note: storeNames ? noteOf(entry) : null,
  };
}

/** The match that the card names first; null where the CRM knows none, or not yet. */
export const firstMatch = ({ look }: Pick<Entry, 'look'>): Match | null => matchesOf(look)?.matches[0] ?? null;

/** The client of a call: the first match, else the lead that was made of the caller, once it is there. */
export function clientOf(entry: Pick<Entry, 'look' | 'lead'>): EntityRef | null {
  const match = firstMatch(entry);
  if (match !== null) return { type: match.type, id: match.id };
  const state = entry.lead?.state;
  return state?.kind === 'sent' && state.createdId !== null ? { type: 'LEAD', id: state.createdId } : null;
}

/** Whether there is somebody, or will be, of whom a note can be written. */
export const canBeNoted = (entry: Pick<Entry, 'look' | 'lead'>): boolean =>
  entry.lead !== null || firstMatch(entry) !== null;

/** The CRM's name of a caller, else what the agent wrote on his lead, else his own word, else null. */
export const nameOf = (entry: Pick<Entry, 'look' | 'lead' | 'call'>): string | null =>
  firstMatch(entry)?.name ?? entry.lead?.name ?? entry.call.caller.displayName;

/** The colleague who sent it here, by the call's own headers. */
export const senderOf = ({ call }: Entry, { numbers, routing }: Pick<Desk, 'numbers' | 'routing'>): string | null =>
  senderByHeaders(call.caller, numbers, routing);

/** The record of a call that is still open when the app quits: nothing more will be told of it. */
export function recordAtQuit(
  entry: Entry,
  desk: Pick<Desk, 'numbers' | 'routing' | 'history'>,
  nowEpochMs: number,
): CallRecord {
  const ended: CallState = { kind: 'ended', how: 'quit', destination: null, outcome: null, atEpochMs: nowEpochMs };
  const isOver = endOf(entry.call.state) !== null;
  const call = isOver ? entry.call : { ...entry.call, state: ended };
  const steps = isOver ? entry.steps : [...entry.steps, { atEpochMs: nowEpochMs, what: 'ended', to: null } as const];
  const record = recordOf({ ...entry, call, steps }, desk);
  if (record === null) throw new Error('An ended call has a record.');
  return record;
}

function routeOf(entry: Entry, desk: Pick<Desk, 'numbers' | 'routing'>, storeNames: boolean): CallRecord['route'] {
  const { caller } = entry.call;
  const { dialled, forwardedFrom } = caller;
  const queue = desk.routing.queues.find(({ number }) => number === dialled);
  const numbers = [forwardedFrom?.user ?? null].filter(isNumber);
  const names = [entry.handOver?.from ?? null, senderOf(entry, desk), forwardedFrom?.displayName ?? null];
  return {
    called: dialled,
    calledName: storeNames ? (queue?.name ?? null) : null,
    from: (storeNames ? names : names.filter(isNumber)).find((name) => name !== null) ?? numbers[0] ?? null,
  };
}

const isNumber = (text: string | null): text is string => text !== null && /^\+?\d+$/.test(text);

/** What was written for a colleague, by whomever, and for the CRM. */
function noteOf({ handOver, colleagueNote, crmNote }: Entry): string | null {
  const written = [handOver?.note ?? '', colleagueNote, crmNote?.text ?? ''].filter((note) => note !== '');
  return written.length === 0 ? null : [...new Set(written)].join('\n');
}

interface End {
  readonly how: CallRecord['how'];
  readonly destination: Destination | null;
  readonly outcome: Outcome | null;
  readonly atEpochMs: number;
}

function endOf(state: CallState): End | null {
  switch (state.kind) {
    case 'ringing':
    case 'sending':
      return null;
    case 'taken': {
      const { step, sinceEpochMs } = state;
      // From there he may come back to this desk before anything else is told.
      if (step.kind !== 'passing' || !step.isRinging) return null;
      return { how: 'sent-on', destination: step.destination, outcome: 'ringing', atEpochMs: sinceEpochMs };
    }
    case 'sent': {
      const { destination, outcome, sinceEpochMs } = state;
      return { how: 'sent-on', destination, outcome, atEpochMs: sinceEpochMs };
    }
    case 'answered':
      return { how: 'answered', destination: null, outcome: null, atEpochMs: state.sinceEpochMs };
    case 'ended':
      return state;
    default:
      return assertNever(state);
  }
}
