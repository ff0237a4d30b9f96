/** An open call as it is to be shown. */
import type { PlanInput } from '../call/plan/input.ts';
import type { TransferWay } from '../model/call.ts';
import type { Caller } from '../model/caller.ts';
import type { Desk, ShownCall } from './desk.ts';
import type { Entry } from './open-calls.ts';
import { typed } from './planning.ts';

/** What a card tells beyond its own entry. Asked for only where it is shown: a flood of calls is shown anew with each change. */
export interface Around {
  readonly desk: Desk;
  readonly input: () => PlanInput;
  readonly ownLine: ShownCall['ownLine'];
  readonly handedOver: () => ShownCall['handedOver'];
  readonly note: () => ShownCall['note'];
  readonly isOnlyLeg: () => boolean;
  readonly canFetch: () => boolean;
  readonly clients: () => Pick<ShownCall, 'crm' | 'lead' | 'crmNote'>;
}

/** @returns a call as it is to be shown */
export const shownOf = ({ call, earlier, lookupRevision }: Entry, around: Around): ShownCall => ({
  call,
  called: calledLine(call.caller, around.desk),
  earlier,
  lookupRevision,
  canDecline: around.desk.routing.declineTo !== null && typed(around.desk.routing.declineTo, around.input()).ok,
  handedOver: around.handedOver(),
  note: around.note(),
  ownLine: around.ownLine,
  isOnlyLeg: around.isOnlyLeg(),
  way: wayOf(around.desk),
  canTake: canTake(around.desk),
  canFetch: around.canFetch(),
  ...around.clients(),
});

/** Kamailio relays a REFER to the caller's own device, which may do with it what it likes. */
export const canTake = ({ pbx }: Desk): boolean => pbx !== 'kamailio';

/** How a click sends a call on, unless it says otherwise. */
export const wayOf = (desk: Desk): TransferWay => (canTake(desk) ? desk.ringingTransfer : 'redirect');

function calledLine({ dialled }: Caller, { routing }: Desk): ShownCall['called'] {
  if (dialled === null) return null;
  return { number: dialled, name: routing.queues.find(({ number }) => number === dialled)?.name ?? null };
}
