/** The colour that repeats what became of a call. Pure. */
import type { HistoryCallView } from '../../main/bridge/contract/history-views.ts';
import type { Tone } from '../ui/tone.ts';

const byClass: Readonly<Record<HistoryCallView['class'], Tone>> = {
  missed: 'bad',
  answered: 'good',
  'sent-on': 'neutral',
  'stopped-ringing': 'neutral',
  other: 'warn',
};

/** Green for what somebody answered, red for what was missed, and for nothing else. */
export const toneOf = ({ class: is, sentTo }: Pick<HistoryCallView, 'class' | 'sentTo'>): Tone =>
  is === 'sent-on' && sentTo?.outcome === 'answered' ? 'good' : byClass[is];
