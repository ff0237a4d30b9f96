/** When a call is over for what is sent to the CRM of it: pure. */
import type { CallState } from '../model/call.ts';
import type { CallRecord } from '../model/record.ts';
import type { OutboxWork } from '../model/outbox.ts';
import type { OpenCall } from './machine-state.ts';

/** The own phone's lamp, or the agent, may say a moment later that the own phone has it. */
const MAY_BE_ANSWERED: readonly string[] = ['stopped-ringing', 'answered-elsewhere'];

/** Whether it is here no more: the time in which a lead can be taken back is over. */
export const hasLeft = ({ kind }: CallState): boolean => kind === 'sent' || kind === 'ended';

/** Whether what became of it is told, as far as it will be. */
export function isSettled({ state, isShown }: Pick<OpenCall, 'state' | 'isShown'>): boolean {
  if (state.kind === 'sent') return state.outcome === 'answered' || state.outcome === 'went-on';
  return state.kind === 'ended' && (!MAY_BE_ANSWERED.includes(state.how) || !isShown);
}

/** Whose desk it was. */
export interface RegisteredBy {
  readonly employeeId: string | null;
  readonly extension: string | null;
}

/** What the portal is to register of a call that is over: one that this desk answered or sent on, or one that was missed and was for
 *  this very extension: a group of twenty desks must not make twenty missed calls of one.
 *  @param number `+` and digits where they are known
 *  @returns null where this desk has nothing to register */
export function registrationOf(
  { how, startedEpochMs, endedEpochMs, route, steps }: CallRecord,
  number: string,
  { employeeId, extension }: RegisteredBy,
): (OutboxWork & { readonly kind: 'call-record' }) | null {
  const isOwnMissed = how === 'caller-hung-up' && extension !== null && route.called === extension;
  const isMissed = isOwnMissed || how === 'caller-left';
  if (!isMissed && how !== 'answered' && how !== 'sent-on') return null;
  const answeredEpochMs = steps.findLast(({ what }) => what === 'answered')?.atEpochMs ?? endedEpochMs;
  const durationMs = how === 'answered' ? Math.max(0, endedEpochMs - answeredEpochMs) : 0;
  return {
    kind: 'call-record',
    number,
    startedEpochMs,
    durationSec: Math.round(durationMs / 1000),
    statusCode: isMissed ? 304 : 200,
    isSentOn: how === 'sent-on',
    employeeId,
    extension,
    line: route.called,
  };
}
