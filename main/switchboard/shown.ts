/** An open call as it is to be shown. */
import type { PlanInput } from '../call/plan/input.ts';
import type { Caller } from '../model/caller.ts';
import type { Desk, ShownCall } from './desk.ts';
import type { Entry } from './open-calls.ts';
import { typed } from './planning.ts';

/** @param input asked for only where it matters: a flood of calls is shown anew with each of its changes
 *  @returns a call as it is to be shown */
export const shownOf = ({ call, earlier, lookupRevision }: Entry, desk: Desk, input: () => PlanInput): ShownCall => ({
  call,
  called: calledLine(call.caller, desk),
  earlier,
  lookupRevision,
  canDecline: desk.routing.declineTo !== null && typed(desk.routing.declineTo, input()).ok,
});

function calledLine({ dialled }: Caller, { routing }: Desk): ShownCall['called'] {
  if (dialled === null) return null;
  return { number: dialled, name: routing.queues.find(({ number }) => number === dialled)?.name ?? null };
}
