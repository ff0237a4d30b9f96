/** How a click on this card sends the call on: as it is, or answered here first. Pure. */
import type { CallStateView, CallView } from '../../main/bridge/contract/call-views.ts';

/** Whether the card offers targets: the call rings, or its caller is here and waits for a choice. */
export const isChoosing = (state: CallStateView): boolean =>
  state.kind === 'ringing' || (state.kind === 'taken' && state.step.kind === 'choosing');

/** Whether a redirect that fails would lose the caller: the card warns. */
export const isRisky = ({ isOnlyLeg, way }: CallView): boolean => isOnlyLeg && way === 'redirect';

/** Whether taking is recommended though it is not what is set: a redirect that fails would lose the caller. */
export const isTakeRecommended = (call: CallView): boolean =>
  call.state.kind === 'ringing' && isRisky(call) && call.canTake;

/** The way that a click asks for. @returns null: as is set */
export const clickWay = (call: CallView): 'take' | null => (isTakeRecommended(call) ? 'take' : null);

/** Whether a click answers the caller before it sends him on. */
export const answersFirst = (call: CallView): boolean =>
  call.state.kind === 'ringing' && (call.way === 'take' || isTakeRecommended(call));
