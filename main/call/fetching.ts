/** Whether a call that was sent on can be got back by a directed pickup, and what is dialled for it: pure. */
import { isRingingThere } from './passing.ts';
import { ringsForAnother } from './outcome.ts';
import type { Destination } from '../model/call.ts';
import type { OwnLine } from '../model/line.ts';
import type { Lamp } from '../model/presence.ts';
import type { OpenCall } from './machine-state.ts';

export interface FetchInput {
  /** Code of the directed pickup; null: none is set up. */
  readonly pickupPrefix: string | null;
  /** The desk phone's own; null while no line is set up. */
  readonly extension: string | null;
  readonly ownLine: OwnLine;
  /** The other open calls of this desk. */
  readonly others: readonly OpenCall[];
  /** ISO 3166 code that the lamps' numbers are read under. */
  readonly country: string;
  /** What is told of an extension's line. */
  readonly lampOf: (extension: string) => Lamp;
}

/** A pick-up takes whatever rings at a phone: so no phone whose lamp tells that another caller rings there.
 *  @returns user part to call, null where nothing can be picked up */
export function fetchDial(call: OpenCall, input: FetchInput): string | null {
  const { pickupPrefix, country, lampOf } = input;
  const at = ringsAt(call, input);
  if (pickupPrefix === null || at === null) return null;
  return ringsForAnother(lampOf(at), call.caller.number, country) ? null : `${pickupPrefix}${at}`;
}

/** A 302 leaves the own phone ringing, and it is told only where no other call may be the one that rings. Of a caller who was referred
 *  only the target's phone rings: the server must say so, or its lamp. */
function ringsAt({ state }: OpenCall, { extension, ownLine, others }: FetchInput): string | null {
  const atTarget = ({ kind, dial }: Destination): string | null => (kind === 'extension' ? dial : null);
  if (state.kind === 'taken') {
    return state.step.kind === 'passing' && isRingingThere(state) ? atTarget(state.step.destination) : null;
  }
  if (state.kind !== 'sent') return null;
  const { destination, way, outcome } = state;
  if (outcome !== 'not-told' && outcome !== 'ringing') return null;
  if (way === 'take') return outcome === 'ringing' ? atTarget(destination) : null;
  return ownLine !== 'ringing' || others.some(mayRingHere) ? null : extension;
}

function mayRingHere({ state }: OpenCall): boolean {
  switch (state.kind) {
    case 'ringing':
    case 'sending':
      return true;
    case 'sent':
      return state.way === 'redirect' && (state.outcome === 'not-told' || state.outcome === 'ringing');
    case 'taken':
      return state.step.kind === 'answering' || state.step.kind === 'returning';
    case 'answered':
    case 'ended':
      return false;
  }
}
