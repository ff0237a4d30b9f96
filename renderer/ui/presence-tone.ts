/** The colour that repeats what a line's or a workday's words say. Pure. */
import type { LineStateView, WorkdayView } from '../i18n/presence-words.ts';
import type { Tone } from './tone.ts';

/** Green for what is told to be free, and for nothing else. */
export const lineTones: Readonly<Record<LineStateView, Tone>> = {
  idle: 'good',
  'not-in-call': 'neutral',
  ringing: 'warn',
  'in-call': 'bad',
  'not-reachable': 'neutral',
  'not-told': 'neutral',
};

export const workdayTones: Readonly<Record<WorkdayView, Tone>> = {
  OPENED: 'good',
  PAUSED: 'warn',
  CLOSED: 'bad',
  EXPIRED: 'neutral',
  UNAVAILABLE: 'neutral',
  NOT_INSTALLED: 'neutral',
  NOT_TOLD: 'neutral',
};
