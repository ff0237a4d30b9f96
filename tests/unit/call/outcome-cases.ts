/** Lamps as servers tell them, and a call that is followed through them. */
import { readNumber } from '../../../main/call/numbers.ts';
import { afterLamp, afterOwnLine, followCall, outcomeOf } from '../../../main/call/outcome.ts';
import type { Outcome } from '../../../main/model/call.ts';
import { untold, type Lamp, type LampCall, type LineState } from '../../../main/model/presence.ts';

export const JOHN = '+19062195047';
export const OLGA = '+19062195048';

/** The lamp of a line with these calls. @param state of one without any */
export function lamp(calls: readonly LampCall[], state: LineState = 'idle'): Lamp {
  const busy = calls.some(({ phase }) => phase === 'in-call') ? 'in-call' : 'ringing';
  return { state: calls.length > 0 ? busy : state, sinceEpochMs: 0, calls };
}

export const idle = lamp([]);
export const notInCall = lamp([], 'not-in-call');
export const notTold = untold(0);

/** Asterisk has one dialog for a whole line, and names the other side while it rings only. */
export const asterisk = {
  rings: (remoteUser: string): Lamp => lamp([{ id: '102', phase: 'ringing', remoteUser, direction: 'incoming' }]),
  inCall: lamp([{ id: '102', phase: 'in-call', remoteUser: null, direction: null }]),
};

/** Kamailio has a dialog for each call, named throughout. */
export const kamailio = {
  rings: (id: string, remoteUser: string): LampCall => ({ id, phase: 'ringing', remoteUser, direction: 'incoming' }),
  inCall: (id: string, remoteUser: string): LampCall => ({ id, phase: 'in-call', remoteUser, direction: 'incoming' }),
  dials: (id: string, remoteUser: string): LampCall => ({ id, phase: 'ringing', remoteUser, direction: 'outgoing' }),
};

/** What is told after each word of the target's lamp, or of the own phone's, each at its time. She is free at the click, the own phone rings. */
export function toldBeside(
  caller: string,
  words: readonly (readonly [atEpochMs: number, whose: 'hers' | 'own', lamp: Lamp])[],
): Outcome[] {
  let following = followCall(readNumber(caller, 'US'), 'US', idle, 0);
  let own: LineState = 'ringing';
  return words.map(([atEpochMs, whose, next]) => {
    if (whose === 'own') own = next.state;
    following = whose === 'own' ? afterOwnLine(following, own, atEpochMs) : afterLamp(following, next, own, atEpochMs);
    return outcomeOf(following);
  });
}

/** What is told after each word of the lamp, 100 ms apart. The first one is how it was at the click. */
export function told(caller: string, [atClick = notTold, ...later]: readonly Lamp[], stepMs = 100): Outcome[] {
  let following = followCall(readNumber(caller, 'US'), 'US', atClick, 0);
  return later.map((next, index) => {
    following = afterLamp(following, next, 'idle', (index + 1) * stepMs);
    return outcomeOf(following);
  });
}
