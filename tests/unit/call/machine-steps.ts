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
const caller = {
  number: { kind: 'withheld' },
  displayName: null,
  forwardedFrom: null,
  referredBy: null,
  dialled: null,
} as const;
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
  ['send', 'fetch', 'decline', 'do-not-disturb'].includes(step.kind);

export const added: CallEvent = { kind: 'leg-added', leg: leg('b') };
export const stopped: CallEvent = { kind: 'leg-stopped', leg: leg('a'), reason: 'completed-elsewhere' };
export const acknowledged: CallEvent = { kind: 'acknowledged', leg: leg('a') };
export const send: CallCommand = { kind: 'send', way: 'redirect', destination };
export const take: CallCommand = { kind: 'send', way: 'take', destination };
export const fetch: CallCommand = { kind: 'fetch', dial: '**101', leg: leg('f') };
export const taken = (name: string): CallEvent => ({ kind: 'taken', leg: leg(name) });
export const progress = (kind: 'trying' | 'ringing' | 'started', name = 'a'): CallEvent => ({
  kind: 'pass-progress',
  leg: leg(name),
  progress: { kind },
});
export const failed = (status: number, name = 'a'): CallEvent => ({
  kind: 'pass-progress',
  leg: leg(name),
  progress: { kind: 'failed', status },
});
export const hungUp: CallEvent = { kind: 'hung-up', leg: leg('a') };
export const timerOf = ({ generation }: OpenCall): CallEvent => ({ kind: 'timer', generation });
export const sending = after(ringing, send).call;
export const sent = after(sending, acknowledged).call;
export const ended = after(ringing, stopped).call;
export const pickedUp: CallEvent = { kind: 'picked-up', atEpochMs: 1005 };
export const lamp = (state: OwnLine): CallEvent => ({ kind: 'own-line', state });
export const answered = after(ended, pickedUp).call;

export const answering = after(ringing, take).call;
export const passing = after(answering, taken('a')).call;
export const choosing = after(passing, failed(486)).call;
export const returning = after(choosing, timerOf(choosing)).call;

/** State, step, how it ended, and the effects' kinds. */
export const inShort = ({ call, effects }: Step): string => {
  const { state } = call;
  const more = state.kind === 'ended' ? `:${state.how}` : state.kind === 'taken' ? `:${state.step.kind}` : '';
  return [`${state.kind}${more}`, ...effects.map(({ kind }) => kind)].join(' ');
};
