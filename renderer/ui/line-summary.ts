/** The line's state in words, counted by a clock. Pure. */
import type { LineView } from '../../main/bridge/contract/setup-views.ts';
import type { LineWords } from '../i18n/line-words.ts';
import { assertNever } from './assert-never.ts';
import type { Tone } from './tone.ts';

export interface LineSummary {
  readonly tone: Tone;
  /** "Reachable, checked 12 s ago" */
  readonly what: string;
  /** What follows from it; empty where nothing is to be added. */
  readonly more: string;
}

/** @param nowEpochMs main's clock */
export function lineSummary(line: LineView, nowEpochMs: number, words: LineWords): LineSummary {
  switch (line.kind) {
    case 'registered': {
      const age = words.age((nowEpochMs - line.checkedEpochMs) / 1000);
      return { tone: 'good', what: words.reachable(age), more: '' };
    }
    case 'registering': {
      if (line.problem === null) return { tone: 'neutral', ...words.states.registering };
      const waitSec = line.nextTryEpochMs === null ? 0 : Math.ceil((line.nextTryEpochMs - nowEpochMs) / 1000);
      const more = waitSec > 0 ? words.nextTryIn(waitSec) : words.tryingNow;
      return { tone: 'bad', what: words.unreachableSince(words.moment(line.sinceEpochMs, nowEpochMs)), more };
    }
    case 'not-set-up':
    case 'suspended':
    case 'stopped':
      return { tone: 'warn', ...words.states[line.kind] };
    default:
      return assertNever(line);
  }
}
