/** What is ever told by a system notification. A call is not among it: it has its card, never both. */
import type { DeafSpell } from '../model/line.ts';
import { assertNever } from '../model/result.ts';
import { acceleratorLabel } from './accelerator.ts';
import { problemWords } from './tray-state.ts';
import type { DesktopWords } from './words.ts';

export type Notice =
  /** No call could reach this desk for more than 10 s. */
  | { readonly kind: 'deaf'; readonly spell: DeafSpell }
  /** On an Address of Record that it shares with us, the desk phone is not registered any more. */
  | { readonly kind: 'phone-gone' }
  | { readonly kind: 'reachable-again'; readonly fromEpochMs: number; readonly untilEpochMs: number }
  /** @see ShortcutRefusal */
  | { readonly kind: 'shortcut-refused'; readonly accelerator: string; readonly why: 'taken' | 'unusable' };

interface NoticeText {
  readonly title: string;
  readonly body: string;
}

/** The notice in words. */
export function noticeText(notice: Notice, words: DesktopWords, platform: NodeJS.Platform): NoticeText {
  switch (notice.kind) {
    case 'deaf': {
      const { fromEpochMs, problem } = notice.spell;
      const why = problem === null ? null : problemWords(problem, words);
      return { title: words.deafTitle, body: words.deafBody(words.clock(fromEpochMs), why) };
    }
    case 'phone-gone':
      return { title: words.phoneGoneTitle, body: words.phoneGoneBody };
    case 'reachable-again':
      return {
        title: words.backTitle,
        body: words.backBody(words.clock(notice.fromEpochMs), words.clock(notice.untilEpochMs)),
      };
    case 'shortcut-refused': {
      const shown = acceleratorLabel(notice.accelerator, platform);
      const body = notice.why === 'taken' ? words.shortcutTaken(shown) : words.shortcutUnusable(shown);
      return { title: words.shortcutRefusedTitle, body };
    }
    default:
      return assertNever(notice);
  }
}
