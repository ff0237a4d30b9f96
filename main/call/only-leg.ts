/** Whether this app's leg is the only one that rings for a call, as far as is told: a 302 that fails would lose the caller then. Pure. */
import type { OwnLine, PhoneBinding } from '../model/line.ts';
import type { LineState } from '../model/presence.ts';

/** The own phone's lamp says that it rings within this time after the INVITE. */
export const LAMP_SETTLES_MS = 500;

export interface OnlyLegInput {
  readonly rangEpochMs: number;
  readonly nowEpochMs: number;
  readonly ownLine: OwnLine;
  /** Since when the own line's lamp says so. */
  readonly ownLineSinceEpochMs: number;
  readonly binding: PhoneBinding;
  /** What both lamps of the own extension tell together. */
  readonly ownExtension: LineState;
}

/** Never claimed while the own line's lamp is not told, nor in the first half second. A phone in a call may ring all the same. */
export function isOnlyLeg(input: OnlyLegInput): boolean {
  const { rangEpochMs, nowEpochMs, ownLine, ownLineSinceEpochMs, binding, ownExtension } = input;
  if (nowEpochMs - rangEpochMs < LAMP_SETTLES_MS || ownLine !== 'idle') return false;
  return ownLineSinceEpochMs <= rangEpochMs || binding === 'absent' || ownExtension === 'not-reachable';
}
