/** Calls in every state, and the words to drive the call machine through them. */
import {
  onCommand,
  onEvent,
  openCall,
  type CallCommand,
  type CallEvent,
  type OpenCall,
  type Step,
} from '../../../main/call/machine.ts';
import type { CallId, Destination, LegId } from '../../../main/model/call.ts';
import type { OwnLine } from '../../../main/model/line.ts';

export const leg = (name: string): LegId => name as LegId;
export const destination: Destination = {
  targetId: 'extension:102',
  dial: '102',
  kind: 'extension',
  personId: '99',
  name: 'Anna Petrova',
  shown: '102',
};
const caller = { number: { kind: 'withheld' }, displayName: null, forwardedFrom: null, dialled: null } as const;
export const ringing = openCall({ id: 'call' as CallId, caller, startedEpochMs: 0 }, leg('a')).call;

/** Feeds events and commands one after the other, a second apart. */
export const after = (call: OpenCall, ...steps: readonly (CallEvent | CallCommand)[]): Step =>
  steps.reduce<Step>(
    (last, step, index) => {
      const atEpochMs = (index + 1) * 1000;
      if (!isCommand(step)) return onEvent(last.call, step, atEpochMs);
      const result = onCommand(last.call, step, atEpochMs);
      if (!result.ok) throw new Error(result.error);
      return result.value;
    },
    { call, effects: [] },
  );
const isCommand = (step: CallEvent | CallCommand): step is CallCommand =>
  ['send', 'decline', 'do-not-disturb'].includes(step.kind);

export const added: CallEvent = { kind: 'leg-added', leg: leg('b') };
export const stopped: CallEvent = { kind: 'leg-stopped', leg: leg('a'), reason: 'completed-elsewhere' };
export const acknowledged: CallEvent = { kind: 'acknowledged', leg: leg('a') };
export const send: CallCommand = { kind: 'send', destination };
export const sending = after(ringing, send).call;
export const sent = after(sending, acknowledged).call;
export const ended = after(ringing, stopped).call;
export const pickedUp: CallEvent = { kind: 'picked-up', atEpochMs: 1005 };
export const lamp = (state: OwnLine): CallEvent => ({ kind: 'own-line', state });
export const answered = after(ended, pickedUp).call;

/** State, how it ended, and the effects' kinds. */
export const inShort = ({ call, effects }: Step): string => {
  const how = call.state.kind === 'ended' ? `:${call.state.how}` : '';
  return [`${call.state.kind}${how}`, ...effects.map(({ kind }) => kind)].join(' ');
};
