/** Calls that the portal is to register: one item each, when the call is over and the look-up was answered before it (search first); where the
 *  portal was away, when its card is forgotten, and searched before it is registered. */
import { isSettled, registrationOf } from '../call/settled.ts';
import type { OutboxId } from '../model/outbox.ts';
import { numberOf } from './leads.ts';
import type { Entry } from './open-calls.ts';
import type { SwitchboardParts } from './parts.ts';
import { nameOf, recordOf } from './record.ts';
import type { Runner } from './runner.ts';

type Parts = Pick<SwitchboardParts, 'crm' | 'outbox' | 'clock' | 'desk'>;

/** Follows every call, where the portal is to register them. */
export function registerCalls(parts: Parts, runner: Runner): void {
  if (parts.crm === null || !parts.desk.callRecords) return;
  const registerIfOver = (entry: Entry): void => {
    if (isSettled(entry.call) && isSearched(entry)) register(entry, parts);
  };
  runner.follow({
    onStep: registerIfOver,
    onPeople: registerIfOver,
    // The end of a call that the own phone has may never be told.
    onForget: (entry) => {
      if (isSearched(entry)) register(entry, parts);
      else if (wasAway(entry)) register(entry, parts, { isSearchDue: true });
    },
  });
}

const isSearched = ({ told }: Entry): boolean => told?.kind === 'answered' && told.kept === undefined;

/** What it refuses for good it would refuse of a record too. */
function wasAway({ told }: Entry): boolean {
  if (told === null) return true;
  const failure = told.kind === 'answered' ? (told.kept?.failure ?? null) : told;
  return failure === null || ('isTryingAgain' in failure && failure.isTryingAgain);
}

function register(entry: Entry, { crm, outbox, clock, desk }: Parts, more: { readonly isSearchDue?: true } = {}): void {
  const { call, evidence } = entry;
  const number = numberOf(call.caller.number);
  const record = recordOf(entry, desk, true);
  // Each would be one more to throw away by hand.
  if (crm?.takesCallRecords === false) return;
  if (entry.isRegistered || entry.isForgotten || number === null || record === null) return;
  const work = registrationOf(record, number, { employeeId: crm?.selfId ?? null, extension: desk.extension });
  if (work === null) return;
  entry.isRegistered = true;
  outbox.put(
    {
      // EXTERNAL_CALL_ID is the call's own id.
      id: String(call.id) as OutboxId,
      lane: `call:${call.id}`,
      work: { ...work, ...more },
      callId: call.id,
      callerKey: evidence.callerKey,
      about: nameOf(entry) ?? record.number,
      createdEpochMs: clock.nowEpochMs(),
    },
    null,
  );
}
