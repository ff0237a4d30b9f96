/** An item's state in words. Pure. */
import type { OutboxItemView } from '../../main/bridge/contract/outbox-views.ts';
import type { OutboxWords } from '../i18n/outbox-words.ts';
import type { Tone } from '../ui/tone.ts';

export interface StateWords {
  readonly name: string;
  readonly tone: Tone;
  /** What is so, why, and what comes next, in this order. */
  readonly sentences: readonly string[];
}

/** @param nowEpochMs main's clock */
export function stateWords(item: OutboxItemView, nowEpochMs: number, words: OutboxWords): StateWords {
  const { state, isBehindAnother } = item;
  const secondsTo = (epochMs: number): number => Math.ceil((epochMs - nowEpochMs) / 1000);
  const name = words.states[state.kind];
  switch (state.kind) {
    case 'held': {
      const seconds = secondsTo(state.untilEpochMs);
      return { name, tone: 'neutral', sentences: [seconds > 0 ? words.heldFor(seconds) : words.tryingNow] };
    }
    case 'waiting': {
      const why = state.code === null ? [] : [words.crmProblems[state.code].what];
      const seconds = secondsTo(state.nextTryEpochMs);
      const next = seconds > 0 ? words.nextTryIn(seconds) : words.tryingNow;
      const tone = state.code === null ? 'neutral' : 'warn';
      return { name, tone, sentences: [...why, isBehindAnother ? words.behind : next] };
    }
    case 'in-flight':
      return { name, tone: 'neutral', sentences: [words.inFlight] };
    case 'perhaps-sent':
      return {
        name,
        tone: 'bad',
        sentences: [words.perhapsSent, ...(state.code === null ? [] : [words.crmProblems[state.code].what])],
      };
    case 'refused': {
      const { what, remedy } = words.crmProblems[state.code];
      return { name, tone: 'bad', sentences: [words.refused, what, remedy] };
    }
    case 'sent':
      return { name, tone: 'good', sentences: [] };
  }
}
